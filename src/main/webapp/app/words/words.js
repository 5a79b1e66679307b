import { language } from '../server/language.js';

const { default: bundle } = await import(`./${language}.js`);
const plurals = new Intl.PluralRules(language);
document.documentElement.lang = language;

/** A text of the bundle; `{name}` stands for a value, `n` chooses the plural. */
export function t(key, values = {}) {
  const entry = bundle[key] ?? key;
  const text = typeof entry === 'string' ? entry : entry[plurals.select(values.n)] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
