// Names from the run within sentences of ours.
import { element } from './elements.mjs';
import { appendVisible } from './unseen.mjs';

/** Its direction stays its own. */
export function ownName(text) {
  return appendVisible(element('bdi', 'xp-name'), text);
}
