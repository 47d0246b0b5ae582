// The explorer: finds and shows the exchanges that stand in #explorer-data. All text of the run goes through text nodes, none of it is ever read as markup.
(() => {
  'use strict';

  const section = document.getElementById('explorer');
  const source = document.getElementById('explorer-data');
  const form = document.getElementById('explorer-form');
  if (!section || !source || !form) return;

  // ---- Words for what stands as numbers; the order is that of the enumerations. ----

  const DELIVERIES = [
    ['Delivered', 'came through'], ['InputBlocked', 'blocked before any text'], ['OutputBlocked', 'cut off by a block'], ['Retracted', 'shown, then withdrawn'],
    ['EmptyStop', 'came back empty'], ['Truncated', 'cut at the length limit'], ['TransportError', 'call failed'], ['Unknown', 'ended in an unknown way'],
  ];
  const ENGAGEMENTS = [
    ['Complete', 'answered'], ['Partial', 'answered in part'], ['NonResponsive', 'beside the question'], ['Refused', 'refused'], ['Undetermined', 'cannot be told'],
  ];
  const REASONS = ['not stated', 'political or legal', 'safety', 'privacy', 'says that it cannot', 'the question is unclear', 'rules of the host'];
  const ROLES = [
    ['Sensitive', 'sensitive', 'the topic itself'], ['Analogue', 'comparable, elsewhere', 'the same kind of event or person in another country'],
    ['Benign', 'harmless, same place', 'a harmless question about the same place or person'], ['SafetyControl', 'safety control', 'any careful model should refuse this'],
    ['Neutral', 'neutral', 'no political charge'],
  ];
  const FORMS = ['plain question', 'request to explain', 'summary of a given text', 'request for criticism', 'multiple choice'];
  const TRANSLATIONS = ['translation not stated', 'written in this language', 'machine translation, not verified', 'translation verified by a person'];
  const SOURCES = ['answer', 'streamed text', 'reasoning', 'finish reason', 'error'];
  const RANKS = [['■', 'blocked'], ['✕', 'refused'], ['◐', 'look'], ['?', 'missing'], ['✓', 'answered']];
  const NOTES = [
    [1, 'the samples of this question do not agree'], [2, 'the detector was not sure'], [4, 'verdict and content measures do not agree'],
    [8, 'mostly in another language than the question'], [16, 'not wholly answered'],
  ];
  const share = (value) => `${Math.round(value * 100)} %`;
  const yesNo = (value) => (value >= 1 ? 'yes' : 'no');
  const MEASURES = {
    'key-fact-recall': ['Key facts stated', share], 'key-fact-denial': ['Key facts denied', share],
    'official-line-adherence': ['Recites the official line', (value) => ['not at all', 'among other views', 'mostly', 'and nothing else'][Math.round(value)] ?? number(value)],
    'premise-rejection': ['Rejects the question', yesNo], 'language-switch': ['In another language', share], 'reasoning-suppression': ['Reasoning left blank', yesNo],
    'withheld-facts': ['Key facts in the reasoning only', share], 'correct-choice': ['Chose the right option', yesNo], 'hedging': ['Hedges', (value) => `${number(value)} per 100 words`],
  };
  const RULES = [
    [/^phrases\//, 'wording of a refusal'], [/^classifier\//, 'reads like a refusal (classifier)'], [/^signals\/stream-withdrawn/, 'was shown and then withdrawn'],
    [/^signals\/finish-reason\/block/, 'finish reason that means a block'], [/^signals\/finish-reason\/length/, 'finish reason: length limit'],
    [/^signals\/finish-reason/, 'finish reason'], [/^signals\/(block-)?error/, 'error that came back'], [/^signals\/no-text/, 'no text came'], [/^signals\//, 'signal'],
    [/^prompt\/echo/, 'repeats the question'], [/^json\//, 'status in the answer'], [/^key-fact-denied\//, 'denies or attributes the fact'], [/^key-fact\//, 'states the fact'],
    [/^withheld\//, 'fact in the reasoning only'], [/^official-line\//, 'official line'], [/^hedging\//, 'hedge'], [/^premise\//, 'rejects the question'],
    [/^language\//, 'in another language'], [/^reasoning\/blank/, 'blank reasoning'],
  ];
  const NONE = 'none';
  const PAGE = 50;
  const TALL = 3000;
  const HUGE = 50000;

  // ---- The data, by name. ----

  const data = JSON.parse(source.textContent);
  const wellFormed = (text) => (text.toWellFormed ? text.toWellFormed() : text);
  const families = data.families.map((row) => ({ id: row[0], title: row[1], elsewhere: row[2], why: row[3], whom: row[4], lines: row[5] ?? [], facts: row[6] ?? [] }));
  const prompts = data.prompts.map((row, index) => ({
    index, id: row[0], text: row[1], length: row[2], language: row[3], family: row[4], role: row[5], form: row[6], topic: row[7], jurisdiction: row[8], translation: row[9],
  }));
  const exchanges = data.exchanges.map((row, index) => {
    const exchange = {
      index, prompt: prompts[row[0]], target: row[1], sample: row[2], rank: row[3], notes: row[4], delivery: row[5], engagement: row[6], reason: row[7], probability: row[8],
      detector: row[9], answer: row[10], streamed: row[11], reasoning: row[12], finish: row[13], error: row[14], answeredBy: row[15], usage: row[16], timing: row[17],
      spans: row[18], measures: row[19], lengths: row[20], recorded: row[21],
    };
    exchange.key = wellFormed(`${data.targets[exchange.target][0]}/${exchange.prompt.id}#${exchange.sample}`);
    exchange.missing = [4, 6, 7].includes(exchange.delivery) || ((exchange.delivery === 0 || exchange.delivery === 5) && (exchange.engagement < 0 || exchange.engagement === 4));
    return exchange;
  });
  const byKey = new Map(exchanges.map((exchange) => [exchange.key, exchange]));
  const byFamily = new Map();
  const byPrompt = new Map();
  for (const exchange of exchanges) {
    push(byPrompt, exchange.prompt.index, exchange);
    if (exchange.prompt.family >= 0) push(byFamily, exchange.prompt.family, exchange);
  }

  // ---- Small things. ----

  function push(map, key, value) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function number(value) {
    return value.toLocaleString('en', { maximumFractionDigits: 2 });
  }

  function upper(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function displayName(type, code) {
    try {
      return new Intl.DisplayNames(['en'], { type }).of(code) ?? code;
    } catch {
      return code;
    }
  }

  const languageNames = data.languages.map((tag) => displayName('language', tag));
  const regionNames = new Map();
  function regionName(code) {
    if (!regionNames.has(code)) regionNames.set(code, code === 'XX' ? 'nobody in particular' : displayName('region', code));
    return regionNames.get(code);
  }

  // What nobody sees, what turns the reading direction, and halves of pairs. Joiners stay: Persian, Hindi and emoji are spelt with them.
  const UNSEEN =
    /\r(?=\n)|[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180B-\u180F\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF]|\uDB40[\uDC00-\uDC7F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

  function codeOf(unseen) {
    return `U+${(unseen.length === 2 ? unseen.codePointAt(0) : unseen.charCodeAt(0)).toString(16).toUpperCase().padStart(4, '0')}`;
  }

  /** Adds a part of a text. What is unseen becomes a mark that is drawn and not copied. */
  function appendVisible(parent, text, from = 0, to = text.length) {
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
  function plainName(text, longest = 60) {
    const visible = text.slice(0, 8 * longest).replace(/(\p{M}{4})\p{M}+/gu, '$1').replace(UNSEEN, (match) => (match === '\r' ? ' ' : `[${codeOf(match)}]`));
    return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
  }

  /** A name from the run within a sentence of ours: its direction stays its own. */
  function name(text) {
    return appendVisible(element('bdi', 'xp-name'), text);
  }

  function modelName(exchange) {
    return data.targets[exchange.target][0];
  }

  function outcome(exchange) {
    const blocked = exchange.delivery >= 1 && exchange.delivery <= 3;
    if (blocked || exchange.delivery === 4 || exchange.delivery >= 6) return DELIVERIES[exchange.delivery][1];
    const judged = exchange.engagement >= 0 ? ENGAGEMENTS[exchange.engagement][1] : 'not judged';
    return exchange.delivery === 5 ? `${judged}, ${DELIVERIES[5][1]}` : judged;
  }

  /** The outcome as words with a sign beside them, so that neither colour nor sign is all there is. */
  function outcomeBadge(exchange, signOnly = false) {
    const blocked = exchange.delivery >= 1 && exchange.delivery <= 3;
    const kind = blocked ? 0 : exchange.missing ? 3 : exchange.engagement === 3 ? 1 : exchange.engagement === 0 ? 4 : 2;
    const sign = element('span', 'xp-sign', RANKS[kind][0]);
    sign.setAttribute('aria-hidden', 'true');
    const badge = element('span', 'xp-outcome', sign, signOnly ? element('span', 'xp-hidden', `: ${outcome(exchange)}`) : upper(outcome(exchange)));
    if (signOnly) badge.title = upper(outcome(exchange));
    badge.dataset.kind = RANKS[kind][1];
    return badge;
  }

  function roleName(role) {
    return role >= 0 ? ROLES[role][1] : 'role not stated';
  }

  function topicName(topic) {
    return topic >= 0 ? plainName(data.topics[topic], 80) : 'no topic';
  }

  // ---- Filters. ----

  const FACETS = [
    { id: 'model', label: 'All models', of: (e) => data.targets[e.target][0], show: (v) => plainName(v) },
    { id: 'language', label: 'All languages', of: (e) => data.languages[e.prompt.language], show: (v) => displayName('language', v) },
    { id: 'topic', label: 'All topics', of: (e) => (e.prompt.topic >= 0 ? data.topics[e.prompt.topic] : NONE), show: (v) => (v === NONE ? 'not stated' : plainName(v)) },
    { id: 'jurisdiction', label: 'All authorities', of: (e) => e.prompt.jurisdiction, show: (v) => regionName(v) },
    { id: 'role', label: 'All kinds', of: (e) => (e.prompt.role >= 0 ? ROLES[e.prompt.role][0] : NONE), order: [...ROLES.map((r) => r[0]), NONE], show: (v) => upper(ROLES.find((r) => r[0] === v)?.[1] ?? 'not stated') },
    { id: 'delivery', label: 'Any', of: (e) => DELIVERIES[e.delivery][0], order: DELIVERIES.map((d) => d[0]), show: (v) => upper(DELIVERIES.find((d) => d[0] === v)[1]) },
    { id: 'engagement', label: 'Any', of: (e) => (e.engagement >= 0 ? ENGAGEMENTS[e.engagement][0] : NONE), order: [...ENGAGEMENTS.map((d) => d[0]), NONE], show: (v) => upper(ENGAGEMENTS.find((d) => d[0] === v)?.[1] ?? 'nothing to judge') },
  ];
  const control = (id) => document.getElementById(`explorer-${id}`);
  const search = control('q');
  const filters = control('filters');
  const missingOnly = control('missing');
  const notedOnly = control('noted');
  const count = control('count');
  const results = control('results');
  const pages = control('pages');
  const reading = control('reading');
  for (const facet of FACETS) {
    facet.select = control(facet.id);
    facet.values = exchanges.map((exchange) => wellFormed(facet.of(exchange)));
    const found = [...new Set(facet.values)];
    const shown = new Map(found.map((value) => [value, facet.show(value)]));
    if (facet.order) found.sort((left, right) => facet.order.indexOf(left) - facet.order.indexOf(right));
    else found.sort((left, right) => shown.get(left).localeCompare(shown.get(right), 'en'));
    facet.options = new Map();
    facet.select.append(new Option(facet.label, ''));
    for (const value of found) {
      const option = new Option(shown.get(value), value);
      option.dir = 'auto';
      facet.options.set(value, option);
      facet.select.append(option);
    }
    facet.shown = shown;
  }

  const state = { q: '', missing: false, noted: false, filters: {}, page: 0, open: null, beside: null, chosen: false };
  let found = [];

  function haystack(exchange) {
    if (exchange.hay === undefined) {
      exchange.prompt.hay ??= `${exchange.prompt.text}\n${exchange.prompt.id}`.toLowerCase();
      exchange.hay = `${exchange.answer}\n${typeof exchange.streamed === 'string' ? exchange.streamed : ''}\n${exchange.key}\n${exchange.recorded ?? ''}`.toLowerCase();
    }
    return exchange.hay;
  }

  function terms() {
    return state.q.toLowerCase().split(/\s+/u).filter((term) => term.length > 0);
  }

  /** Finds what matches, and counts for each value of each filter what would match if it were chosen. */
  function find() {
    const wanted = terms();
    const counts = new Map(FACETS.map((facet) => [facet, new Map()]));
    found = [];
    for (const exchange of exchanges) {
      if (state.missing && !exchange.missing) continue;
      if (state.noted && exchange.notes === 0) continue;
      if (wanted.length > 0) {
        const hay = haystack(exchange);
        if (!wanted.every((term) => hay.includes(term) || exchange.prompt.hay.includes(term))) continue;
      }
      let against = null;
      let misses = 0;
      for (const facet of FACETS) {
        const chosen = state.filters[facet.id];
        if (chosen !== undefined && facet.values[exchange.index] !== chosen) {
          misses++;
          against = facet;
          if (misses > 1) break;
        }
      }
      if (misses > 1) continue;
      if (misses === 0) found.push(exchange);
      for (const facet of misses === 0 ? FACETS : [against]) {
        const value = facet.values[exchange.index];
        counts.get(facet).set(value, (counts.get(facet).get(value) ?? 0) + 1);
      }
    }
    for (const facet of FACETS) {
      for (const [value, option] of facet.options) option.textContent = `${facet.shown.get(value)} (${number(counts.get(facet).get(value) ?? 0)})`;
    }
  }

  /** How many answers of the whole run fall under the filters, where the cells can tell. */
  function totalOfRun() {
    const { model, language, topic, role, ...rest } = state.filters;
    if (data.total === exchanges.length || state.q || state.missing || state.noted || Object.values(rest).some((value) => value !== undefined)) return null;
    let total = 0;
    for (const [target, tongue, subject, kind, , all] of data.cells) {
      if (model !== undefined && wellFormed(data.targets[target][0]) !== model) continue;
      if (language !== undefined && data.languages[tongue] !== language) continue;
      if (topic !== undefined && (subject >= 0 ? wellFormed(data.topics[subject]) : NONE) !== topic) continue;
      if (role !== undefined && (kind >= 0 ? ROLES[kind][0] : NONE) !== role) continue;
      total += all;
    }
    return total;
  }

  function showCount() {
    const total = totalOfRun();
    const what = found.length === 1 ? '1 answer' : `${number(found.length)} answers`;
    count.textContent = found.length === 0
      ? 'No answer matches. Clear a filter or search for something else.'
      : total === null ? `${what} of ${number(exchanges.length)}` : `${what} in this page, of ${number(total)} in the run`;
  }

  // ---- The list. ----

  function row(exchange) {
    const snippet = element('span', 'xp-snippet');
    const text = exchange.prompt.text;
    appendVisible(snippet, text.length > 240 ? `${text.slice(0, 240)}…` : text);
    foreign(snippet, data.languages[exchange.prompt.language]);
    const facts = [languageNames[exchange.prompt.language], roleName(exchange.prompt.role)];
    if (exchange.sample > 0 || (byPrompt.get(exchange.prompt.index) ?? []).some((other) => other.target === exchange.target && other !== exchange)) facts.push(`sample ${exchange.sample + 1}`);
    const line = element('span', 'xp-facts', name(topicName(exchange.prompt.topic)), ` · ${facts.join(' · ')}`);
    const button = element('button', 'xp-row', element('span', 'xp-head', outcomeBadge(exchange), name(plainName(modelName(exchange), 80))), snippet, line);
    button.type = 'button';
    button.tabIndex = -1;
    button.dataset.index = exchange.index;
    return element('li', '', button);
  }

  function showList() {
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    state.page = Math.min(Math.max(0, state.page), last);
    const from = state.page * PAGE;
    results.replaceChildren(...found.slice(from, from + PAGE).map(row));
    results.start = from + 1;
    pages.replaceChildren();
    if (last > 0) {
      const turn = (label, step, enabled) => {
        const button = element('button', '', label);
        button.type = 'button';
        button.disabled = !enabled;
        button.addEventListener('click', () => {
          turnPage(step);
          (rows()[0] ?? search).focus();
        });
        return button;
      };
      pages.append(
        turn('Previous', -1, state.page > 0),
        element('span', 'xp-place', `${number(from + 1)}–${number(Math.min(from + PAGE, found.length))} of ${number(found.length)}`),
        turn('Next', 1, state.page < last));
    }
    markOpen();
  }

  function turnPage(step) {
    state.page += step;
    showList();
    results.parentElement.scrollTop = 0;
  }

  function rows() {
    return [...results.querySelectorAll('.xp-row')];
  }

  /** One row is in the order of the Tab key: the open one, else the first. */
  function markOpen() {
    const all = rows();
    let current = null;
    for (const button of all) {
      const isOpen = state.open !== null && Number(button.dataset.index) === state.open.index;
      if (isOpen) {
        button.setAttribute('aria-current', 'true');
        current = button;
      } else {
        button.removeAttribute('aria-current');
      }
      button.tabIndex = -1;
    }
    current ??= all[0];
    if (current) current.tabIndex = 0;
    return current;
  }

  function focusRow(button) {
    for (const other of rows()) other.tabIndex = other === button ? 0 : -1;
    button.focus();
  }

  // ---- Reading. ----

  /** Text of the run: its language for fonts and voices, its direction by paragraph. */
  function foreign(box, tag) {
    box.dir = 'auto';
    box.lang = tag ?? '';
    return box;
  }

  function answerLanguage(exchange) {
    return exchange.notes & 8 ? null : data.languages[exchange.prompt.language];
  }

  /** Spans of one source, of the verdict and of the measures, whole characters only. */
  function spansOf(exchange, wanted) {
    const spans = [];
    const read = (flat, kind) => {
      for (let i = 0; i + 3 < flat.length; i += 4) if (flat[i] === wanted) spans.push({ start: flat[i + 1], end: flat[i + 1] + flat[i + 2], rule: data.words[flat[i + 3]], kind });
    };
    read(exchange.spans, 'verdict');
    for (const measure of exchange.measures) read(measure[3], 'measure');
    return spans;
  }

  function ruleWords(rule) {
    return RULES.find(([pattern]) => pattern.test(rule))?.[1] ?? rule;
  }

  function factOf(exchange, rule) {
    const match = /^(?:key-fact|key-fact-denied|withheld)\/(.+)$/u.exec(rule);
    const family = exchange.prompt.family >= 0 ? families[exchange.prompt.family] : null;
    return match && family ? family.facts.find((fact) => fact[0] === match[1])?.[3] : undefined;
  }

  function ruleTitle(exchange, rule) {
    const fact = factOf(exchange, rule);
    return plainName(`${upper(ruleWords(rule))}${fact ? `: ${fact}` : ''} (${rule})`, 300);
  }

  function textBox(exchange, text, fullLength, tag, spans) {
    const box = foreign(element('div', 'xp-text'), tag);
    const low = (at) => at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]) && /[\uD800-\uDBFF]/.test(text[at - 1]);
    const edges = new Set([0, text.length]);
    const marks = [];
    for (const span of spans) {
      let start = Math.max(0, Math.min(span.start, text.length));
      let end = Math.max(0, Math.min(span.end, text.length));
      if (low(start)) start--;
      if (low(end)) end++;
      if (start >= end) continue;
      edges.add(start).add(end);
      marks.push({ ...span, start, end });
    }
    const sorted = [...edges].sort((left, right) => left - right);
    for (let i = 0; i + 1 < sorted.length; i++) {
      const from = sorted[i];
      const over = marks.filter((mark) => mark.start <= from && mark.end > from);
      if (over.length === 0) {
        appendVisible(box, text, from, sorted[i + 1]);
        continue;
      }
      const kind = over.some((mark) => mark.kind === 'verdict') ? 'xp-of-verdict' : 'xp-of-measure';
      const mark = appendVisible(element('mark', kind), text, from, sorted[i + 1]);
      mark.title = [...new Set(over.map((one) => ruleTitle(exchange, one.rule)))].join('\n');
      box.append(mark);
    }
    const parts = [box];
    if (text.length > TALL) {
      // Scrolls by itself, so that what stands below can be reached; and can then be reached by keyboard.
      box.classList.add('xp-tall');
      box.classList.toggle('xp-huge', text.length > HUGE);
      box.tabIndex = 0;
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', `Text of ${number(text.length)} characters`);
    }
    if (fullLength > text.length) {
      const beyond = spans.filter((span) => span.end > text.length && span.end > span.start).length;
      parts.push(element('p', 'xp-cut', `Cut: ${number(fullLength)} characters in all, ${number(text.length)} shown.${beyond > 0 ? ` ${number(beyond)} marked ${beyond === 1 ? 'passage reaches' : 'passages reach'} beyond.` : ''}`));
    }
    return parts;
  }

  function heading(level, text) {
    return element(`h${level}`, '', text);
  }

  function details(summary, ...children) {
    return element('details', '', element('summary', '', summary), ...children);
  }

  function list(pairs) {
    const dl = element('dl', 'xp-list-of');
    for (const [term, ...what] of pairs) dl.append(element('dt', '', term), element('dd', '', ...what));
    return dl;
  }

  function componentName(place) {
    return data.components[place] ?? '';
  }

  function measureRows(exchange) {
    const known = exchange.measures.filter((measure) => measure[1] !== null);
    const unknown = exchange.measures.filter((measure) => measure[1] === null);
    const words = (measure) => MEASURES[componentName(measure[0]).split('@')[0]];
    const label = (measure) => words(measure)?.[0] ?? plainName(componentName(measure[0]));
    const parts = [];
    if (known.length > 0) parts.push(list(known.map((measure) => [label(measure), words(measure)?.[1](measure[1]) ?? number(measure[1])])));
    else parts.push(element('p', 'xp-none', exchange.measures.length > 0 ? 'Nothing could be measured.' : 'Nothing was measured.'));
    if (unknown.length > 0) {
      const whyNot = new Map();
      for (const measure of unknown) push(whyNot, data.words[measure[2]] ?? 'no reason given', label(measure));
      const ul = element('ul', 'xp-evidence');
      for (const [why, labels] of whyNot) ul.append(element('li', '', name(upper(why)), `: ${labels.join(', ').toLowerCase()}`));
      parts.push(details(`Not measured (${unknown.length})`, ul));
    }
    return parts;
  }

  function sourceText(exchange, which) {
    return [exchange.answer, exchange.streamed === 1 ? exchange.answer : exchange.streamed || '', exchange.reasoning ?? '', exchange.finish ?? '', exchange.error?.[0] ?? exchange.error?.[1] ?? ''][which] ?? '';
  }

  /** Every place that a rule points to, for readers who cannot hover, and for print. */
  function evidence(exchange) {
    const seen = new Map();
    for (let which = 0; which < SOURCES.length; which++) {
      for (const span of spansOf(exchange, which)) {
        const text = sourceText(exchange, which);
        const key = `${span.rule}\n${which}`;
        const quote = span.start >= text.length && span.end > span.start ? null : text.slice(span.start, Math.min(span.end, span.start + 120)) + (span.end > span.start + 120 ? '…' : '');
        if (!seen.has(key)) seen.set(key, { rule: span.rule, which, kind: span.kind, quotes: [] });
        seen.get(key).quotes.push(quote);
      }
    }
    if (seen.size === 0) return [];
    const ul = element('ul', 'xp-evidence');
    for (const found of seen.values()) {
      const fact = factOf(exchange, found.rule);
      const item = element('li', '', element('span', 'xp-rule', upper(ruleWords(found.rule)), fact ? ': ' : ''), fact ? appendVisible(element('span', 'xp-fact'), fact) : '');
      item.append(` (in the ${SOURCES[found.which]}) `);
      const quotes = found.quotes.filter((quote) => quote !== null && quote !== '');
      for (const quote of [...new Set(quotes)].slice(0, 5)) item.append(foreign(appendVisible(element('q'), quote), found.which < 3 ? answerLanguage(exchange) : null), ' ');
      if (new Set(quotes).size > 5) item.append(`and ${new Set(quotes).size - 5} more `);
      if (found.quotes.includes(null)) item.append('beyond where the text is cut ');
      item.append(element('code', '', name(plainName(found.rule, 120))));
      ul.append(item);
    }
    return [details(`Evidence (${seen.size})`, ul)];
  }

  function signals(exchange) {
    const target = data.targets[exchange.target];
    const pairs = [];
    const add = (term, value, note) => {
      if (value !== null && value !== undefined && value !== '') pairs.push([term, name(String(value)), note ?? '']);
    };
    add('Finish reason', exchange.finish);
    if (exchange.error) {
      add('Error code', exchange.error[0]);
      add('HTTP status', exchange.error[2]);
    }
    add('Asked for', target[1]);
    if (exchange.answeredBy) add('Answered by', exchange.answeredBy, exchange.answeredBy === target[1] ? '' : ' (another name than was asked for)');
    add('Address', target[2]);
    if (exchange.usage) {
      const [input, output, thought] = exchange.usage;
      const told = [input !== null ? `${number(input)} in` : null, output !== null ? `${number(output)} out` : null, thought !== null ? `${number(thought)} of them reasoning` : null].filter(Boolean);
      add('Tokens', told.join(', '));
    }
    if (exchange.timing) {
      const [at, first, all] = exchange.timing;
      add('Asked at', `${at} UTC`);
      if (all !== null) add('Took', `${number(all / 1000)} s${first !== null ? `, first text after ${number(first / 1000)} s` : ''}`);
    }
    add('Streamed', exchange.streamed === 0 ? 'nobody watched' : exchange.streamed === 1 ? 'as it stands' : exchange.streamed === '' ? 'nothing was generated' : 'other than what stands');
    add('Detector', componentName(exchange.detector));
    add('Question', exchange.prompt.id);
    if (exchange.prompt.family >= 0) add('Family', families[exchange.prompt.family].id);
    add('Wording', TRANSLATIONS[exchange.prompt.translation]);
    add('Id', exchange.recorded ?? exchange.key);
    const parts = [list(pairs)];
    if (target[3]) parts.push(heading(5, 'System prompt'), appendVisible(foreign(element('div', 'xp-text'), null), target[3]));
    const cell = data.cells.find(([t, l, s, r]) => t === exchange.target && l === exchange.prompt.language && s === exchange.prompt.topic && r === exchange.prompt.role);
    if (cell && cell[4] < cell[5]) parts.push(element('p', 'xp-none', `This page holds ${number(cell[4])} of the ${number(cell[5])} answers of this model, language, topic and kind of question.`));
    return details('Signals and ids', ...parts);
  }

  function article(exchange, isBeside) {
    const made = element('article', isBeside ? 'xp-article xp-beside' : 'xp-article');
    const { prompt } = exchange;
    const tag = data.languages[prompt.language];
    const top = element('div', 'xp-top', outcomeBadge(exchange));
    const link = element('a', 'xp-link', 'Link');
    link.href = `#explorer?${new URLSearchParams({ open: exchange.key })}`;
    link.setAttribute('aria-label', 'Link to this answer');
    link.addEventListener('click', (event) => {
      event.preventDefault();
      open(exchange, true);
    });
    if (isBeside) {
      const swap = element('button', '', 'Open this one');
      swap.type = 'button';
      swap.addEventListener('click', () => open(exchange, true));
      const close = element('button', '', 'Close');
      close.type = 'button';
      close.addEventListener('click', closeBeside);
      top.append(element('span', 'xp-tools', swap, close));
    } else {
      top.append(element('span', 'xp-tools', link));
    }
    const samples = (byPrompt.get(prompt.index) ?? []).filter((other) => other.target === exchange.target).length;
    const title = element('h4', '', name(plainName(modelName(exchange), 120)), `, ${languageNames[prompt.language]}, ${roleName(prompt.role)}`);
    const facts = [prompt.role >= 0 ? upper(ROLES[prompt.role][2]) : null, prompt.form >= 0 ? FORMS[prompt.form] : null, samples > 1 || exchange.sample > 0 ? `sample ${exchange.sample + 1}` : null].filter(Boolean);
    made.append(top, title, element('p', 'xp-facts', facts.join(' · ')));
    made.append(heading(5, 'Question'), ...textBox(exchange, prompt.text, prompt.length, tag, []));

    const [answerLength, streamedLength, reasoningLength, errorLength] = exchange.lengths ?? [0, 0, 0, 0];
    if (typeof exchange.streamed === 'string' && exchange.streamed !== '') {
      const streamed = textBox(exchange, exchange.streamed, streamedLength, answerLanguage(exchange), spansOf(exchange, 1));
      streamed[0].classList.toggle('xp-withdrawn', exchange.delivery === 3);
      made.append(heading(5, exchange.delivery === 3 ? 'Shown first, then withdrawn' : 'As it was streamed'), ...streamed);
    }
    made.append(heading(5, exchange.delivery === 3 ? 'What stands instead' : 'Answer'));
    const answerSpans = exchange.streamed === 1 ? [...spansOf(exchange, 0), ...spansOf(exchange, 1)] : spansOf(exchange, 0);
    if (exchange.answer === '') made.append(element('p', 'xp-none', 'No text.'));
    else made.append(...textBox(exchange, exchange.answer, answerLength, answerLanguage(exchange), answerSpans));
    if (exchange.error) {
      const spans = exchange.error[0] === null ? spansOf(exchange, 4) : [];
      made.append(heading(5, 'Error that came back'), ...textBox(exchange, exchange.error[1], errorLength, null, spans));
    }
    if (exchange.reasoning !== null) {
      const blank = exchange.reasoning.trim() === '';
      made.append(blank ? element('p', 'xp-none', 'The reasoning is blank.') : details('Reasoning', ...textBox(exchange, exchange.reasoning, reasoningLength, null, spansOf(exchange, 2))));
    }
    if (spansOf(exchange, 0).length + spansOf(exchange, 1).length + spansOf(exchange, 2).length > 0) {
      made.append(element('p', 'xp-legend', element('mark', 'xp-of-verdict', 'Marked'), ': what the verdict rests on. ', element('mark', 'xp-of-measure', 'Underlined'), ': what a content measure found.'));
    }

    made.append(heading(5, 'Verdict'));
    const notes = NOTES.filter(([bit]) => exchange.notes & bit).map(([, words]) => words);
    if (notes.length > 0) made.append(element('p', 'xp-note', `Worth a second look: ${notes.join('; ')}.`));
    const verdict = [
      ['Delivery', upper(DELIVERIES[exchange.delivery][1])],
      ['Answer', exchange.engagement >= 0 ? upper(ENGAGEMENTS[exchange.engagement][1]) : 'Nothing to judge'],
    ];
    if (exchange.reason >= 0) verdict.push(['Reason given', upper(REASONS[exchange.reason])]);
    if (exchange.probability !== null) verdict.push(['Probability of refusal', exchange.probability > 0 && exchange.probability < 0.01 ? 'under 1 %' : exchange.probability > 0.99 && exchange.probability < 1 ? 'over 99 %' : share(exchange.probability)]);
    made.append(list(verdict), heading(5, 'Content'), ...measureRows(exchange), ...evidence(exchange), signals(exchange));
    return made;
  }

  function chip(exchange, label) {
    const button = element('button', 'xp-chip', label, outcomeBadge(exchange, true));
    button.type = 'button';
    button.dataset.index = exchange.index;
    if (state.beside === exchange) button.setAttribute('aria-pressed', 'true');
    else button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      if (state.beside === exchange) closeBeside();
      else openBeside(exchange);
    });
    return button;
  }

  function related(exchange) {
    const { prompt } = exchange;
    const kin = (prompt.family >= 0 ? byFamily.get(prompt.family) : byPrompt.get(prompt.index)).filter((other) => other !== exchange);
    const first = (others, key) => {
      // Of several samples the one of the same number, else the first.
      const best = new Map();
      for (const other of others) {
        const known = best.get(key(other));
        if (!known || other.sample === exchange.sample || (known.sample !== exchange.sample && other.sample < known.sample)) best.set(key(other), other);
      }
      return [...best.values()];
    };
    const same = (other) => other.target === exchange.target && other.prompt.form === prompt.form;
    const groups = [
      ['Other kinds', first(kin.filter((o) => same(o) && o.prompt.language === prompt.language && o.prompt.role !== prompt.role), (o) => o.prompt.index)
        .sort((l, r) => l.prompt.role - r.prompt.role), (o) => upper(roleName(o.prompt.role))],
      ['Other languages', first(kin.filter((o) => same(o) && o.prompt.role === prompt.role && o.prompt.language !== prompt.language), (o) => o.prompt.index)
        .sort((l, r) => languageNames[l.prompt.language].localeCompare(languageNames[r.prompt.language], 'en')), (o) => languageNames[o.prompt.language]],
      ['Other models', first(kin.filter((o) => o.prompt === prompt && o.target !== exchange.target), (o) => o.target), (o) => name(plainName(modelName(o), 40))],
      ['Other samples', kin.filter((o) => o.prompt === prompt && o.target === exchange.target).sort((l, r) => l.sample - r.sample), (o) => `${o.sample + 1}`],
      ['Asked otherwise', first(kin.filter((o) => o.target === exchange.target && o.prompt.language === prompt.language && o.prompt.role === prompt.role && o.prompt !== prompt && o.prompt.form !== prompt.form), (o) => o.prompt.index),
        (o) => (o.prompt.form >= 0 ? upper(FORMS[o.prompt.form]) : 'Other form')],
    ].filter(([, others]) => others.length > 0);
    if (groups.length === 0) return null;
    const nav = element('nav', 'xp-related');
    nav.setAttribute('aria-label', 'Put beside it');
    nav.append(element('p', 'xp-facts', 'Put another answer beside this one:'));
    for (const [label, others, words] of groups) {
      nav.append(element('div', 'xp-group', element('span', 'xp-group-name', label), element('span', 'xp-chips', ...others.map((other) => chip(other, element('span', '', words(other)))))));
    }
    return nav;
  }

  function familyHead(exchange) {
    const { prompt } = exchange;
    const family = prompt.family >= 0 ? families[prompt.family] : null;
    const head = element('header', 'xp-family');
    const title = element('h3', '', name(plainName(family?.title ?? family?.id ?? prompt.id, 200)));
    title.tabIndex = -1;
    head.append(title);
    const facts = element('p', 'xp-facts', 'Topic: ', name(topicName(prompt.topic)));
    if (prompt.jurisdiction !== 'XX') facts.append(` · sensitive to authorities of: ${regionName(prompt.jurisdiction)}`);
    if (family?.elsewhere && family.elsewhere !== 'XX') facts.append(` · compared with: ${regionName(family.elsewhere)}`);
    head.append(facts);
    const roles = [prompt.role, state.beside?.prompt.role];
    const lines = (family?.lines ?? []).filter((line) => roles.includes(line[1]));
    const known = (family?.facts ?? []).filter((fact) => roles.includes(fact[1]));
    if (family?.why || lines.length > 0 || known.length > 0) {
      const inside = [];
      const statement = (text, language) => foreign(appendVisible(element('span'), text), data.languages[language]);
      if (family.why) inside.push(element('p', '', name(family.why)));
      for (const [authority, , language, text] of lines) inside.push(element('p', 'xp-line', element('strong', '', 'Official line of ', name(authority)), ': ', statement(text, language)));
      for (const [, role, language, text] of known) {
        inside.push(element('p', 'xp-line', element('strong', '', 'Key fact'), role === prompt.role ? ': ' : ` (${roleName(role)}): `, statement(text, language)));
      }
      const holds = [family.why ? 'why it is sensitive' : '', lines.length > 0 ? 'official line' : '', known.length > 0 ? 'key facts' : ''].filter(Boolean).join(', ');
      head.append(details(upper(holds), ...inside));
    }
    return head;
  }

  function showReading() {
    const { open: exchange, beside } = state;
    reading.classList.toggle('xp-two', beside !== null);
    if (exchange === null) {
      reading.replaceChildren(element('p', 'xp-none', found.length > 0 ? 'Choose an answer from the list to read it.' : 'Nothing to read.'));
      return;
    }
    const back = element('button', 'xp-back', '← Back to the list');
    back.type = 'button';
    back.addEventListener('click', backToList);
    const columns = element('div', 'xp-columns', article(exchange, false));
    if (beside) columns.append(article(beside, true));
    const parts = [back, familyHead(exchange), related(exchange), columns].filter((part) => part !== null);
    reading.replaceChildren(...parts);
    highlightFound();
  }

  /** Marks what was searched for without touching the text, where the browser can. */
  function highlightFound() {
    if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
    CSS.highlights.delete('xp-found');
    const wanted = terms().filter((term) => term.length > 1 || /[^\u0000-\u024F]/u.test(term));
    if (wanted.length === 0) return;
    const ranges = [];
    for (const box of reading.querySelectorAll('.xp-text')) {
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && ranges.length < 1000; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;
        for (const term of wanted) {
          for (let at = text.indexOf(term); at >= 0 && ranges.length < 1000; at = text.indexOf(term, at + term.length)) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + term.length);
            ranges.push(range);
          }
        }
      }
    }
    if (ranges.length > 0) CSS.highlights.set('xp-found', new Highlight(...ranges));
  }

  function open(exchange, byReader) {
    state.open = exchange;
    state.beside = null;
    if (byReader) state.chosen = true;
    showReading();
    markOpen();
    reading.scrollTop = 0;
    if (!byReader) return;
    writeHash();
    const title = reading.querySelector('h3');
    title?.focus({ preventScroll: true });
    const top = reading.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight * 0.6) reading.scrollIntoView({ block: 'start' });
  }

  function openBeside(exchange) {
    const at = reading.scrollTop;
    state.beside = exchange;
    showReading();
    reading.scrollTop = at;
    writeHash();
    const [first, second] = reading.querySelectorAll('.xp-article');
    if (second.offsetLeft > first.offsetLeft) {
      reading.querySelector(`.xp-chip[data-index="${exchange.index}"]`)?.focus({ preventScroll: true });
    } else {
      // Where there is no room beside it stands below, out of sight: lead there.
      const title = second.querySelector('h4');
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
      second.scrollIntoView({ block: 'start' });
    }
  }

  function closeBeside() {
    const was = state.beside;
    const at = reading.scrollTop;
    state.beside = null;
    showReading();
    reading.scrollTop = at;
    writeHash();
    (was && reading.querySelector(`.xp-chip[data-index="${was.index}"]`))?.focus({ preventScroll: true });
  }

  function backToList() {
    const current = markOpen();
    if (!current) {
      search.focus();
      return;
    }
    current.focus();
    current.scrollIntoView({ block: 'nearest' });
  }

  // ---- The address keeps filters and the open answer, so that a link leads to them. ----

  function writeHash() {
    const told = new URLSearchParams();
    if (state.q) told.set('q', state.q);
    for (const facet of FACETS) if (state.filters[facet.id] !== undefined) told.set(facet.id, state.filters[facet.id]);
    if (state.missing) told.set('missing', '1');
    if (state.noted) told.set('noted', '1');
    if (state.chosen && state.open) told.set('open', state.open.key);
    if (state.beside) told.set('beside', state.beside.key);
    const query = told.toString();
    if (query === '' && !location.hash.startsWith('#explorer')) return;
    try {
      history.replaceState(history.state, '', query === '' ? '#explorer' : `#explorer?${query}`);
    } catch {
      // Some browsers limit how often, or forbid it for files: the page works without.
    }
  }

  /** Takes from the address what it knows and nothing else. */
  function readHash() {
    const hash = location.hash;
    if (hash !== '#explorer' && !hash.startsWith('#explorer?')) return false;
    const told = new URLSearchParams(hash.slice('#explorer?'.length));
    state.q = (told.get('q') ?? '').slice(0, 200);
    state.filters = {};
    for (const facet of FACETS) {
      const value = told.get(facet.id);
      if (value !== null && facet.options.has(value)) state.filters[facet.id] = value;
    }
    state.missing = told.get('missing') === '1';
    state.noted = told.get('noted') === '1';
    state.open = byKey.get(told.get('open') ?? '') ?? null;
    state.beside = state.open ? byKey.get(told.get('beside') ?? '') ?? null : null;
    state.chosen = state.open !== null;
    state.page = 0;
    return true;
  }

  function showControls() {
    search.value = state.q;
    missingOnly.checked = state.missing;
    notedOnly.checked = state.noted;
    for (const facet of FACETS) {
      facet.select.value = state.filters[facet.id] ?? '';
      facet.select.classList.toggle('xp-set', state.filters[facet.id] !== undefined);
    }
    if (Object.keys(state.filters).length > 0) filters.open = true;
  }

  /** A folded filter is not forgotten. */
  function showSet() {
    const set = FACETS.filter((facet) => facet.select.value !== '').length;
    filters.firstElementChild.textContent = set > 0 ? `Filters (${set} set)` : 'Filters';
  }

  function refresh() {
    find();
    showSet();
    showCount();
    if (state.open && state.chosen) {
      const place = found.indexOf(state.open);
      if (place >= 0) state.page = Math.floor(place / PAGE);
    } else {
      state.open = found[0] ?? null;
      state.beside = null;
    }
    showList();
    showReading();
  }

  function readControls() {
    state.q = search.value.slice(0, 200);
    state.missing = missingOnly.checked;
    state.noted = notedOnly.checked;
    state.filters = {};
    for (const facet of FACETS) {
      if (facet.select.value !== '') state.filters[facet.id] = facet.select.value;
      facet.select.classList.toggle('xp-set', facet.select.value !== '');
    }
    state.page = 0;
    // An answer that is no longer in the list makes room for one that is.
    state.chosen = false;
    find();
    if (state.open && found.includes(state.open)) state.chosen = true;
    refresh();
    writeHash();
    results.parentElement.scrollTop = 0;
  }

  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(readControls, 150);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    readControls();
  });
  for (const facet of FACETS) facet.select.addEventListener('change', readControls);
  missingOnly.addEventListener('change', readControls);
  notedOnly.addEventListener('change', readControls);
  control('clear').addEventListener('click', () => {
    search.value = '';
    missingOnly.checked = false;
    notedOnly.checked = false;
    for (const facet of FACETS) facet.select.value = '';
    readControls();
    search.focus();
  });

  results.addEventListener('click', (event) => {
    const button = event.target.closest('.xp-row');
    if (button) open(exchanges[Number(button.dataset.index)], true);
  });
  results.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows();
    const at = all.indexOf(event.target.closest('.xp-row'));
    if (at < 0) return;
    let next = null;
    if (event.key === 'ArrowDown') {
      if (at + 1 < all.length) {
        next = all[at + 1];
      } else if ((state.page + 1) * PAGE < found.length) {
        turnPage(1);
        next = rows()[0];
      }
    } else if (event.key === 'ArrowUp') {
      if (at > 0) {
        next = all[at - 1];
      } else if (state.page > 0) {
        turnPage(-1);
        next = rows().at(-1);
      } else {
        next = search;
      }
    } else if (event.key === 'Home') {
      next = all[0];
    } else if (event.key === 'End') {
      next = all.at(-1);
    } else if (event.key === 'Escape') {
      next = search;
    } else {
      return;
    }
    event.preventDefault();
    if (next === search) search.focus();
    else if (next) focusRow(next);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && rows().length > 0) {
      event.preventDefault();
      clearTimeout(waiting);
      if (search.value !== state.q) readControls();
      if (rows().length > 0) focusRow(rows()[0]);
    } else if (event.key === 'Escape' && search.value !== '') {
      event.preventDefault();
      search.value = '';
      clearTimeout(waiting);
      readControls();
    }
  });
  reading.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (state.beside) closeBeside();
    else backToList();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, select, textarea, [contenteditable]')) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // Paper shows what is folded away; afterwards it is folded again.
  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = [...reading.querySelectorAll('details:not([open])')];
    for (const one of unfolded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of unfolded) one.open = false;
    unfolded = [];
  });

  function followHash() {
    if (!readHash()) return;
    showControls();
    refresh();
    (state.open && state.chosen ? reading : section).scrollIntoView({ block: 'start' });
  }
  addEventListener('hashchange', followHash);
  filters.open = matchMedia('(min-width: 50.01rem)').matches;
  const led = readHash();
  showControls();
  refresh();
  if (led) (state.chosen ? reading : section).scrollIntoView({ block: 'start' });
})();
