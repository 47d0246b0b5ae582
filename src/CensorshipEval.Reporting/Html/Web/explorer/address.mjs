// The address keeps filters and the open answer, so that a link leads to them.

const LONGEST_QUERY = 200;

export class Address {
  #state;
  #facets;
  #byKey;

  constructor(state, facets, byKey) {
    this.#state = state;
    this.#facets = facets;
    this.#byKey = byKey;
  }

  write() {
    const { q, filters, missing, noted, chosen, open, beside } = this.#state;
    const told = new URLSearchParams();
    if (q) told.set('q', q);
    for (const { id } of this.#facets) if (filters[id] !== undefined) told.set(id, filters[id]);
    if (missing) told.set('missing', '1');
    if (noted) told.set('noted', '1');
    if (chosen && open) told.set('open', open.key);
    if (beside) told.set('beside', beside.key);
    const query = told.toString();
    if (query === '' && !location.hash.startsWith('#explorer')) return;
    try {
      history.replaceState(history.state, '', query === '' ? '#explorer' : `#explorer?${query}`);
    } catch {
      // Some browsers limit how often, or forbid it for files: the page works without.
    }
  }

  /** Takes from the address what it knows and nothing else; false where the address is not of the explorer. */
  read() {
    const { hash } = location;
    if (hash !== '#explorer' && !hash.startsWith('#explorer?')) return false;
    const told = new URLSearchParams(hash.slice('#explorer?'.length));
    const state = this.#state;
    state.q = (told.get('q') ?? '').slice(0, LONGEST_QUERY);
    state.filters = {};
    for (const facet of this.#facets) {
      const value = told.get(facet.id);
      if (value !== null && facet.has(value)) state.filters[facet.id] = value;
    }
    state.missing = told.get('missing') === '1';
    state.noted = told.get('noted') === '1';
    state.open = this.#byKey.get(told.get('open') ?? '') ?? null;
    state.beside = state.open ? this.#byKey.get(told.get('beside') ?? '') ?? null : null;
    state.chosen = state.open !== null;
    state.page = 0;
    return true;
  }
}
