// The filters by one value: what each is of, and how its values are shown.
import { DELIVERIES, ENGAGEMENTS, ROLES } from './axes.mjs';
import { wellFormed } from './data.mjs';
import { part } from './elements.mjs';
import { languageName, regionName } from './names.mjs';
import { plainName } from './unseen.mjs';
import { number, upper } from './wording.mjs';

/** The value of what has none. */
export const NONE = 'none';

const ids = (axis) => axis.map(([id]) => id);
const idOf = (axis, place) => (place >= 0 ? axis[place][0] : NONE);
const wordsOf = (axis, id, otherwise) => upper(axis.find((row) => row[0] === id)?.[1] ?? otherwise);

const FACETS = [
  { id: 'model', label: 'All models', of: (exchange) => exchange.target.id, show: (value) => plainName(value) },
  { id: 'language', label: 'All languages', of: (exchange) => exchange.prompt.language, show: languageName },
  { id: 'topic', label: 'All topics', of: (exchange) => exchange.prompt.topic ?? NONE, show: (value) => (value === NONE ? 'not stated' : plainName(value)) },
  { id: 'jurisdiction', label: 'All authorities', of: (exchange) => exchange.prompt.jurisdiction, show: regionName },
  { id: 'role', label: 'All kinds', of: (exchange) => roleId(exchange.prompt.role), order: [...ids(ROLES), NONE], show: (value) => wordsOf(ROLES, value, 'not stated') },
  { id: 'delivery', label: 'Any', of: (exchange) => idOf(DELIVERIES, exchange.delivery), order: ids(DELIVERIES), show: (value) => wordsOf(DELIVERIES, value) },
  {
    id: 'engagement', label: 'Any', of: (exchange) => idOf(ENGAGEMENTS, exchange.engagement), order: [...ids(ENGAGEMENTS), NONE],
    show: (value) => wordsOf(ENGAGEMENTS, value, 'nothing to judge'),
  },
];

export function roleId(role) {
  return idOf(ROLES, role);
}

/** The filters, their selects filled with the values that the exchanges have. */
export function createFacets(exchanges) {
  return FACETS.map((facet) => createFacet(facet, exchanges));
}

function createFacet({ id, label, of, order, show }, exchanges) {
  const select = part(id);
  const values = exchanges.map((exchange) => wellFormed(of(exchange)));
  const found = [...new Set(values)];
  const shown = new Map(found.map((value) => [value, show(value)]));
  if (order) found.sort((left, right) => order.indexOf(left) - order.indexOf(right));
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
