import { language, LANGUAGES } from '../server/language.js';
import { texts } from './texts.js';

const plurals = new Intl.PluralRules(language);
const bundle = read(1 + LANGUAGES.indexOf(language));
document.documentElement.lang = language;

/** The texts of one column, by section and key. */
function read(column) {
  const found = new Map();
  let section = '';
  for (const line of texts.split('\n').filter(Boolean)) {
    const cells = line.split(' | ');
    if (cells.length > 1) found.set(section + cells[0], cells[column]);
    else section = `${line.slice(2)}.`;
  }
  return found;
}

/** A text in the language in force; `{name}` stands for a value, `n` chooses the plural. */
export function t(key, values = {}) {
  const text = bundle.get(key) ?? bundle.get(`${key}.${plurals.select(values.n)}`) ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
