// What came back beside the text, and the ids by which to find it in the files.
import { TRANSLATIONS } from './axes.mjs';
import { details, element, heading, pairList } from './elements.mjs';
import { foreign } from './marked-text.mjs';
import { ownName } from './names.mjs';
import { appendVisible } from './unseen.mjs';
import { number } from './wording.mjs';

export function signals(exchange, cells) {
  const { target } = exchange;
  const parts = [pairList(pairs(exchange))];
  if (target.system) parts.push(heading(5, 'System prompt'), appendVisible(foreign(element('div', 'xp-text'), null), target.system));
  const cell = cellOf(exchange, cells);
  if (cell && cell.taken < cell.total) {
    parts.push(element('p', 'xp-none', `This page holds ${number(cell.taken)} of the ${number(cell.total)} answers of this model, language, topic and kind of question.`));
  }
  return details('Signals and ids', ...parts);
}

function pairs(exchange) {
  const { target, prompt, error, answeredBy, timing } = exchange;
  const told = [];
  const add = (term, value, note = '') => {
    if (value !== null && value !== undefined && value !== '') told.push([term, ownName(String(value)), note]);
  };
  add('Finish reason', exchange.finish);
  add('Error code', error?.code);
  add('HTTP status', error?.status);
  add('Asked for', target.model);
  add('Answered by', answeredBy, answeredBy === target.model ? '' : ' (another name than was asked for)');
  add('Address', target.address);
  add('Tokens', tokens(exchange.usage));
  if (timing) {
    add('Asked at', `${timing.startedAt} UTC`);
    if (timing.whole !== null) add('Took', `${number(timing.whole / 1000)} s${timing.toFirst !== null ? `, first text after ${number(timing.toFirst / 1000)} s` : ''}`);
  }
  add('Streamed', streamedWords(exchange.streamed));
  add('Detector', exchange.detector);
  add('Question', prompt.id);
  add('Family', prompt.family?.id);
  add('Wording', TRANSLATIONS[prompt.translation]);
  add('Id', exchange.recorded ?? exchange.key);
  return told;
}

function tokens(usage) {
  if (!usage) return null;
  const { input, output, reasoning } = usage;
  return [
    input !== null ? `${number(input)} in` : null, output !== null ? `${number(output)} out` : null, reasoning !== null ? `${number(reasoning)} of them reasoning` : null,
  ].filter(Boolean).join(', ');
}

function streamedWords(streamed) {
  if (streamed === 0) return 'nobody watched';
  if (streamed === 1) return 'as it stands';
  return streamed === '' ? 'nothing was generated' : 'other than what stands';
}

function cellOf({ target, prompt }, cells) {
  return cells.find((cell) => cell.target === target && cell.language === prompt.language && cell.topic === prompt.topic && cell.role === prompt.role);
}
