// What the open exchange is about, and what the corpus knows of it.
import { details, element } from './elements.mjs';
import { foreign } from './marked-text.mjs';
import { ownName } from './names.mjs';
import { appendVisible, plainName } from './unseen.mjs';
import { upper } from './wording.mjs';

export function familyHead({ prompt }, beside) {
  const { family } = prompt;
  const title = element('h3', '', ownName(plainName(family?.title ?? family?.id ?? prompt.id, 200)));
  title.tabIndex = -1;
  const facts = element('p', 'xp-facts', 'Topic: ', ownName(plainName(prompt.topicName, 80)));
  if (isNamed(prompt.country)) facts.append(` · sensitive to authorities of: ${prompt.country.name}`);
  if (family && isNamed(family.elsewhere)) facts.append(` · compared with: ${family.elsewhere.name}`);
  const head = element('header', 'xp-family', title, facts);
  if (family) head.append(...background(family, prompt, [prompt.role, beside?.prompt.role]));
  return head;
}

const isNamed = ({ id }) => id !== null && id !== 'XX';

function background(family, prompt, roles) {
  const lines = family.lines.filter((line) => roles.includes(line.role));
  const facts = family.facts.filter((fact) => roles.includes(fact.role));
  const holds = [family.why ? 'why it is sensitive' : '', lines.length > 0 ? 'official line' : '', facts.length > 0 ? 'key facts' : ''].filter(Boolean);
  if (holds.length === 0) return [];
  const inside = family.why ? [element('p', '', ownName(family.why))] : [];
  for (const line of lines) inside.push(element('p', 'xp-line', element('strong', '', 'Official line of ', ownName(line.authority)), ': ', statement(line)));
  for (const fact of facts) inside.push(element('p', 'xp-line', element('strong', '', 'Key fact'), fact.role === prompt.role ? ': ' : ` (${fact.roleName}): `, statement(fact)));
  return [details(upper(holds.join(', ')), ...inside)];
}

function statement({ text, language }) {
  return foreign(appendVisible(element('span'), text), language);
}
