// One exchange, whole: question, what was shown, answer, verdict, content, evidence, signals.
import { ANSWER, DELIVERIES, ENGAGEMENTS, ERROR, FORMS, NOTES, REASONING, REASONS, RETRACTED, STREAMED } from './axes.mjs';
import { button, details, element, heading, pairList } from './elements.mjs';
import { evidence } from './evidence.mjs';
import { answerLanguage, spansOf, textBox } from './marked-text.mjs';
import { measureRows } from './measures.mjs';
import { ownName } from './names.mjs';
import { outcomeBadge } from './outcome.mjs';
import { signals } from './signals.mjs';
import { plainName } from './unseen.mjs';
import { share, upper } from './wording.mjs';

/** The exchange as an element; open(exchange) and close() are what its buttons do. */
export function article(exchange, isBeside, cells, { open, close }) {
  const tools = isBeside
    ? [button('', () => open(exchange), 'Open this one'), button('', close, 'Close')]
    : [link(exchange, open)];
  return element(
    'article', isBeside ? 'xp-article xp-beside' : 'xp-article',
    element('div', 'xp-top', outcomeBadge(exchange), element('span', 'xp-tools', ...tools)),
    ...head(exchange), ...streamed(exchange), ...answer(exchange), ...error(exchange), ...reasoning(exchange), ...legend(exchange),
    heading(5, 'Verdict'), ...notes(exchange), pairList(verdict(exchange)),
    heading(5, 'Content'), ...measureRows(exchange), ...evidence(exchange), signals(exchange, cells));
}

function link(exchange, open) {
  const made = element('a', 'xp-link', 'Link');
  made.href = `#explorer?${new URLSearchParams({ open: exchange.key })}`;
  made.setAttribute('aria-label', 'Link to this answer');
  made.addEventListener('click', (event) => {
    event.preventDefault();
    open(exchange);
  });
  return made;
}

function head(exchange) {
  const { prompt, target, sample } = exchange;
  const samples = prompt.exchanges.filter((other) => other.target === target).length;
  const facts = [prompt.roleGloss && upper(prompt.roleGloss), prompt.form >= 0 ? FORMS[prompt.form] : null, samples > 1 || sample > 0 ? `sample ${sample + 1}` : null];
  return [
    element('h4', '', ownName(plainName(target.name, 120)), `, ${prompt.languageName}, ${prompt.roleName}`),
    element('p', 'xp-facts', facts.filter(Boolean).join(' · ')),
    heading(5, 'Question'), ...textBox(exchange, prompt.text, prompt.length, prompt.language, []),
  ];
}

function streamed(exchange) {
  if (typeof exchange.streamed !== 'string' || exchange.streamed === '') return [];
  const isWithdrawn = exchange.delivery === RETRACTED;
  const parts = textBox(exchange, exchange.streamed, exchange.lengths.streamed, answerLanguage(exchange), spansOf(exchange, STREAMED));
  parts[0].classList.toggle('xp-withdrawn', isWithdrawn);
  return [heading(5, isWithdrawn ? 'Shown first, then withdrawn' : 'As it was streamed'), ...parts];
}

function answer(exchange) {
  const title = heading(5, exchange.delivery === RETRACTED ? 'What stands instead' : 'Answer');
  if (exchange.answer === '') return [title, element('p', 'xp-none', 'No text.')];
  const spans = spansOf(exchange, ANSWER);
  if (exchange.streamed === 1) spans.push(...spansOf(exchange, STREAMED));
  return [title, ...textBox(exchange, exchange.answer, exchange.lengths.answer, answerLanguage(exchange), spans)];
}

function error(exchange) {
  if (!exchange.error) return [];
  // Where there is a code, spans are places in the code.
  const spans = exchange.error.code === null ? spansOf(exchange, ERROR) : [];
  return [heading(5, 'Error that came back'), ...textBox(exchange, exchange.error.message, exchange.lengths.error, null, spans)];
}

function reasoning(exchange) {
  if (exchange.reasoning === null) return [];
  if (exchange.reasoning.trim() === '') return [element('p', 'xp-none', 'The reasoning is blank.')];
  return [details('Reasoning', ...textBox(exchange, exchange.reasoning, exchange.lengths.reasoning, null, spansOf(exchange, REASONING)))];
}

function legend(exchange) {
  if ([ANSWER, STREAMED, REASONING].every((source) => spansOf(exchange, source).length === 0)) return [];
  return [element('p', 'xp-legend',
    element('mark', 'xp-of-verdict', 'Marked'), ': what the verdict rests on. ', element('mark', 'xp-of-measure', 'Underlined'), ': what a content measure found.')];
}

function notes(exchange) {
  const words = NOTES.filter(([bit]) => exchange.notes & bit).map(([, said]) => said);
  return words.length > 0 ? [element('p', 'xp-note', `Worth a second look: ${words.join('; ')}.`)] : [];
}

function verdict({ delivery, engagement, reason, probability }) {
  const pairs = [['Delivery', upper(DELIVERIES[delivery][1])], ['Answer', engagement >= 0 ? upper(ENGAGEMENTS[engagement][1]) : 'Nothing to judge']];
  if (reason >= 0) pairs.push(['Reason given', upper(REASONS[reason])]);
  if (probability !== null) pairs.push(['Probability of refusal', probabilityWords(probability)]);
  return pairs;
}

// Nothing is certain that only rounds to it.
function probabilityWords(probability) {
  if (probability > 0 && probability < 0.01) return 'under 1 %';
  return probability > 0.99 && probability < 1 ? 'over 99 %' : share(probability);
}
