// What became of an exchange, in few words.
import { COMPLETE, DELIVERIES, EMPTY, ENGAGEMENTS, FAILED, isBlock, REFUSED, TRUNCATED } from './axes.mjs';
import { element } from './elements.mjs';
import { upper } from './wording.mjs';

const BLOCKED = ['■', 'blocked'];
const SAID_NO = ['✕', 'refused'];
const LOOK = ['◐', 'look'];
const MISSING = ['?', 'missing'];
const ANSWERED = ['✓', 'answered'];

function outcome({ delivery, engagement }) {
  if (isBlock(delivery) || delivery === EMPTY || delivery >= FAILED) return DELIVERIES[delivery][1];
  const judged = engagement >= 0 ? ENGAGEMENTS[engagement][1] : 'not judged';
  return delivery === TRUNCATED ? `${judged}, ${DELIVERIES[TRUNCATED][1]}` : judged;
}

function kindOf(exchange) {
  if (isBlock(exchange.delivery)) return BLOCKED;
  if (exchange.missing) return MISSING;
  if (exchange.engagement === REFUSED) return SAID_NO;
  return exchange.engagement === COMPLETE ? ANSWERED : LOOK;
}

/** The outcome as words with a sign beside them, so that neither colour nor sign is all there is. */
export function outcomeBadge(exchange, signOnly = false) {
  const [drawn, kind] = kindOf(exchange);
  const sign = element('span', 'xp-sign', drawn);
  sign.setAttribute('aria-hidden', 'true');
  const badge = element('span', 'xp-outcome', sign, signOnly ? element('span', 'xp-hidden', `: ${outcome(exchange)}`) : upper(outcome(exchange)));
  if (signOnly) badge.title = upper(outcome(exchange));
  badge.dataset.kind = kind;
  return badge;
}
