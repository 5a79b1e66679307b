import { language, LANGUAGES } from '../server/language.js';
import { texts } from './texts.js';

const plurals = new Intl.PluralRules(language);
const place = LANGUAGES.indexOf(language);
document.documentElement.lang = language;

/** A text in the language in force; `{name}` stands for a value, `n` chooses the plural. */
export function t(key, values = {}) {
  const entry = texts[key]?.[place] ?? key;
  const text = typeof entry === 'string' ? entry : entry[plurals.select(values.n)] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
