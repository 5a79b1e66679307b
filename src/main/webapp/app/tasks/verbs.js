import { html } from '../lit/lit-html.js';
import { post } from '../server/api.js';
import { ask } from '../shell/dialog.js';
import { attempt, tell } from '../shell/notice.js';
import { address } from '../shell/router.js';
import { fullTime } from '../words/times.js';
import { t } from '../words/words.js';

/** Runs a task now, and says which run that is. */
export function start(name) {
  return attempt(
    () => post(`api/tasks/${encodeURIComponent(name)}/run`, {}),
    (run) => tell(t('task.started', { name }), address('run', { id: run.id }), t('task.seeRun')),
  );
}

/** What is asked before something is paused. */
const FIELDS = [
  { name: 'reason', label: t('pause.reason'), rules: { most: 150 } },
  { name: 'until', label: t('pause.until'), rules: { type: 'datetime-local' } },
];

/** Asks why and until when; `{reason, until}` as the server takes it, or null. */
export async function askPause(title, text) {
  const given = await ask({ title, text, verb: t('pause.verb'), fields: FIELDS });
  if (given === null) return null;
  return { reason: given.reason, ...(given.until && { until: new Date(given.until).toISOString() }) };
}

/** Pauses a task, once a person has said why. */
export async function pause(name) {
  const body = await askPause(t('pause.title', { name }), t('pause.text'));
  if (body === null) return;
  await attempt(() => post(`api/tasks/${encodeURIComponent(name)}/pause`, body), () => tell(t('pause.done', { name })));
}

/** Ends pause and quarantine. */
export function resume(name) {
  return attempt(() => post(`api/tasks/${encodeURIComponent(name)}/resume`, {}), () => tell(t('pause.over', { name })));
}

/** By whom, why, since and until when. */
export function pauseWords({ by, reason, since, until }) {
  return html`${t('pause.words', { by, since: fullTime(since) })}${until ? ` ${t('pause.wordsUntil', { until: fullTime(until) })}` : ''}${reason ? `: ${reason}` : ''}`;
}
