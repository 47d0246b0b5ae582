// Characters that nobody sees are drawn as marks.
import { element } from './elements.mjs';

// What nobody sees, what turns the reading direction, and halves of pairs. Joiners stay: Persian, Hindi and emoji are spelt with them.
const UNSEEN =
  /\r(?=\n)|[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180B-\u180F\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF]|\uDB40[\uDC00-\uDC7F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

// As all of the report writes them.
function codeOf(unseen) {
  const [letter, digits] = unseen.length === 2 ? ['U', 8] : ['u', 4];
  return `\\${letter}${unseen.codePointAt(0).toString(16).toUpperCase().padStart(digits, '0')}`;
}

/** Adds a part of a text. What is unseen becomes a mark that is drawn and not copied. */
export function appendVisible(parent, text, from = 0, to = text.length) {
  let at = from;
  UNSEEN.lastIndex = from;
  for (let match = UNSEEN.exec(text); match && match.index < to; match = UNSEEN.exec(text)) {
    if (match.index > at) parent.append(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === '\r' && text[at] === '\n') continue;
    const mark = element('span', 'xp-unseen');
    mark.dataset.code = codeOf(match[0]);
    parent.append(mark);
  }
  if (at < to) parent.append(text.slice(at, to));
  return parent;
}

/** A short text where no element may stand, as in an option. */
export function plainName(text, longest = 60) {
  const visible = text.slice(0, 8 * longest).replace(/(\p{M}{4})\p{M}+/gu, '$1').replace(UNSEEN, (match) => (match === '\r' ? ' ' : codeOf(match)));
  return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
}
