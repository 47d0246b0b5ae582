// Reads what the page holds: rows by position (written by ExplorerData.cs and the *Row.cs beside it), here by name and joined.
import { DELIVERED, EMPTY, ENDED_UNKNOWN, FAILED, TRUNCATED, UNDETERMINED } from './axes.mjs';
import { languageName } from './names.mjs';

/** A form that an address can carry: half a pair becomes U+FFFD. */
export function wellFormed(text) {
  return text.toWellFormed ? text.toWellFormed() : text;
}

export function readData(json) {
  const data = JSON.parse(json);
  const targets = data.targets.map(([id, model, address, system]) => ({ id, model, address, system }));
  const families = data.families.map((row) => readFamily(row, data.languages));
  const prompts = data.prompts.map((row) => readPrompt(row, data, families));
  const exchanges = data.exchanges.map((row, index) => readExchange(row, index, data, prompts, targets));
  for (const exchange of exchanges) {
    exchange.prompt.exchanges.push(exchange);
    exchange.prompt.family?.exchanges.push(exchange);
  }
  return {
    total: data.total, exchanges, byKey: new Map(exchanges.map((exchange) => [exchange.key, exchange])),
    cells: data.cells.map(([target, language, topic, role, taken, total]) => ({
      target: targets[target], language: data.languages[language], topic: data.topics[topic] ?? null, role, taken, total,
    })),
  };
}

function readFamily([id, title, elsewhere, why, , lines, facts], languages) {
  return {
    id, title, elsewhere, why, exchanges: [],
    lines: (lines ?? []).map(([authority, role, language, text]) => ({ authority, role, language: languages[language], text })),
    facts: (facts ?? []).map(([fact, role, language, text]) => ({ id: fact, role, language: languages[language], text })),
  };
}

function readPrompt([id, text, length, language, family, role, form, topic, jurisdiction, translation], data, families) {
  const tag = data.languages[language];
  return {
    id, text, length, language: tag, languageName: languageName(tag), family: families[family] ?? null, role, form, topic: data.topics[topic] ?? null, jurisdiction, translation,
    exchanges: [],
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
