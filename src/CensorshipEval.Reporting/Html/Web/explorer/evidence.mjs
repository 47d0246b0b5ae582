// Every place that a rule points to, for readers who cannot hover, and for print.
import { FINISH, SOURCES } from './axes.mjs';
import { details, element } from './elements.mjs';
import { answerLanguage, foreign, spansOf } from './marked-text.mjs';
import { ownName } from './names.mjs';
import { factOf, ruleWords } from './rules.mjs';
import { appendVisible, plainName } from './unseen.mjs';
import { upper } from './wording.mjs';

const LONGEST_QUOTE = 120;
const MOST_QUOTES = 5;

export function evidence(exchange) {
  const found = collect(exchange);
  if (found.length === 0) return [];
  return [details(`Evidence (${found.length})`, element('ul', 'xp-evidence', ...found.map((one) => item(exchange, one))))];
}

/** By rule and source, what each span quotes; null where it lies beyond the cut. */
function collect(exchange) {
  const seen = new Map();
  for (let source = 0; source < SOURCES.length; source++) {
    const text = sourceText(exchange, source);
    for (const { rule, start, end } of spansOf(exchange, source)) {
      const key = `${rule}\n${source}`;
      if (!seen.has(key)) seen.set(key, { rule, source, quotes: [] });
      const isBeyond = start >= text.length && end > start;
      seen.get(key).quotes.push(isBeyond ? null : text.slice(start, Math.min(end, start + LONGEST_QUOTE)) + (end > start + LONGEST_QUOTE ? '…' : ''));
    }
  }
  return [...seen.values()];
}

function sourceText({ answer, streamed, reasoning, finish, error }, source) {
  return [answer, streamed === 1 ? answer : streamed || '', reasoning ?? '', finish ?? '', error?.code ?? error?.message ?? ''][source];
}

function item(exchange, { rule, source, quotes }) {
  const fact = factOf(exchange, rule);
  const made = element('li', '', element('span', 'xp-rule', upper(ruleWords(rule)), fact ? ': ' : ''), fact ? appendVisible(element('span', 'xp-fact'), fact) : '');
  made.append(` (in the ${SOURCES[source]}) `);
  const different = [...new Set(quotes.filter((quote) => quote !== null && quote !== ''))];
  const language = source < FINISH ? answerLanguage(exchange) : null;
  for (const quote of different.slice(0, MOST_QUOTES)) made.append(foreign(appendVisible(element('q'), quote), language), ' ');
  if (different.length > MOST_QUOTES) made.append(`and ${different.length - MOST_QUOTES} more `);
  if (quotes.includes(null)) made.append('beyond where the text is cut ');
  made.append(element('code', '', ownName(plainName(rule, 120))));
  return made;
}
