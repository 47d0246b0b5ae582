// Everything can be done without a pointer.
import { part } from './elements.mjs';

const hasModifier = (event) => event.ctrlKey || event.metaKey || event.altKey;

export function listenToKeys(list, controls, reading, state) {
  part('results').addEventListener('keydown', (event) => inList(event, list, controls.search));
  controls.search.addEventListener('keydown', (event) => inSearch(event, list, controls));
  part('reading').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (state.beside) reading.closeBeside();
    else reading.backToList();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || hasModifier(event) || event.target.closest?.('input, select, textarea, [contenteditable]')) return;
    event.preventDefault();
    controls.search.focus();
    controls.search.select();
  });
}

function inList(event, list, search) {
  if (hasModifier(event)) return;
  const all = list.rows;
  const at = all.indexOf(event.target.closest('.xp-row'));
  const moves = {
    ArrowDown: () => all[at + 1] ?? below(list),
    ArrowUp: () => all[at - 1] ?? above(list, search),
    Home: () => all[0],
    End: () => all.at(-1),
    Escape: () => search,
  };
  if (at < 0 || !Object.hasOwn(moves, event.key)) return;
  event.preventDefault();
  const next = moves[event.key]();
  if (next === search) search.focus();
  else if (next) list.focus(next);
}

function below(list) {
  if (!list.hasNext) return null;
  list.turn(1);
  return list.rows[0];
}

function above(list, search) {
  if (!list.hasPrevious) return search;
  list.turn(-1);
  return list.rows.at(-1);
}

function inSearch(event, list, controls) {
  if (event.key === 'ArrowDown' && list.rows.length > 0) {
    event.preventDefault();
    // The first row is to be of what was typed.
    controls.settle();
    const [first] = list.rows;
    if (first) list.focus(first);
  } else if (event.key === 'Escape' && controls.search.value !== '') {
    event.preventDefault();
    controls.search.value = '';
    controls.read();
  }
}
