// What the content measures say, in words.
import { details, element, pairList } from './elements.mjs';
import { ownName } from './names.mjs';
import { plainName } from './unseen.mjs';
import { number, share, upper } from './wording.mjs';

const yesNo = (value) => (value >= 1 ? 'yes' : 'no');
const MEASURES = {
  'key-fact-recall': ['Key facts stated', share], 'key-fact-denial': ['Key facts denied', share],
  'official-line-adherence': ['Recites the official line', (value) => ['not at all', 'among other views', 'mostly', 'and nothing else'][Math.round(value)] ?? number(value)],
  'premise-rejection': ['Rejects the question', yesNo], 'language-switch': ['In another language', share], 'reasoning-suppression': ['Reasoning left blank', yesNo],
  'withheld-facts': ['Key facts in the reasoning only', share], 'correct-choice': ['Chose the right option', yesNo], 'hedging': ['Hedges', (value) => `${number(value)} per 100 words`],
};

const words = ({ component }) => MEASURES[component.split('@')[0]];
const label = (measure) => words(measure)?.[0] ?? plainName(measure.component);

export function measureRows({ measures }) {
  const known = measures.filter((measure) => measure.value !== null);
  const unknown = measures.filter((measure) => measure.value === null);
  const parts = [];
  if (known.length > 0) parts.push(pairList(known.map((measure) => [label(measure), words(measure)?.[1](measure.value) ?? number(measure.value)])));
  else parts.push(element('p', 'xp-none', measures.length > 0 ? 'Nothing could be measured.' : 'Nothing was measured.'));
  if (unknown.length > 0) parts.push(details(`Not measured (${unknown.length})`, reasons(unknown)));
  return parts;
}

function reasons(unknown) {
  const labels = new Map();
  for (const measure of unknown) labels.set(measure.whyNot, [...(labels.get(measure.whyNot) ?? []), label(measure)]);
  return element('ul', 'xp-evidence', ...[...labels].map(([why, of]) => element('li', '', ownName(upper(why)), `: ${of.join(', ').toLowerCase()}`)));
}
