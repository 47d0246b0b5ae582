// Elements of the page. Whatever text goes in becomes text nodes and is never read as markup.

/** A part of the explorer that the page holds from the start. */
export function part(id) {
  return document.getElementById(`explorer-${id}`);
}

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function button(className, onClick, ...children) {
  const made = element('button', className, ...children);
  made.type = 'button';
  if (onClick) made.addEventListener('click', onClick);
  return made;
}

export function heading(level, text) {
  return element(`h${level}`, '', text);
}

export function details(summary, ...children) {
  return element('details', '', element('summary', '', summary), ...children);
}

/** Terms with what is said of each. */
export function pairList(pairs) {
  const dl = element('dl', 'xp-list-of');
  for (const [term, ...what] of pairs) dl.append(element('dt', '', term), element('dd', '', ...what));
  return dl;
}
