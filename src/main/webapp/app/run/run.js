import { mark, stateOf } from '../charts/marks.js';
import { slow, took } from '../runs/rows.js';
import { follow } from '../server/live.js';
import { address, ask, attempt, get, html, nothing, post, query, t, tell } from '../shell/kit.js';
import { View } from '../shell/view.js';
import { between, count, duration, exactTime, fullTime, millis, zoneChoice } from '../words/times.js';
import './log.js';

const FINAL = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'SKIPPED', 'ABANDONED'];

/** One run: how it came to be, how it went, what it said. */
class Run extends View {
  #id = query().get('id') ?? '';
  #run = null;
  #error = null;
  #refresh;
  #log = document.createElement('gc-run-log');
  #over = false;

  enter() {
    document.title = `${this.#id} · Groundcrew`;
    this.#log.dataset.run = this.#id;
    this.shows(zoneChoice);
    this.#refresh = follow(this, (signal) => this.#load(signal), {
      failed: (error) => this.#failed(error),
      concerns: ({ runs }) => runs.includes(this.#id),
      // The log grows without an event.
      period: () => (this.#run?.state === 'RUNNING' ? 1_000 : 5_000),
    });
  }

  /** A final run never changes again, so it is read once more only, for the last lines. */
  async #load(signal) {
    if (this.#over) return;
    this.#run = await get(`api/runs/${encodeURIComponent(this.#id)}`, { signal });
    await this.#log.more(signal);
    this.#over = FINAL.includes(this.#run.state) && between(this.#run.endedAt) > 5_000;
    document.title = `${t(`state.${this.#run.state}`)}: ${this.#run.task} · Groundcrew`;
    this.#error = null;
    this.changed();
  }

  #failed(error) {
    this.#error = error;
    this.changed();
  }

  view() {
    if (this.#run === null) {
      return this.#error?.status === 404
        ? html`<div class="empty"><h1>${t('run.unknown', { id: this.#id })}</h1><p>${t('run.unknownHelp')}</p><a class="button" href="runs">${t('nav.runs')}</a></div>`
        : html`<h1>${t('run.title', { id: this.#id })}</h1><p class="quiet">${t('page.loading')}</p>`;
    }
    const run = this.#run;
    return html`
      <div class="title"><h1><a href=${address('task', { name: run.task })}>${run.task}</a></h1>${stateOf(run.state)}
        <code class="quiet">${run.id}</code>
        ${run.mayOperate ? html`<div class="verbs">${this.#verbs(run)}</div>` : nothing}</div>
      ${run.message ? html`<p class="lead">${run.message}</p>` : nothing}
      ${run.reason ? html`<p class="lead">${run.reason}</p>` : nothing}
      ${run.error ? html`<p class="lead bad">${run.error}</p>` : nothing}
      ${progress(run)}
      <div class="columns">${timeline(run)}${facts(run)}</div>
      ${run.stack ? html`<section class="card"><h2>${t('run.stack')}</h2><pre tabindex="0">${run.stack}</pre></section>` : nothing}
      ${this.#log}
    `;
  }

  #verbs(run) {
    if (!FINAL.includes(run.state)) {
      return html`<button class="danger" ?disabled=${run.state === 'CANCELLING'} @click=${() => this.#cancel(run)}>${t('run.cancel')}</button>`;
    }
    return html`<button @click=${() => retry(run)}>${t('run.retry')}</button>`;
  }

  async #cancel(run) {
    const sure = await ask({
      title: t('run.cancelTitle', { task: run.task }),
      text: t(run.state === 'QUEUED' ? 'run.cancelQueued' : 'run.cancelText'),
      verb: t('run.cancel'),
      danger: true,
    });
    if (sure === null) return;
    await attempt(() => post(`api/runs/${run.id}/cancel`, {}), () => tell(t('run.cancelled')));
    this.#refresh();
  }
}

/** The same work again, as a run of its own that names the first. */
function retry(run) {
  return attempt(
    () => post(`api/runs/${run.id}/retry`, {}),
    (again) => tell(t('run.retried'), address('run', { id: again.id }), t('task.seeRun')),
  );
}

function progress(run) {
  const { done, total } = run.progress;
  if (total === 0 && done === 0) return nothing;
  const words = total > 0 ? `${count(done)} / ${count(total)} (${Math.floor((100 * done) / total)} %)` : count(done);
  return html`<div class="progress"><progress aria-label=${t('run.progress')} max=${total || nothing} value=${total > 0 ? done : nothing}></progress><span>${words}</span></div>`;
}

/** Each instant that counts in the life of a run, with the time until the next. */
function timeline(run) {
  const ended = run.endedAt ? [run.state, `state.${run.state}`, run.endedAt] : null;
  const steps = [
    run.scheduledFor ? ['READY', 'run.due', run.scheduledFor] : null,
    ['QUEUED', 'run.queued', run.queuedAt],
    ...run.attempts.map((one) => [one.state, `state.${one.state}`, one.endedAt, one.error ?? one.reason]),
    run.startedAt && run.state !== 'SKIPPED' ? ['STARTED', 'run.started', run.startedAt] : null,
    ended,
  ].filter(Boolean);
  return html`<section class="card"><h2>${t('run.timeline')}</h2><ol class="timeline">
    ${steps.map(([state, text, at, why], index) => {
      const next = steps[index + 1]?.[2];
      const last = index === steps.length - 1;
      const length = last ? (ended ? null : between(at)) : between(at, next);
      return html`<li>${mark(state)}<div><strong>${t(text)}</strong><small>${exactTime(at)}</small>${why ? html`<span class="gap bad">${why}</span>` : nothing}
        ${length === null ? nothing : html`<span class="gap">${duration(length)}</span>`}</div></li>`;
    })}</ol></section>`;
}

function facts(run) {
  const rows = [
    ['run.trigger', t(`trigger.${run.trigger}`)],
    run.requestedBy && ['run.requestedBy', run.requestedBy],
    run.retryOf && ['run.retryOf', html`<a href=${address('run', { id: run.retryOf })}><code>${run.retryOf}</code></a>`],
    ['col.took', html`${took(run)}${slow(run)}`],
    run.cpuTime && ['run.cpu', duration(millis(run.cpuTime))],
    millis(run.heldBack) > 0 && ['run.heldBack', duration(millis(run.heldBack))],
    ['col.node', run.node || '–'],
    run.attempt > 0 && ['run.attempt', run.attempt],
    run.crashes > 0 && ['run.crashes', run.crashes],
    run.skipped > 0 && ['run.skipped', html`${count(run.skipped)}<small>${t('run.lastSkipped', { when: fullTime(run.lastSkippedAt) })}</small>`],
    ['run.durable', t(run.durable ? 'run.durableYes' : 'run.durableNo')],
  ].filter(Boolean);
  return html`<section class="card"><h2>${t('run.facts')}</h2><dl class="facts">
    ${rows.map(([name, value]) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

customElements.define('gc-run', Run);
