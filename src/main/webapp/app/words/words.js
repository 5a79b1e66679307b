import { language } from '../server/language.js';

// The server makes these of texts.js, which has a column a language.
const { texts } = await import(`./texts.${language}.js`);
const plurals = new Intl.PluralRules(language);
const bundle = read();
document.documentElement.lang = language;

/** The texts by section and key. */
function read() {
  const found = new Map();
  let section = '';
  for (const line of texts.split('\n').filter(Boolean)) {
    const [key, text] = line.split(' | ');
    if (text) found.set(section + key, text);
    else section = `${line.slice(2)}.`;
  }
  return found;
}

/** A text in the language in force; `{name}` stands for a value, `n` chooses the plural. */
export function t(key, values = {}) {
  const text = bundle.get(key) ?? bundle.get(`${key}.${plurals.select(values.n)}`) ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
