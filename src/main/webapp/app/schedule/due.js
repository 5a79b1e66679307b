import { html, nothing } from '../lit/lit-html.js';
import { relative } from '../words/times.js';
import { t } from '../words/words.js';

/** Due times, in the zone of their schedule, with what people should know about each. */
export function dueTimes({ zone, items }) {
  if (items.length === 0) return html`<p class="quiet">${t('schedule.never')}</p>`;
  return html`<ol class="due">${items.map(
    ({ at, local, note }) => html`<li><time datetime=${at}>${written(local)}</time>
      <small>${relative(at)}</small>${note ? html`<span class="note">${note}</span>` : nothing}</li>`,
  )}</ol><p class="quiet">${t('schedule.zone', { zone })}</p>`;
}

/** `2026-11-25T03:00:00+01:00`, as a person reads it: the offset matters where clocks change. */
function written(local) {
  const [, day, time, offset] = /^(\S+)T(\d\d:\d\d(?::\d\d)?)\S*?(Z|[+-]\d\d:\d\d)$/.exec(local) ?? [];
  return day ? `${day} ${time} ${offset === 'Z' ? 'UTC' : offset}` : local;
}
