'use strict';
(() => {
  // The colours follow the system until the button is pressed. Nothing is kept: a page from disk has no storage of its own.
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { button.textContent = isDark() ? 'Light colours' : 'Dark colours'; };
  button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; label(); });
  dark.addEventListener('change', label);
  label();
  button.hidden = false;
})();
