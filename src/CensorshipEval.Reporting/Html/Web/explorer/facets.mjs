// The filters by one value: what each is of, and how its values are shown.
import { DELIVERIES, ENGAGEMENTS } from './axes.mjs';
import { wellFormed } from './data.mjs';
import { part } from './elements.mjs';
import { plainName } from './unseen.mjs';
import { number, upper } from './wording.mjs';

/** The value of what has none. */
export const NONE = 'none';

// of: the value, which an address keeps; show: how it reads; place: where it stands among the others, where that is not by the alphabet.
const FACETS = [
  { id: 'model', label: 'All models', of: ({ target }) => target.id, show: ({ target }) => plainName(target.name) },
  { id: 'language', label: 'All languages', of: ({ prompt }) => prompt.language, show: ({ prompt }) => prompt.languageName },
  { id: 'topic', label: 'All topics', of: ({ prompt }) => prompt.topic ?? NONE, show: ({ prompt }) => upper(plainName(prompt.topicName)) },
  { id: 'jurisdiction', label: 'All authorities', of: ({ prompt }) => prompt.country.id, show: ({ prompt }) => upper(prompt.country.name) },
  { id: 'role', label: 'All kinds', of: ({ prompt }) => prompt.roleId ?? NONE, show: ({ prompt }) => upper(prompt.roleName), place: ({ prompt }) => prompt.role },
  { id: 'delivery', label: 'Any', of: ({ delivery }) => DELIVERIES[delivery][0], show: ({ delivery }) => upper(DELIVERIES[delivery][1]), place: ({ delivery }) => delivery },
  {
    id: 'engagement', label: 'Any', of: ({ engagement }) => ENGAGEMENTS[engagement]?.[0] ?? NONE,
    show: ({ engagement }) => upper(ENGAGEMENTS[engagement]?.[1] ?? 'nothing to judge'), place: ({ engagement }) => engagement,
  },
];

/** The filters, their selects filled with the values that the exchanges have. */
export function createFacets(exchanges) {
  return FACETS.map((facet) => createFacet(facet, exchanges));
}

function createFacet({ id, label, of, show, place }, exchanges) {
  const select = part(id);
  const values = exchanges.map((exchange) => wellFormed(of(exchange)));
  const shown = new Map();
  const places = new Map();
  exchanges.forEach((exchange, i) => {
    if (shown.has(values[i])) return;
    shown.set(values[i], show(exchange));
    // What is not known comes last.
    if (place) places.set(values[i], place(exchange) >= 0 ? place(exchange) : Infinity);
  });
  const found = [...shown.keys()];
  if (place) found.sort((left, right) => places.get(left) - places.get(right));
  else found.sort((left, right) => shown.get(left).localeCompare(shown.get(right), 'en'));
  const options = new Map();
  select.append(new Option(label, ''));
  for (const value of found) {
    const option = new Option(shown.get(value), value);
    option.dir = 'auto';
    options.set(value, option);
    select.append(option);
  }
  return {
    id, select,
    has: (value) => options.has(value),
    of: (exchange) => values[exchange.index],
    showCounts(counts) {
      for (const [value, option] of options) option.textContent = `${shown.get(value)} (${number(counts.get(value) ?? 0)})`;
    },
  };
}
