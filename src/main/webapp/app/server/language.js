import { Choice } from './store.js';

/** What the console speaks, in the order of its texts. */
export const LANGUAGES = ['en', 'de', 'zh'];

/** The language chosen here; `auto` is the browser's. */
export const languageChoice = new Choice('language', ['auto', ...LANGUAGES]);

/** The language in force. It is read once: a change loads the page again. */
export const language =
  languageChoice.value === 'auto' ? ofBrowser() : languageChoice.value;

function ofBrowser() {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? 'en';
}
