// Marks what was searched for without touching the text, where the browser can.

const MOST = 1000;

export function highlight(pane, terms) {
  if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
  CSS.highlights.delete('xp-found');
  // A single letter of an alphabet is everywhere; a single sign of another script may be a word.
  const wanted = terms.filter((term) => term.length > 1 || /[^\u0000-\u024F]/u.test(term));
  if (wanted.length === 0) return;
  const ranges = [];
  for (const box of pane.querySelectorAll('.xp-text')) collect(box, wanted, ranges);
  if (ranges.length > 0) CSS.highlights.set('xp-found', new Highlight(...ranges));
}

function collect(box, wanted, ranges) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    // Where small letters take another number of units, places would be wrong.
    if (text.length !== node.data.length) continue;
    for (const term of wanted) {
      for (let at = text.indexOf(term); at >= 0 && ranges.length < MOST; at = text.indexOf(term, at + term.length)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + term.length);
        ranges.push(range);
      }
    }
  }
}
