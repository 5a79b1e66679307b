import { stateOf } from '../charts/marks.js';
import { strip } from '../charts/strip.js';
import { repeat } from '../lit/directives/repeat.js';
import { summary } from '../server/now.js';
import { address, getAll, html, keep, may, nothing, Page, query, t } from '../shell/kit.js';
import { duration, fullTime, millis, relative } from '../words/times.js';
import { isFailing, scheduleCode, standing, zoneOf } from './standing.js';
import { start } from './verbs.js';

/** The home page: every task, and how it fares. */
class Tasks extends Page {
  #tasks;
  #wanted = query().get('q') ?? '';
  heading = t('nav.tasks');

  enter() {
    super.enter();
    this.shows(summary);
  }

  async load(signal) {
    this.#tasks = await getAll('api/tasks', { signal });
  }

  tools() {
    return html`<input type="search" .value=${this.#wanted} @input=${(event) => this.#search(event.target.value)}
        placeholder=${t('tasks.search')} aria-label=${t('tasks.search')}>
      ${may('administrator') ? html`<a class="button" href="make">${t('make.title')}</a>` : nothing}`;
  }

  #search(text) {
    this.#wanted = text;
    keep('', { q: text });
    this.changed();
  }

  body() {
    const figures = new Map(summary.value?.tasks.map((task) => [task.task, task]));
    const found = this.#tasks.filter((task) => fits(task, this.#wanted));
    if (this.#tasks.length === 0) {
      return html`<div class="empty"><h2>${t('tasks.none')}</h2><p>${t('tasks.noneHelp')}</p></div>`;
    }
    const failing = this.#tasks.filter((task) => task.running === 0 && isFailing(figures.get(task.name)));
    return html`
      ${failing.length > 0 && !this.#wanted ? attention(failing) : nothing}
      <table class="rows tasks">
        <caption class="unseen">${t('nav.tasks')}</caption>
        <thead><tr>
          <th scope="col">${t('col.task')}</th><th scope="col">${t('col.state')}</th>
          <th scope="col">${t('col.schedule')}</th><th scope="col">${t('col.next')}</th>
          <th scope="col">${t('col.lastRuns')}</th>
          <th scope="col" class="number">p50</th><th scope="col" class="number">p95</th>
          ${may('operator') ? html`<th scope="col"><span class="unseen">${t('col.actions')}</span></th>` : nothing}
        </tr></thead>
        <tbody>${repeat(found, (task) => task.name, (task) => this.#row(task, figures.get(task.name)))}</tbody>
      </table>
      ${found.length === 0 ? html`<div class="empty"><h2>${t('tasks.noFit')}</h2>
        <button @click=${() => this.#search('')}>${t('search.clear')}</button></div>` : nothing}
    `;
  }

  #row(task, figures) {
    const code = scheduleCode(task);
    return html`<tr>
      <th scope="row"><a class="row-link" href=${address('task', { name: task.name })}>${task.name}</a>
        ${task.description ? html`<small>${task.description}</small>` : nothing}</th>
      <td data-label=${t('col.state')}>${stateOf(...standing(task, figures))}</td>
      <td data-label=${t('col.schedule')}><span>${task.schedule}</span>${code ? html`<small><code>${code}</code></small>` : nothing}</td>
      <td data-label=${t('col.next')}><span title=${fullTime(task.nextRun, zoneOf(task))}>${relative(task.nextRun)}</span></td>
      <td data-label=${t('col.lastRuns')}>${strip(figures?.newest ?? [])}</td>
      <td data-label="p50" class="number">${duration(millis(figures?.p50))}</td>
      <td data-label="p95" class="number">${duration(millis(figures?.p95))}</td>
      ${may('operator') ? html`<td class="verbs">${task.mayOperate ? html`<button
        @click=${() => start(task.name).then(this.refresh)} aria-label=${t('task.runNamed', { name: task.name })}>${t('task.run')}</button>` : nothing}</td>` : nothing}
    </tr>`;
  }
}

function attention(failing) {
  return html`<section class="attention" aria-labelledby="attention">
    <h2 id="attention">${t('tasks.attention', { n: failing.length })}</h2>
    <ul>${failing.map((task) => html`<li>
      <a href=${address('runs', { q: `task:${task.name} state:failed` })}>${task.name}</a></li>`)}</ul>
  </section>`;
}

function fits(task, wanted) {
  const text = [task.name, task.description, task.owner, task.type, ...task.tags].join(' ').toLowerCase();
  return wanted.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

customElements.define('gc-tasks', Tasks);
