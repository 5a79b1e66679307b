import { Choice } from '../server/store.js';

const LANGUAGES = ['en', 'de', 'zh'];

/** The language chosen here; `auto` is the browser's. */
export const languageChoice = new Choice('language', ['auto', ...LANGUAGES]);

/** The language in force. It is read once: a change loads the page again. */
export const language =
  languageChoice.value === 'auto' ? ofBrowser() : languageChoice.value;

const { default: bundle } = await import(`./${language}.js`);
const plurals = new Intl.PluralRules(language);
document.documentElement.lang = language;

function ofBrowser() {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? 'en';
}

/** A text of the bundle; `{name}` stands for a value, `n` chooses the plural. */
export function t(key, values = {}) {
  const entry = bundle[key] ?? key;
  const text = typeof entry === 'string' ? entry : entry[plurals.select(values.n)] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
