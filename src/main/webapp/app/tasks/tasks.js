import { mark, stateOf } from '../charts/marks.js';
import { strip } from '../charts/strip.js';
import { anything, instant, notUnderstood, oneOf, parse, searchBox } from '../search/search.js';
import { summary } from '../server/now.js';
import { address, get, getAll, go, html, keep, may, nothing, Page, query, t } from '../shell/kit.js';
import { between, duration, fullTime, millis, relative } from '../words/times.js';
import { isFailing, isSlow, scheduleCode, standing, zoneOf } from './standing.js';
import { start } from './verbs.js';

const STATES = ['RUNNING', 'QUEUED', 'FAILED', 'PAUSED', 'SLOW', 'OFF', 'READY'];
const GRAMMAR = { state: oneOf(STATES), owner: anything, tag: anything, since: instant, q: anything };

/** The home page: what needs somebody first, then every task, and how it fares. */
class Tasks extends Page {
  #tasks;
  #problems;
  #text = query().get('q') ?? '';
  heading = t('nav.tasks');

  enter() {
    super.enter();
    this.shows(summary);
  }

  /** Another search. */
  turned() {
    this.#text = query().get('q') ?? '';
    this.changed();
  }

  async load(signal) {
    const [tasks, { items }] = await Promise.all([getAll('api/tasks', { signal }), get('api/problems', { signal })]);
    this.#tasks = tasks;
    this.#problems = items;
  }

  tools() {
    const all = this.#tasks ?? [];
    const distinct = (values) => [...new Set(values)].filter(Boolean);
    return html`${searchBox({
      label: t('tasks.search'),
      example: 'state:failed since:24h text',
      text: this.#text,
      values: {
        state: STATES.map((state) => state.toLowerCase()),
        owner: distinct(all.map((task) => task.owner)),
        tag: distinct(all.flatMap((task) => task.tags)),
        since: ['1h', '24h'],
      },
      typed: (text) => this.#typed(text),
      search: (text) => keep('', { q: text }),
    })}
      ${may('administrator') ? html`<a class="button" href="make">${t('make.title')}</a>` : nothing}`;
  }

  #typed(text) {
    this.#text = text;
    keep('', { q: text });
    this.changed();
  }

  body() {
    const all = new Map(summary.value?.tasks.map((task) => [task.task, task]));
    if (this.#tasks.length === 0) {
      return html`<div class="empty"><h2>${t('tasks.none')}</h2><p>${t('tasks.noneHelp')}</p></div>`;
    }
    const { parameters, unknown } = parse(this.#text, GRAMMAR);
    const found = this.#tasks.filter((task) => fits(task, all.get(task.name), parameters));
    return html`
      ${notUnderstood(unknown, GRAMMAR)}
      ${this.#text ? nothing : this.#attention(all)}
      <table class="rows tasks">
        <caption class="unseen">${t('nav.tasks')}</caption>
        <thead><tr>
          <th scope="col">${t('col.task')}</th><th scope="col">${t('col.state')}</th>
          <th scope="col">${t('col.schedule')}</th><th scope="col">${t('col.next')}</th>
          <th scope="col">${t('col.lastRuns')}</th>
          <th scope="col" class="number">p50</th><th scope="col" class="number">p95</th>
          <th scope="col">${t('task.verdict')}</th>
          ${may('operator') ? html`<th scope="col"><span class="unseen">${t('col.actions')}</span></th>` : nothing}
        </tr></thead>
        <tbody>${found.map((task) => this.#row(task, all.get(task.name)))}</tbody>
      </table>
      ${found.length === 0 ? html`<div class="empty"><h2>${t('tasks.noFit')}</h2>
        <button @click=${() => go('./')}>${t('search.clear')}</button></div>` : nothing}
    `;
  }

  /** What is wrong, what fails and what hangs; nothing while all is well. */
  #attention(all) {
    const failing = this.#tasks.filter((task) => task.running === 0 && isFailing(all.get(task.name)));
    const slow = this.#tasks.filter((task) => slowest(all.get(task.name)));
    if (failing.length + slow.length + this.#problems.length === 0) return nothing;
    const link = (task, state) => html`<li><a href=${address('runs', { q: `task:${task.name} state:${state}` })}>${task.name}</a></li>`;
    return html`<section class="attention" aria-label=${t('tasks.attention')}>
      ${this.#problems.length > 0 ? html`<h2>${t('nav.problems')}</h2>
        <ul>${this.#problems.slice(0, 3).map(({ text }) => html`<li>${mark('ABANDONED')} <a href="problems">${text}</a></li>`)}
          ${this.#problems.length > 3 ? html`<li><a href="problems">+ ${this.#problems.length - 3}</a></li>` : nothing}</ul>` : nothing}
      ${failing.length > 0 ? html`<h2>${t('tasks.failing')}</h2><ul>${failing.map((task) => link(task, 'failed'))}</ul>` : nothing}
      ${slow.length > 0 ? html`<h2>${t('tasks.slow')}</h2><ul>${slow.map((task) => link(task, 'running'))}</ul>` : nothing}
    </section>`;
  }

  #row(task, figures) {
    const code = scheduleCode(task);
    const slow = slowest(figures);
    return html`<tr>
      <th scope="row"><a class="row-link" href=${address('task', { name: task.name })}>${task.name}</a>
        ${task.description ? html`<small>${task.description}</small>` : nothing}</th>
      <td data-label=${t('col.state')}>${stateOf(...standing(task, figures))}
        ${slow ? html`<small class="slow">${t('run.slow')}: ${duration(between(slow.startedAt))}</small>` : nothing}</td>
      <td data-label=${t('col.schedule')}><span>${task.schedule}</span>${code ? html`<small><code>${code}</code></small>` : nothing}</td>
      <td data-label=${t('col.next')}><span title=${fullTime(task.nextRun, zoneOf(task))}>${relative(task.nextRun)}</span></td>
      <td data-label=${t('col.lastRuns')}>${strip(figures?.newest ?? [])}</td>
      <td data-label="p50" class="number">${duration(millis(figures?.p50))}</td>
      <td data-label="p95" class="number">${duration(millis(figures?.p95))}</td>
      <td data-label=${t('task.verdict')}>${verdict(task)}</td>
      ${may('operator') ? html`<td class="verbs">${task.mayOperate ? html`<button
        @click=${() => start(task.name).then(this.refresh)} aria-label=${t('task.runNamed', { name: task.name })}>${t('task.run')}</button>` : nothing}</td>` : nothing}
    </tr>`;
  }
}

/** What it does with its time; its advice only where that is another mode than it has. */
function verdict({ verdict: found, mode }) {
  if (!found || found.kind === 'UNKNOWN' || found.kind === 'NOT_ENOUGH_RUNS') return html`<span title=${found?.text ?? ''}>–</span>`;
  const [what, advice] = found.text.split(': ');
  return html`<span title=${found.text}>${what}</span>${advice && !advice.includes(mode) ? html`<small>${advice}</small>` : nothing}`;
}

function slowest(figures) {
  return figures?.newest.find((run) => isSlow(run, figures));
}

function fits(task, figures, parameters) {
  const text = [task.name, task.description, task.owner, task.type, ...task.tags].join(' ').toLowerCase();
  const is = {
    RUNNING: () => task.running > 0,
    QUEUED: () => task.waiting > 0,
    FAILED: () => isFailing(figures),
    PAUSED: () => task.state !== 'ACTIVE',
    SLOW: () => slowest(figures),
    OFF: () => !task.enabled,
    READY: () => standing(task, figures)[0] === 'READY',
  };
  const states = parameters.filter(([key]) => key === 'state');
  const has = {
    state: () => states.some(([, state]) => is[state]()),
    owner: (owner) => task.owner.toLowerCase().includes(owner.toLowerCase()),
    tag: (tag) => task.tags.includes(tag),
    since: (since) => figures?.newest.some((run) => run.queuedAt >= since),
    q: (words) => words.toLowerCase().split(' ').every((word) => text.includes(word)),
  };
  return parameters.every(([key, value]) => has[key](value));
}

customElements.define('gc-tasks', Tasks);
