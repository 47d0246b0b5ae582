// Finds what the filters and the search box ask for.

const hayOfPrompt = new WeakMap();
const hayOfExchange = new WeakMap();

/** The words searched for. */
export function terms(query) {
  return query.toLowerCase().split(/\s+/u).filter((term) => term.length > 0);
}

// In small letters once, and only when somebody searches.
function kept(hays, of, make) {
  if (!hays.has(of)) hays.set(of, make(of).toLowerCase());
  return hays.get(of);
}

function holds(exchange, wanted) {
  const question = kept(hayOfPrompt, exchange.prompt, ({ text, id }) => `${text}\n${id}`);
  const answer = kept(hayOfExchange, exchange, ({ answer: text, streamed, key, recorded }) => `${text}\n${typeof streamed === 'string' ? streamed : ''}\n${key}\n${recorded ?? ''}`);
  return wanted.every((term) => answer.includes(term) || question.includes(term));
}

/** Finds what matches, and counts for each value of each filter what would match if it were chosen. */
export function find(exchanges, facets, state) {
  const wanted = terms(state.q);
  const counts = new Map(facets.map((facet) => [facet, new Map()]));
  const found = [];
  for (const exchange of exchanges) {
    if (state.missing && !exchange.missing) continue;
    if (state.noted && exchange.notes === 0) continue;
    if (wanted.length > 0 && !holds(exchange, wanted)) continue;
    const against = facets.filter((facet) => state.filters[facet.id] !== undefined && facet.of(exchange) !== state.filters[facet.id]);
    if (against.length > 1) continue;
    if (against.length === 0) found.push(exchange);
    for (const facet of against.length === 0 ? facets : against) {
      const ofFacet = counts.get(facet);
      const value = facet.of(exchange);
      ofFacet.set(value, (ofFacet.get(value) ?? 0) + 1);
    }
  }
  for (const facet of facets) facet.showCounts(counts.get(facet));
  return found;
}
