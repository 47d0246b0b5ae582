// Names of languages, regions, topics and models.
import { element } from './elements.mjs';
import { appendVisible, plainName } from './unseen.mjs';

const known = new Map();

function displayName(type, code) {
  const key = `${type} ${code}`;
  if (!known.has(key)) {
    let shown = code;
    try {
      shown = new Intl.DisplayNames(['en'], { type }).of(code) ?? code;
    } catch {
      // What the browser does not take for a code stands for itself.
    }
    known.set(key, shown);
  }
  return known.get(key);
}

export function languageName(tag) {
  return displayName('language', tag);
}

export function regionName(code) {
  return code === 'XX' ? 'nobody in particular' : displayName('region', code);
}

export function topicName(topic) {
  return topic === null ? 'no topic' : plainName(topic, 80);
}

/** A name from the run within a sentence of ours: its direction stays its own. */
export function ownName(text) {
  return appendVisible(element('bdi', 'xp-name'), text);
}
