import { between, millis } from '../words/times.js';
import { t } from '../words/words.js';

const BAD = ['FAILED', 'TIMED_OUT', 'ABANDONED'];
const OPEN = ['QUEUED', 'RUNNING', 'CANCELLING'];

/** A task, with what the summary knows of it, as one word: `[mark, word]`. */
export function standing(task, figures) {
  if (task.quarantine) return ['ABANDONED', t('task.quarantined')];
  if (task.pause) return ['PAUSED', t('task.paused')];
  if (task.running > 0) return ['RUNNING', t('task.running', { n: task.running })];
  if (task.waiting > 0) return ['QUEUED', t('task.waiting', { n: task.waiting })];
  if (!task.enabled) return ['OFF', t('task.off')];
  if (isFailing(figures)) return ['FAILED', t('task.failing')];
  return ['READY', t('task.ready')];
}

/** Whether the last run of a task that ended, ended badly. */
export function isFailing(figures) {
  const last = figures?.newest.find((run) => !OPEN.includes(run.state) && run.state !== 'SKIPPED');
  return last !== undefined && BAD.includes(last.state);
}

/** Whether a run is under way and has been for three times as long as nearly all of its task's. */
export function isSlow({ state, startedAt }, figures) {
  const usual = millis(figures?.p95);
  return usual !== null && startedAt && (state === 'RUNNING' || state === 'CANCELLING')
    && between(startedAt) > Math.max(1_000, 3 * usual);
}

/** Code of a task's schedule, as a person would write it; empty if it has none. */
export function scheduleCode(task) {
  const { cron, every, delay } = task.attributes;
  return cron?.value ?? every?.value ?? delay?.value ?? '';
}

/** The zone of a task. */
export function zoneOf(task) {
  return task?.attributes.zone?.value ?? 'UTC';
}
