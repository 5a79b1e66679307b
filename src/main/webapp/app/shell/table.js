import { html, nothing } from '../lit/lit-html.js';
import { t } from '../words/words.js';

/**
 * A table; on narrow screens each row is a block.
 *
 * @param columns `[heading, cell]`: `cell` makes of an item what is seen; the first one names the row
 * @param verbs makes the buttons of an item, if the caller may do anything with it
 */
export function table(caption, columns, items, verbs) {
  const [[, name], ...rest] = columns;
  return html`<table class="rows">
    <caption class="unseen">${caption}</caption>
    <thead><tr>${columns.map(([heading]) => html`<th scope="col">${heading}</th>`)}
      ${verbs ? html`<th scope="col"><span class="unseen">${t('col.actions')}</span></th>` : nothing}</tr></thead>
    <tbody>${items.map((item) => html`<tr>
      <th scope="row">${name(item)}</th>
      ${rest.map(([heading, cell]) => html`<td data-label=${heading}>${cell(item)}</td>`)}
      ${verbs ? html`<td class="verbs">${verbs(item)}</td>` : nothing}</tr>`)}</tbody></table>`;
}
