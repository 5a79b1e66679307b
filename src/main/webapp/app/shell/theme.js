import { Choice } from '../server/store.js';

/** Light, dark, or as the system has it. */
export const theme = new Choice('theme', ['auto', 'light', 'dark']);

/** Paints by the choice, now and whenever it changes. */
export function paint() {
  apply();
  theme.addEventListener('change', apply);
}

function apply() {
  if (theme.value === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
}
