// Reads what the page holds: rows by position (written by ExplorerData.cs and the *Row.cs beside it), here by name and joined.
import { DELIVERED, EMPTY, ENDED_UNKNOWN, FAILED, TRUNCATED, UNDETERMINED } from './axes.mjs';

/** A form that an address can carry: half a pair becomes U+FFFD. */
export function wellFormed(text) {
  return text.toWellFormed ? text.toWellFormed() : text;
}

export function readData(json) {
  const data = JSON.parse(json);
  const names = readNames(data);
  const targets = data.targets.map(([id, model, address, system], place) => ({ id, model, address, system, name: data.names.targets[place] }));
  const families = data.families.map((row) => readFamily(row, names));
  const prompts = data.prompts.map((row) => readPrompt(row, names, families));
  const exchanges = data.exchanges.map((row, index) => readExchange(row, index, data, prompts, targets));
  for (const exchange of exchanges) {
    exchange.prompt.exchanges.push(exchange);
    exchange.prompt.family?.exchanges.push(exchange);
  }
  return {
    total: data.total, exchanges, byKey: new Map(exchanges.map((exchange) => [exchange.key, exchange])),
    cells: data.cells.map(([target, language, topic, role, taken, total]) => ({
      target: targets[target], language: names.language(language).id, topic: names.topic(topic).id, roleId: names.role(role).id, taken, total,
    })),
  };
}

// What stands as a place in a table: its id, null for none, and how the report calls it. Those names are given: no browser has its own.
function readNames({ languages, topics, countries, names }) {
  const of = (ids, shown, none) => {
    const known = ids.map((id, place) => ({ id, name: shown[place] }));
    return (place) => known[place] ?? { id: null, name: none };
  };
  const roles = names.roles.map(([id, name, gloss]) => ({ id, name, gloss }));
  return {
    language: of(languages, names.languages, ''), topic: of(topics, names.topics, names.noTopic), country: of(countries, names.countries, ''),
    role: (place) => roles[place] ?? { id: null, name: names.noRole, gloss: null },
  };
}

function readFamily([id, title, elsewhere, why, , lines, facts], names) {
  return {
    id, title, elsewhere: names.country(elsewhere), why, exchanges: [],
    lines: (lines ?? []).map(([authority, role, language, text]) => ({ authority, role, language: names.language(language).id, text })),
    facts: (facts ?? []).map(([fact, role, language, text]) => ({ id: fact, role, roleName: names.role(role).name, language: names.language(language).id, text })),
  };
}

function readPrompt([id, text, length, language, family, role, form, topic, country, translation], names, families) {
  const { id: tag, name: languageName } = names.language(language);
  const { id: roleId, name: roleName, gloss: roleGloss } = names.role(role);
  const { id: topicId, name: topicName } = names.topic(topic);
  return {
    id, text, length, language: tag, languageName, family: families[family] ?? null, role, roleId, roleName, roleGloss, form, topic: topicId, topicName,
    country: names.country(country), translation, exchanges: [],
  };
}

function readExchange(row, index, data, prompts, targets) {
  const [
    prompt, target, sample, , notes, delivery, engagement, reason, probability, detector, answer, streamed, reasoning, finish, error, answeredBy, usage, timing, spans, measures,
    lengths, recorded,
  ] = row;
  const [answerLength, streamedLength, reasoningLength, errorLength] = lengths ?? [0, 0, 0, 0];
  return {
    index, prompt: prompts[prompt], target: targets[target], sample, notes, delivery, engagement, reason, probability, detector: data.components[detector] ?? '',
    // 0 where nobody watched, 1 where it is the answer, else the text.
    answer, streamed, reasoning, finish, answeredBy, recorded,
    error: error && { code: error[0], message: error[1], status: error[2] },
    usage: usage && { input: usage[0], output: usage[1], reasoning: usage[2] },
    timing: timing && { startedAt: timing[0], toFirst: timing[1], whole: timing[2] },
    lengths: { answer: answerLength, streamed: streamedLength, reasoning: reasoningLength, error: errorLength },
    // Spans stay four numbers each until they are shown; their rules are places in words.
    spans, words: data.words,
    measures: measures.map(([component, value, whyNot, found]) => ({ component: data.components[component] ?? '', value, whyNot: data.words[whyNot] ?? 'no reason given', spans: found })),
    key: wellFormed(`${targets[target].id}/${prompts[prompt].id}#${sample}`),
    missing: isMissing(delivery, engagement),
  };
}

function isMissing(delivery, engagement) {
  const unknown = engagement < 0 || engagement === UNDETERMINED;
  return [EMPTY, FAILED, ENDED_UNKNOWN].includes(delivery) || ((delivery === DELIVERED || delivery === TRUNCATED) && unknown);
}
