import { html, nothing } from '../lit/lit-html.js';
import { t } from '../words/words.js';

const AGE = /^(\d+)(s|m|h|d)$/;
const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Any text. */
export const anything = (value) => value;

/** One of some constants, in small letters if people like, with `-` for `_`. */
export function oneOf(known) {
  return (value) => {
    const upper = value.toUpperCase().replace('-', '_');
    return known.includes(upper) ? upper : null;
  };
}

/** An age such as `24h`, or an instant or day in UTC. */
export function instant(value, now) {
  const age = AGE.exec(value);
  const at = age ? new Date(now - age[1] * SECONDS[age[2]] * 1_000) : new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/**
 * Reads what a person wrote, such as `state:failed since:24h printer`.
 *
 * @param grammar by key, how a value is read; null if it means nothing. With the key `q`, words
 *     without a key are looked for as they are
 * @returns `parameters` for the server, and `unknown`: words that mean nothing
 */
export function parse(text, grammar, now = Date.now()) {
  const parameters = [];
  const unknown = [];
  const free = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const at = word.indexOf(':');
    const key = word.slice(0, at).toLowerCase();
    const given = word.slice(at + 1);
    const value = at > 0 && given && Object.hasOwn(grammar, key) ? grammar[key](given, now) : null;
    if (value !== null) parameters.push([key, value]);
    else if (at < 0 && grammar.q) free.push(word);
    else unknown.push(word);
  }
  if (free.length > 0) parameters.push(['q', free.join(' ')]);
  return { parameters, unknown };
}

/** Ways to go on from what has been written so far, of the values that each key may have. */
function completions(text, values) {
  const space = text.lastIndexOf(' ') + 1;
  const [before, word] = [text.slice(0, space), text.slice(space).toLowerCase()];
  return Object.entries(values)
    .flatMap(([key, all]) => (word.startsWith(`${key}:`) ? all.map((value) => `${key}:${value}`) : [`${key}:`]))
    .filter((candidate) => candidate.startsWith(word) && candidate !== word)
    .slice(0, 40)
    .map((candidate) => before + candidate);
}

/**
 * Where a person writes a search.
 *
 * @param text what has been written so far; `values` completes it
 * @param typed gets each text on the way, `search` the one to look for
 */
export function searchBox({ label, example, text, values, typed, search }) {
  const submit = (event) => {
    event.preventDefault();
    // Not the text: what was typed last may not have been drawn yet.
    search(event.target.q.value.trim());
  };
  return html`<form role="search" @submit=${submit}>
    <input type="search" name="q" .value=${text} list="completions" autocomplete="off" spellcheck="false"
      @input=${(event) => typed(event.target.value)} @change=${(event) => search(event.target.value.trim())}
      placeholder=${example} aria-label=${label}>
    <datalist id="completions">${completions(text, values).map((one) => html`<option value=${one}></option>`)}</datalist>
  </form>`;
}

/** Says which words of a search mean nothing. */
export function notUnderstood(unknown, grammar) {
  if (unknown.length === 0) return nothing;
  const known = Object.keys(grammar).filter((key) => key !== 'q').map((key) => `${key}:`).join(' ');
  return html`<p class="hint" role="status">${t('search.unknown', { words: unknown.join(' '), known })}</p>`;
}
