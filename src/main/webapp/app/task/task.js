import { stateOf } from '../charts/marks.js';
import { scatter } from '../charts/scatter.js';
import { runRows } from '../runs/rows.js';
import { dueTimes } from '../schedule/due.js';
import { follow } from '../server/live.js';
import { summary } from '../server/now.js';
import { address, ask, attempt, get, getTagged, html, may, nothing, post, query, t, table, tell } from '../shell/kit.js';
import { View } from '../shell/view.js';
import { outside } from '../shell/outside.js';
import { pause, pauseWords, resume, start } from '../tasks/verbs.js';
import { standing, scheduleCode, zoneOf } from '../tasks/standing.js';
import { between, duration, fullTime, millis, relative, zoneChoice } from '../words/times.js';

const RUNS = 100;
const SHOWN = 20;

/** One task: when it runs, how it went, what it is told. */
class Task extends View {
  #name = query().get('name') ?? '';
  #task = null;
  #runs = [];
  #error = null;
  #due = null;
  #dueFrom = '';
  #refresh;

  enter() {
    document.title = `${this.#name} · Groundcrew`;
    this.shows(summary, zoneChoice);
    this.#refresh = follow(this, (signal) => this.#load(signal), {
      failed: (error) => this.#failed(error),
      concerns: ({ tasks }) => tasks.includes(this.#name),
    });
  }

  async #load(signal) {
    const path = `api/tasks/${encodeURIComponent(this.#name)}`;
    const [task, runs] = await Promise.all([
      get(path, { signal }),
      get(`${path}/runs?limit=${RUNS}`, { signal }),
    ]);
    this.#task = task;
    this.#runs = runs.items;
    await this.#loadDue(path, signal);
    this.#error = null;
    this.changed();
  }

  /** The next runs change when the very next one does. */
  async #loadDue(path, signal) {
    const from = `${this.#task.nextRun} ${this.#task.schedule}`;
    if (from === this.#dueFrom) return;
    this.#due = await get(`${path}/next-runs?count=10`, { signal });
    this.#dueFrom = from;
  }

  #failed(error) {
    this.#error = error;
    this.changed();
  }

  view() {
    if (this.#task === null) {
      return this.#error?.status === 404
        ? html`<div class="empty"><h1>${t('task.unknown', { name: this.#name })}</h1><a class="button" href="./">${t('nav.tasks')}</a></div>`
        : html`<h1>${this.#name}</h1><p class="quiet">${t('page.loading')}</p>`;
    }
    const task = this.#task;
    const figures = summary.value?.tasks.find((one) => one.task === task.name);
    return html`
      <div class="title"><h1>${task.name}</h1>${stateOf(...standing(task, figures))}
        ${task.mayOperate ? html`<div class="verbs">${change(task)}${this.#changeSchedule(task)}${this.#pause(task)}<button class="main" @click=${() => start(task.name).then(this.#refresh)}>${t('task.run')}</button></div>` : nothing}
      </div>
      ${task.description ? html`<p class="lead">${task.description}</p>` : nothing}
      ${task.quarantine ? html`<p class="warning">${task.quarantine}</p>` : nothing}
      ${task.problem ? html`<p class="warning">${task.problem}</p>` : nothing}
      ${task.confirmation?.confirmed === false ? this.#confirmation(task) : nothing}
      ${task.pause ? html`<p class="warning">${pauseWords(task.pause)}</p>` : nothing}
      <div class="columns">
        ${this.#facts(task)}
        ${this.#due ? html`<section class="card"><h2>${t('task.nextRuns')}</h2>${dueTimes(this.#due)}</section>` : nothing}
        ${this.#durations(figures)}
      </div>
      <section><h2>${t('task.lastRuns')}</h2>
        ${this.#runs.length === 0 ? html`<p class="quiet">${t('runs.noneYet')}</p>`
          : runRows(this.#runs.slice(0, SHOWN), { withTask: false, zone: zoneOf(task) })}
        <p><a href=${address('runs', { q: `task:${task.name}` })}>${t('task.allRuns')}</a></p>
      </section>
      ${attributes(task)}
    `;
  }

  /** What destroys something waits until somebody has read what its dry run told. */
  #confirmation(task) {
    const { dryRun } = task.confirmation;
    return html`<p class="warning">${t('make.dry')} ${dryRun}
      ${dryRun && may('administrator') ? html` <button class="danger" @click=${() => this.#confirm(task.name, dryRun)}>${t('make.confirm')}</button>` : nothing}</p>`;
  }

  async #confirm(name, text) {
    const path = `api/tasks/${encodeURIComponent(name)}`;
    const tagged = await attempt(() => getTagged(path));
    if (tagged === null) return;
    const sure = await ask({ title: `${t('make.confirm')}: ${name}?`, text, verb: t('make.confirm'), danger: true });
    if (sure === null) return;
    await attempt(() => post(`${path}/confirm`, undefined, tagged.tag), () => tell(t('make.done', { name })));
    this.#refresh();
  }

  #pause(task) {
    return task.pause || task.quarantine
      ? html`<button @click=${() => resume(task.name).then(this.#refresh)}>${t('pause.resume')}</button> `
      : html`<button @click=${() => pause(task.name).then(this.#refresh)}>${t('pause.verb')}</button> `;
  }

  #changeSchedule(task) {
    return may('administrator') && task.madeBy !== 'REST'
      ? html`<a class="button" href=${address('schedule', { name: task.name })}>${t('schedule.change')}</a> `
      : nothing;
  }

  #facts(task) {
    const code = scheduleCode(task);
    return html`<section class="card"><h2>${t('task.facts')}</h2>
      <dl class="facts">
        ${fact('col.schedule', html`${task.schedule}${code ? html` <code>${code}</code>` : nothing}`)}
        ${fact('col.next', task.nextRun ? html`${relative(task.nextRun)}<small>${fullTime(task.nextRun, zoneOf(task))}</small>` : '–')}
        ${fact('task.mode', html`${t(`mode.${task.mode}`)}<small>${t(`mode.${task.mode}.help`)}</small>`)}
        ${fact('task.scope', t(`scope.${task.scope}`))}
        ${fact('task.overlap', t(`overlap.${task.overlap}`))}
        ${task.verdict ? fact('task.verdict', html`${task.verdict.text}${task.verdict.runs > 0 ? html`<small>${evidence(task.verdict)}</small>` : nothing}`) : nothing}
        ${task.owner ? fact('task.owner', task.owner) : nothing}
        ${task.tags.length > 0 ? fact('task.tags', task.tags.map((tag) => html`<span class="tag">${tag}</span> `)) : nothing}
        ${task.runbook ? fact('task.runbook', outside(task.runbook)) : nothing}
        ${task.type ? fact('task.type', html`<code>${task.type}</code>`) : nothing}
      </dl></section>`;
  }

  #durations(figures) {
    const points = this.#runs
      .filter((run) => run.startedAt && run.endedAt)
      .map((run) => ({ at: Date.parse(run.startedAt), took: between(run.startedAt, run.endedAt), state: run.state }));
    const [p50, p95] = [millis(figures?.p50), millis(figures?.p95)];
    const lines = p50 === null ? [] : [{ name: 'p50', took: p50 }, { name: 'p95', took: p95 }];
    const words = t('chart.durations', { n: points.length, p50: duration(p50), p95: duration(p95) });
    return html`<section class="card"><h2>${t('task.durations')}</h2>
      ${scatter(points, lines, words)}${points.length > 1 ? html`<p class="quiet">${words}</p>` : nothing}</section>`;
  }
}

function change(task) {
  return may('administrator') && task.madeBy === 'REST'
    ? html`<a class="button" href=${address('make', { name: task.name })}>${t('make.change')}</a> `
    : nothing;
}

/** What the verdict rests on. */
function evidence({ runs, time, computing, waitingForProcessor, heldBack }) {
  const parts = [
    t('verdict.runs', { n: runs }),
    time && duration(millis(time)),
    computing !== null && t('verdict.computing', { n: computing }),
    waitingForProcessor > 0 && t('verdict.waiting', { n: waitingForProcessor }),
    heldBack > 0 && t('verdict.heldBack', { n: heldBack }),
  ];
  return parts.filter(Boolean).join(' · ');
}

function fact(name, value) {
  return html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`;
}

function attributes(task) {
  const columns = [
    [t('col.attribute'), ([name]) => html`<code>${name}</code>`],
    [t('col.value'), ([, { value }]) => value],
    [t('col.source'), ([, { source }]) => t(`source.${source}`)],
    [t('col.hides'), ([, { hides }]) => hides ?? '–'],
  ];
  return html`<section><h2>${t('task.attributes')}</h2>
    ${table(t('task.attributes'), columns, Object.entries(task.attributes))}</section>`;
}

customElements.define('gc-task', Task);
