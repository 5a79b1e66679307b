import { html } from '../lit/lit-html.js';

/** What somebody wrote as a link. It is one only if it leads to the web: any other scheme could be code. */
export function outside(text) {
  return /^https?:\/\//i.test(text)
    ? html`<a href=${text} rel="noreferrer" target="_blank">${text}</a>`
    : text;
}
