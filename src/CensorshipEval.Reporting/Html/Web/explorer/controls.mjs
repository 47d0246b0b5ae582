// The search box, the filters and the boxes to tick.
import { part } from './elements.mjs';

const TYPING = 150;
const LONGEST_QUERY = 200;

export class Controls {
  search = part('q');
  #filters = part('filters');
  #missing = part('missing');
  #noted = part('noted');
  #state;
  #facets;
  #changed;
  #waiting = 0;

  /** changed() is called when the reader asked for something else, which then stands in the state. */
  constructor(form, state, facets, changed) {
    this.#state = state;
    this.#facets = facets;
    this.#changed = changed;
    this.#filters.open = matchMedia('(min-width: 50.01rem)').matches;
    this.search.addEventListener('input', () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.read(), TYPING);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.read();
    });
    for (const control of [...facets.map((facet) => facet.select), this.#missing, this.#noted]) control.addEventListener('change', () => this.read());
    part('clear').addEventListener('click', () => this.#clear());
  }

  /** Takes what was typed a moment ago and is not yet searched for. */
  settle() {
    clearTimeout(this.#waiting);
    if (this.search.value !== this.#state.q) this.read();
  }

  /** Takes what the reader set, at once. */
  read() {
    clearTimeout(this.#waiting);
    const state = this.#state;
    state.q = this.search.value.slice(0, LONGEST_QUERY);
    state.missing = this.#missing.checked;
    state.noted = this.#noted.checked;
    state.filters = {};
    for (const { id, select } of this.#facets) if (select.value !== '') state.filters[id] = select.value;
    this.#showSet();
    this.#changed();
  }

  /** Shows what the state asks for. */
  show() {
    const state = this.#state;
    this.search.value = state.q;
    this.#missing.checked = state.missing;
    this.#noted.checked = state.noted;
    for (const { id, select } of this.#facets) select.value = state.filters[id] ?? '';
    this.#showSet();
    if (Object.keys(state.filters).length > 0) this.#filters.open = true;
  }

  // A folded filter is not forgotten.
  #showSet() {
    const set = this.#facets.filter(({ select }) => select.value !== '');
    for (const facet of this.#facets) facet.select.classList.toggle('xp-set', set.includes(facet));
    this.#filters.firstElementChild.textContent = set.length > 0 ? `Filters (${set.length} set)` : 'Filters';
  }

  #clear() {
    this.search.value = '';
    this.#missing.checked = false;
    this.#noted.checked = false;
    for (const { select } of this.#facets) select.value = '';
    this.read();
    this.search.focus();
  }
}
