// The pane in which an exchange is read, and a second one beside it.
import { article } from './article.mjs';
import { button, element, part } from './elements.mjs';
import { familyHead } from './family-head.mjs';
import { highlight } from './highlight.mjs';
import { related } from './related.mjs';
import { terms } from './search.mjs';

export class ReadingPane {
  #pane = part('reading');
  #state;
  #cells;
  #list;
  #address;

  constructor(state, cells, list, address) {
    this.#state = state;
    this.#cells = cells;
    this.#list = list;
    this.#address = address;
  }

  show() {
    const { open, beside, found, q } = this.#state;
    this.#pane.classList.toggle('xp-two', beside !== null);
    // What merely came first is not printed.
    this.#pane.classList.toggle('xp-chosen', this.#state.chosen);
    if (open === null) {
      this.#pane.replaceChildren(element('p', 'xp-none', found.length > 0 ? 'Choose an answer from the list to read it.' : 'Nothing to read.'));
      return;
    }
    const actions = { open: (exchange) => this.open(exchange), close: () => this.closeBeside() };
    const columns = element('div', 'xp-columns', article(open, false, this.#cells, actions));
    if (beside) columns.append(article(beside, true, this.#cells, actions));
    const parts = [
      button('xp-back', () => this.backToList(), '← Back to the list'), familyHead(open, beside), related(open, beside, (exchange) => this.#toggleBeside(exchange)), columns,
    ];
    this.#pane.replaceChildren(...parts.filter((one) => one !== null));
    highlight(this.#pane, terms(q));
  }

  /** Opens what the reader chose. */
  open(exchange) {
    this.#state.open = exchange;
    this.#state.beside = null;
    this.#state.chosen = true;
    this.show();
    this.#list.markOpen();
    this.#pane.scrollTop = 0;
    this.#address.write();
    this.#pane.querySelector('h3')?.focus({ preventScroll: true });
    const { top } = this.#pane.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.6) this.scrollIntoView();
  }

  closeBeside() {
    const was = this.#state.beside;
    this.#putBeside(null);
    if (was) this.#chip(was)?.focus({ preventScroll: true });
  }

  backToList() {
    const current = this.#list.markOpen();
    if (!current) {
      part('q').focus();
      return;
    }
    current.focus();
    current.scrollIntoView({ block: 'nearest' });
  }

  scrollIntoView() {
    this.#pane.scrollIntoView({ block: 'start' });
  }

  #toggleBeside(exchange) {
    if (this.#state.beside === exchange) this.closeBeside();
    else this.#openBeside(exchange);
  }

  #openBeside(exchange) {
    this.#putBeside(exchange);
    const [first, second] = this.#pane.querySelectorAll('.xp-article');
    if (second.offsetLeft > first.offsetLeft) {
      this.#chip(exchange)?.focus({ preventScroll: true });
      return;
    }
    // Where there is no room beside it stands below, out of sight: lead there.
    const title = second.querySelector('h4');
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    second.scrollIntoView({ block: 'start' });
  }

  #putBeside(exchange) {
    const at = this.#pane.scrollTop;
    this.#state.beside = exchange;
    // What another is put beside was opened.
    if (exchange) this.#state.chosen = true;
    this.show();
    this.#pane.scrollTop = at;
    this.#address.write();
  }

  #chip(exchange) {
    return this.#pane.querySelector(`.xp-chip[data-index="${exchange.index}"]`);
  }
}
