// A text of the run, with what a verdict or a measure rests on marked in it.
import { OTHER_LANGUAGE } from './axes.mjs';
import { element } from './elements.mjs';
import { ruleTitle } from './rules.mjs';
import { appendVisible } from './unseen.mjs';
import { number } from './wording.mjs';

const TALL = 3000;
const HUGE = 50000;

/** Text of the run: its language for fonts and voices, its direction by paragraph. */
export function foreign(box, tag) {
  box.dir = 'auto';
  box.lang = tag ?? '';
  return box;
}

export function answerLanguage(exchange) {
  return exchange.notes & OTHER_LANGUAGE ? null : exchange.prompt.language;
}

/** Spans of one source, of the verdict and of the measures. */
export function spansOf(exchange, wanted) {
  const spans = [];
  const read = (flat, kind) => {
    for (let i = 0; i + 3 < flat.length; i += 4) {
      if (flat[i] === wanted) spans.push({ start: flat[i + 1], end: flat[i + 1] + flat[i + 2], rule: exchange.words[flat[i + 3]], kind });
    }
  };
  read(exchange.spans, 'verdict');
  for (const measure of exchange.measures) read(measure.spans, 'measure');
  return spans;
}

/** The text in its box, and a line below it where it is cut. */
export function textBox(exchange, text, fullLength, tag, spans) {
  const box = foreign(element('div', 'xp-text'), tag);
  const marks = spans.map((span) => within(span, text)).filter((mark) => mark.start < mark.end);
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((left, right) => left - right);
  for (let i = 0; i + 1 < edges.length; i++) appendPart(box, exchange, text, edges[i], edges[i + 1], marks);
  if (text.length > TALL) makeTall(box, text);
  return fullLength > text.length ? [box, cutLine(text, fullLength, spans)] : [box];
}

/** A span within the text, whole characters only. */
function within(span, text) {
  const tearsPair = (at) => at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]) && /[\uD800-\uDBFF]/.test(text[at - 1]);
  const start = Math.max(0, Math.min(span.start, text.length));
  const end = Math.max(0, Math.min(span.end, text.length));
  return { ...span, start: tearsPair(start) ? start - 1 : start, end: tearsPair(end) ? end + 1 : end };
}

function appendPart(box, exchange, text, from, to, marks) {
  const over = marks.filter((mark) => mark.start <= from && mark.end > from);
  if (over.length === 0) {
    appendVisible(box, text, from, to);
    return;
  }
  const kind = over.some((mark) => mark.kind === 'verdict') ? 'xp-of-verdict' : 'xp-of-measure';
  const mark = appendVisible(element('mark', kind), text, from, to);
  mark.title = [...new Set(over.map((one) => ruleTitle(exchange, one.rule)))].join('\n');
  box.append(mark);
}

// Scrolls by itself, so that what stands below can be reached; and can then be reached by keyboard.
function makeTall(box, text) {
  box.classList.add('xp-tall');
  box.classList.toggle('xp-huge', text.length > HUGE);
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', `Text of ${number(text.length)} characters`);
}

function cutLine(text, fullLength, spans) {
  const beyond = spans.filter((span) => span.end > text.length && span.end > span.start).length;
  const reach = beyond > 0 ? ` ${number(beyond)} marked ${beyond === 1 ? 'passage reaches' : 'passages reach'} beyond.` : '';
  return element('p', 'xp-cut', `Cut: ${number(fullLength)} characters in all, ${number(text.length)} shown.${reach}`);
}
