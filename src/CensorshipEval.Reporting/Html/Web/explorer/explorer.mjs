// The explorer: finds and shows the exchanges that stand in #explorer-data.
import { Address } from './address.mjs';
import { Controls } from './controls.mjs';
import { countSentence } from './count.mjs';
import { readData } from './data.mjs';
import { part } from './elements.mjs';
import { createFacets } from './facets.mjs';
import { listenToKeys } from './keyboard.mjs';
import { AnswerList } from './list.mjs';
import { unfoldForPrint } from './print.mjs';
import { ReadingPane } from './reading.mjs';
import { find } from './search.mjs';

const section = document.getElementById('explorer');
const source = part('data');
const form = part('form');
// A page without exchanges has neither data nor form.
if (section && source && form) explore(readData(source.textContent));

function explore(data) {
  // chosen: whether the reader opened what is open, or it is merely the first of the list.
  const state = { q: '', missing: false, noted: false, filters: {}, page: 0, found: [], open: null, beside: null, chosen: false };
  const facets = createFacets(data.exchanges);
  const address = new Address(state, facets, data.byKey);
  const list = new AnswerList(state);
  const reading = new ReadingPane(state, data.cells, list, address);
  const controls = new Controls(form, state, facets, changed);

  function refresh() {
    state.found = find(data.exchanges, facets, state);
    part('count').textContent = countSentence(data, state);
    if (state.open && state.chosen) {
      list.turnTo(state.open);
    } else {
      state.open = state.found[0] ?? null;
      state.beside = null;
    }
    list.show();
    reading.show();
  }

  function changed() {
    state.page = 0;
    // An answer that is no longer in the list makes room for one that is.
    state.chosen &&= find(data.exchanges, facets, state).includes(state.open);
    refresh();
    address.write();
    list.scrollToTop();
  }

  function scrollThere() {
    if (state.open && state.chosen) reading.scrollIntoView();
    else section.scrollIntoView({ block: 'start' });
  }

  part('results').addEventListener('click', (event) => {
    const row = event.target.closest('.xp-row');
    if (row) reading.open(data.exchanges[Number(row.dataset.index)]);
  });
  listenToKeys(list, controls, reading, state);
  unfoldForPrint(part('reading'));
  addEventListener('hashchange', () => {
    if (!address.read()) return;
    controls.show();
    refresh();
    scrollThere();
  });

  const isLed = address.read();
  controls.show();
  refresh();
  if (isLed) scrollThere();
}
