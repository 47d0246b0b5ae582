// The list of what was found, a page of it at a time.
import { button, element, part } from './elements.mjs';
import { foreign } from './marked-text.mjs';
import { ownName } from './names.mjs';
import { outcomeBadge } from './outcome.mjs';
import { appendVisible, plainName } from './unseen.mjs';
import { number } from './wording.mjs';

const PAGE = 50;
const SNIPPET = 240;

export class AnswerList {
  #state;
  #results = part('results');
  #pages = part('pages');

  constructor(state) {
    this.#state = state;
  }

  get rows() {
    return [...this.#results.querySelectorAll('.xp-row')];
  }

  get hasPrevious() {
    return this.#state.page > 0;
  }

  get hasNext() {
    return (this.#state.page + 1) * PAGE < this.#state.found.length;
  }

  /** Turns to the page on which an exchange stands, if it was found. */
  turnTo(exchange) {
    const place = this.#state.found.indexOf(exchange);
    if (place >= 0) this.#state.page = Math.floor(place / PAGE);
  }

  show() {
    const { found } = this.#state;
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    this.#state.page = Math.min(Math.max(0, this.#state.page), last);
    const from = this.#state.page * PAGE;
    this.#results.replaceChildren(...found.slice(from, from + PAGE).map(row));
    this.#results.start = from + 1;
    this.#pages.replaceChildren();
    if (last > 0) {
      this.#pages.append(
        this.#turner('Previous', -1, this.hasPrevious),
        element('span', 'xp-place', `${number(from + 1)}–${number(Math.min(from + PAGE, found.length))} of ${number(found.length)}`),
        this.#turner('Next', 1, this.hasNext));
    }
    this.markOpen();
  }

  turn(step) {
    this.#state.page += step;
    this.show();
    this.scrollToTop();
  }

  scrollToTop() {
    this.#results.parentElement.scrollTop = 0;
  }

  /** One row is in the order of the Tab key: the open one, else the first. */
  markOpen() {
    const all = this.rows;
    let current = null;
    for (const one of all) {
      if (Number(one.dataset.index) === this.#state.open?.index) {
        one.setAttribute('aria-current', 'true');
        current = one;
      } else {
        one.removeAttribute('aria-current');
      }
      one.tabIndex = -1;
    }
    current ??= all[0];
    if (current) current.tabIndex = 0;
    return current;
  }

  focus(chosen) {
    for (const one of this.rows) one.tabIndex = one === chosen ? 0 : -1;
    chosen.focus();
  }

  #turner(label, step, enabled) {
    const made = button('', () => {
      this.turn(step);
      (this.rows[0] ?? part('q')).focus();
    }, label);
    made.disabled = !enabled;
    return made;
  }
}

function row(exchange) {
  const { prompt, target, sample } = exchange;
  const snippet = foreign(element('span', 'xp-snippet'), prompt.language);
  appendVisible(snippet, prompt.text.length > SNIPPET ? `${prompt.text.slice(0, SNIPPET)}…` : prompt.text);
  const facts = [prompt.languageName, prompt.roleName];
  if (sample > 0 || prompt.exchanges.some((other) => other.target === target && other !== exchange)) facts.push(`sample ${sample + 1}`);
  const line = element('span', 'xp-facts', ownName(plainName(prompt.topicName, 80)), ` · ${facts.join(' · ')}`);
  const made = button('xp-row', null, element('span', 'xp-head', outcomeBadge(exchange), ownName(plainName(target.name, 80))), snippet, line);
  made.tabIndex = -1;
  made.dataset.index = exchange.index;
  return element('li', '', made);
}
