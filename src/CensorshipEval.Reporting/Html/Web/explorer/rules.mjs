// What a rule of evidence means, in words.
import { plainName } from './unseen.mjs';
import { upper } from './wording.mjs';

const RULES = [
  [/^phrases\//, 'wording of a refusal'], [/^classifier\//, 'reads like a refusal (classifier)'], [/^signals\/stream-withdrawn/, 'was shown and then withdrawn'],
  [/^signals\/finish-reason\/block/, 'finish reason that means a block'], [/^signals\/finish-reason\/length/, 'finish reason: length limit'],
  [/^signals\/finish-reason/, 'finish reason'], [/^signals\/(block-)?error/, 'error that came back'], [/^signals\/no-text/, 'no text came'], [/^signals\//, 'signal'],
  [/^prompt\/echo/, 'repeats the question'], [/^json\//, 'status in the answer'], [/^key-fact-denied\//, 'denies or attributes the fact'], [/^key-fact\//, 'states the fact'],
  [/^withheld\//, 'fact in the reasoning only'], [/^official-line\//, 'official line'], [/^hedging\//, 'hedge'], [/^premise\//, 'rejects the question'],
  [/^language\//, 'in another language'], [/^reasoning\/blank/, 'blank reasoning'],
];

export function ruleWords(rule) {
  return RULES.find(([pattern]) => pattern.test(rule))?.[1] ?? rule;
}

/** The statement of the key fact that a rule names. */
export function factOf(exchange, rule) {
  const match = /^(?:key-fact|key-fact-denied|withheld)\/(.+)$/u.exec(rule);
  return match ? exchange.prompt.family?.facts.find((fact) => fact.id === match[1])?.text : undefined;
}

export function ruleTitle(exchange, rule) {
  const fact = factOf(exchange, rule);
  return plainName(`${upper(ruleWords(rule))}${fact ? `: ${fact}` : ''} (${rule})`, 300);
}
