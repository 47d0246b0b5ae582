// How numbers and single words are written.

export function number(value) {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

export function share(value) {
  return `${Math.round(value * 100)} %`;
}

export function upper(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
