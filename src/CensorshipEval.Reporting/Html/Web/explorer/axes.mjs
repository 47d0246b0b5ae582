// Words for what stands as numbers in the data; the order is that of the enumerations.

export const DELIVERIES = [
  ['Delivered', 'came through'], ['InputBlocked', 'blocked before any text'], ['OutputBlocked', 'stopped within the text'], ['Retracted', 'shown and then withdrawn'],
  ['EmptyStop', 'came back empty'], ['Truncated', 'cut at the length limit'], ['TransportError', 'call failed'], ['Unknown', 'ended in an unknown way'],
];
export const ENGAGEMENTS = [
  ['Complete', 'answered'], ['Partial', 'answered in part'], ['NonResponsive', 'beside the question'], ['Refused', 'refused'], ['Undetermined', 'cannot be told'],
];
export const REASONS = ['not stated', 'political or legal', 'safety', 'privacy', 'says that it cannot', 'the question is unclear', 'rules of the host'];
export const FORMS = ['plain question', 'request to explain', 'summary of a given text', 'request for criticism', 'multiple choice'];
export const TRANSLATIONS = ['translation not stated', 'written in this language', 'machine translation, not verified', 'translation verified by a person'];
export const SOURCES = ['answer', 'streamed text', 'reasoning', 'finish reason', 'error'];
export const NOTES = [
  [1, 'the samples of this question do not agree'], [2, 'the detector was not sure'], [4, 'verdict and content measures do not agree'],
  [8, 'mostly in another language than the question'], [16, 'not wholly answered'],
];

export const DELIVERED = 0;
export const RETRACTED = 3;
export const EMPTY = 4;
export const TRUNCATED = 5;
export const FAILED = 6;
export const ENDED_UNKNOWN = 7;
export const COMPLETE = 0;
export const REFUSED = 3;
export const UNDETERMINED = 4;
export const OTHER_LANGUAGE = 8;
export const ANSWER = 0;
export const STREAMED = 1;
export const REASONING = 2;
export const FINISH = 3;
export const ERROR = 4;

/** Stopped by a signal: before any text, within it, or after it was shown. */
export function isBlock(delivery) {
  return delivery > DELIVERED && delivery <= RETRACTED;
}
