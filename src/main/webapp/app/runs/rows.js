import { html, nothing } from '../lit/lit-html.js';
import { stateOf } from '../charts/marks.js';
import { summary } from '../server/now.js';
import { address } from '../shell/router.js';
import { isSlow } from '../tasks/standing.js';
import { between, dateTime, duration, fullTime, relative, zoneName } from '../words/times.js';
import { t } from '../words/words.js';

/** Runs as a table. */
export function runRows(runs, { withTask = true, zone } = {}) {
  return html`<table class="rows runs">
    <caption class="unseen">${t('nav.runs')}</caption>
    <thead><tr>
      <th scope="col">${t('col.run')}</th><th scope="col">${t('col.state')}</th>
      ${withTask ? html`<th scope="col">${t('col.task')}</th>` : nothing}
      <th scope="col">${t('col.trigger')}</th>
      <th scope="col">${t('col.queued')} <small>${zoneName()}</small></th>
      <th scope="col" class="number">${t('col.took')}</th><th scope="col">${t('col.node')}</th>
      <th scope="col">${t('col.said')}</th>
    </tr></thead>
    <tbody>${runs.map((run) => row(run, withTask, zone))}</tbody>
  </table>`;
}

function row(run, withTask, zone) {
  return html`<tr>
    <th scope="row"><a class="row-link" href=${address('run', { id: run.id })}><code>${run.id}</code></a></th>
    <td data-label=${t('col.state')}>${stateOf(run.state)}${run.skipped > 1 ? html` <small>× ${run.skipped}</small>` : nothing}</td>
    ${withTask ? html`<td data-label=${t('col.task')}><a href=${address('task', { name: run.task })}>${run.task}</a></td>` : nothing}
    <td data-label=${t('col.trigger')}>${t(`trigger.${run.trigger}`)}</td>
    <td data-label=${t('col.queued')}><span title=${`${fullTime(run.queuedAt, zone)}, ${relative(run.queuedAt)}`}>${dateTime(run.queuedAt, zone)}</span></td>
    <td data-label=${t('col.took')} class="number">${took(run)}${slow(run)}</td>
    <td data-label=${t('col.node')}>${run.node || '–'}</td>
    <td data-label=${t('col.said')} class="said">${said(run)}</td>
  </tr>`;
}

/** How long the last attempt of a run took, or has been going on. */
export function took(run) {
  if (run.state === 'QUEUED' || run.state === 'SKIPPED') return '–';
  return duration(between(run.startedAt, run.endedAt));
}

/** Says so of a run that has been going on for much longer than its task's usually do. */
export function slow(run) {
  const figures = summary.value?.tasks.find((one) => one.task === run.task);
  return isSlow(run, figures) ? html`<small class="slow">${t('run.slow')}</small>` : nothing;
}

/** The one line that tells most of a run. */
function said(run) {
  const text = run.error ?? run.message ?? run.reason ?? progress(run);
  return text ? html`<span class=${run.error ? 'bad' : ''} title=${text}>${text}</span>` : nothing;
}

function progress({ progress: { done, total }, state }) {
  return total > 0 && state === 'RUNNING' ? `${done} / ${total}` : '';
}
