// Says how many were found, and of how many.
import { wellFormed } from './data.mjs';
import { NONE } from './facets.mjs';
import { number } from './wording.mjs';

/** How many answers of the whole run fall under the filters, where the cells can tell. */
function totalOfRun(data, state) {
  const { model, language, topic, role, ...rest } = state.filters;
  if (data.total === data.exchanges.length || state.q || state.missing || state.noted || Object.values(rest).some((value) => value !== undefined)) return null;
  let total = 0;
  for (const cell of data.cells) {
    if (model !== undefined && wellFormed(cell.target.id) !== model) continue;
    if (language !== undefined && cell.language !== language) continue;
    if (topic !== undefined && wellFormed(cell.topic ?? NONE) !== topic) continue;
    if (role !== undefined && (cell.roleId ?? NONE) !== role) continue;
    total += cell.total;
  }
  return total;
}

export function countSentence(data, state) {
  const { found } = state;
  if (found.length === 0) return 'No answer matches. Clear a filter or search for something else.';
  const total = totalOfRun(data, state);
  const what = found.length === 1 ? '1 answer' : `${number(found.length)} answers`;
  return total === null ? `${what} of ${number(data.exchanges.length)}` : `${what} in this page, of ${number(total)} in the run`;
}
