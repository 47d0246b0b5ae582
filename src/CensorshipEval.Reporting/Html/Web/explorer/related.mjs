// What can be put beside the open exchange: its family's other versions, other models, other samples.
import { FORMS } from './axes.mjs';
import { button, element } from './elements.mjs';
import { ownName } from './names.mjs';
import { outcomeBadge } from './outcome.mjs';
import { plainName } from './unseen.mjs';
import { upper } from './wording.mjs';

/** The choices, or null where there are none; toggle(exchange) puts one beside or takes it away. */
export function related(exchange, beside, toggle) {
  const groups = groupsOf(exchange).filter(([, others]) => others.length > 0);
  if (groups.length === 0) return null;
  const nav = element('nav', 'xp-related', element('p', 'xp-facts', 'Put another answer beside this one:'));
  nav.setAttribute('aria-label', 'Put beside it');
  for (const [label, others, words] of groups) {
    const chips = others.map((other) => chip(other, words(other), other === beside, toggle));
    nav.append(element('div', 'xp-group', element('span', 'xp-group-name', label), element('span', 'xp-chips', ...chips)));
  }
  return nav;
}

function groupsOf(exchange) {
  const { prompt, target } = exchange;
  const kin = (prompt.family ?? prompt).exchanges.filter((other) => other !== exchange);
  const first = (others, key) => firstOf(others, key, exchange.sample);
  const ofTarget = kin.filter((other) => other.target === target);
  const sameForm = ofTarget.filter((other) => other.prompt.form === prompt.form);
  const sameWords = ofTarget.filter((other) => other.prompt.language === prompt.language && other.prompt.role === prompt.role);
  return [
    ['Other kinds', first(sameForm.filter((other) => other.prompt.language === prompt.language && other.prompt.role !== prompt.role), promptOf)
      .sort((left, right) => left.prompt.role - right.prompt.role), (other) => upper(other.prompt.roleName)],
    ['Other languages', first(sameForm.filter((other) => other.prompt.role === prompt.role && other.prompt.language !== prompt.language), promptOf)
      .sort((left, right) => left.prompt.languageName.localeCompare(right.prompt.languageName, 'en')), (other) => other.prompt.languageName],
    ['Other models', first(kin.filter((other) => other.prompt === prompt && other.target !== target), (other) => other.target), (other) => ownName(plainName(other.target.name, 40))],
    ['Other samples', ofTarget.filter((other) => other.prompt === prompt).sort((left, right) => left.sample - right.sample), (other) => `${other.sample + 1}`],
    ['Asked otherwise', first(sameWords.filter((other) => other.prompt.form !== prompt.form), promptOf), (other) => (other.prompt.form >= 0 ? upper(FORMS[other.prompt.form]) : 'Other form')],
  ];
}

const promptOf = (exchange) => exchange.prompt;

/** Of several samples the one of the same number, else the first. */
function firstOf(others, key, sample) {
  const best = new Map();
  for (const other of others) {
    const known = best.get(key(other));
    if (!known || other.sample === sample || (known.sample !== sample && other.sample < known.sample)) best.set(key(other), other);
  }
  return [...best.values()];
}

function chip(exchange, words, isPressed, toggle) {
  const made = button('xp-chip', () => toggle(exchange), element('span', '', words), outcomeBadge(exchange, true));
  made.dataset.index = exchange.index;
  made.setAttribute('aria-pressed', String(isPressed));
  return made;
}
