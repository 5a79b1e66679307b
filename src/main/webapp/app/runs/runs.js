import { mark } from '../charts/marks.js';
import { anything, instant, notUnderstood, oneOf, parse, searchBox } from '../search/search.js';
import { ServerError } from '../server/api.js';
import { follow } from '../server/live.js';
import { summary } from '../server/now.js';
import { address, get, go, html, nothing, query, t } from '../shell/kit.js';
import { View } from '../shell/view.js';
import { zoneChoice } from '../words/times.js';
import { runRows } from './rows.js';

const LIMIT = 50;
const STATES = ['QUEUED', 'RUNNING', 'CANCELLING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELLED', 'SKIPPED', 'ABANDONED'];
const TRIGGERS = ['STARTUP', 'SCHEDULE', 'MANUAL', 'RETRY', 'CATCH_UP'];
const small = (names) => names.map((name) => name.toLowerCase());

/** What may be searched for in the history. */
const GRAMMAR = {
  task: anything,
  state: oneOf(STATES),
  trigger: oneOf(TRIGGERS),
  node: anything,
  since: instant,
  until: instant,
  q: anything,
};

/** What each key may be completed with. */
function values(tasks, nodes) {
  return {
    task: tasks,
    node: nodes,
    state: small(STATES),
    trigger: small(TRIGGERS),
    since: ['15m', '1h', '24h', '7d'],
    until: ['1h', '24h'],
  };
}

/** The history: what fits a search, the newest first. Rows stay where they are until asked for. */
class Runs extends View {
  #text = query().get('q') ?? '';
  #after = query().get('after') ?? '';
  #runs = null;
  #next = null;
  #fresh = [];
  #error = null;
  #nodes = new Set();
  #refresh;

  enter() {
    document.title = `${t('nav.runs')} · Groundcrew`;
    this.shows(summary, zoneChoice);
    this.#refresh = follow(this, (signal) => this.#load(signal), { failed: (error) => this.#failed(error) });
  }

  /** Another search: the page stays, so that the keyboard stays where it is. */
  turned() {
    this.#text = query().get('q') ?? '';
    this.#after = query().get('after') ?? '';
    this.#runs = null;
    this.#fresh = [];
    this.#refresh();
    this.changed();
  }

  async #load(signal) {
    const search = new URLSearchParams(parse(this.#text, GRAMMAR).parameters);
    search.set('limit', LIMIT);
    if (this.#after) search.set('after', this.#after);
    const page = await get(`api/runs?${search}`, { signal });
    page.items.forEach((run) => run.node && this.#nodes.add(run.node));
    this.#error = null;
    if (this.#runs === null) this.#take(page);
    else this.#merge(page);
    this.changed();
  }

  #take(page) {
    this.#runs = page.items;
    this.#next = page.next;
    this.#fresh = [];
  }

  /** Known runs change in place; new ones wait to be asked for. */
  #merge(page) {
    const now = new Map(page.items.map((run) => [run.id, run]));
    const known = new Set(this.#runs.map((run) => run.id));
    this.#runs = this.#runs.map((run) => now.get(run.id) ?? run);
    this.#fresh = page.items.filter((run) => !known.has(run.id));
    this.page = page;
    if (this.#runs.length === 0) this.#take(page);
  }

  #failed(error) {
    this.#error = error instanceof ServerError ? error : null;
    this.changed();
  }

  view() {
    const { unknown } = parse(this.#text, GRAMMAR);
    const tasks = summary.value?.tasks.map((task) => task.task) ?? [];
    return html`
      <div class="title"><h1>${t('nav.runs')}</h1>
        ${searchBox({
          label: t('runs.search'),
          example: 'state:failed since:24h printer',
          text: this.#text,
          values: values(tasks, [...this.#nodes]),
          typed: (text) => this.#typed(text),
          search: searchFor,
        })}
      </div>
      ${this.#chips()}
      ${notUnderstood(unknown, GRAMMAR)}
      ${this.#error ? html`<p class="hint bad" role="alert">${this.#error.message}</p>` : nothing}
      ${this.#fresh.length > 0 && !this.#after ? html`<button class="fresh" @click=${() => this.#showFresh()}>
        ${t('runs.fresh', { n: this.#fresh.length, more: this.#fresh.length >= LIMIT ? '+' : '' })}</button>` : nothing}
      ${this.#body()}
    `;
  }

  /** Each state as a switch: the commonest searches without typing. */
  #chips() {
    const words = this.#text.split(/\s+/).filter(Boolean);
    return html`<div class="chips" role="group" aria-label=${t('runs.byState')}>${STATES.map((state) => {
      const word = `state:${state.toLowerCase()}`;
      const on = words.includes(word);
      const rest = on ? words.filter((other) => other !== word) : [...words, word];
      return html`<a href=${address('runs', { q: rest.join(' ') })} class=${on ? 'on' : ''}
        aria-current=${on ? 'true' : nothing}>${mark(state)}${t(`state.${state}`)}</a>`;
    })}</div>`;
  }

  #body() {
    if (this.#runs === null) return this.#error ? nothing : html`<p class="quiet">${t('page.loading')}</p>`;
    if (this.#runs.length === 0) {
      return html`<div class="empty"><h2>${t('runs.none')}</h2>
        ${this.#next ? nothing : html`<p>${t(this.#text ? 'runs.noneFit' : 'runs.noneYet')}</p>`}
        ${this.#text ? html`<a class="button" href="runs">${t('search.clear')}</a>` : nothing}</div>
        ${this.#next ? this.#paging() : nothing}`;
    }
    return html`${runRows(this.#runs)}${this.#paging()}`;
  }

  /** A search for words may have looked at some of the history only: then a page is not full. */
  #paging() {
    return html`${this.#next && this.#runs.length < LIMIT ? html`<p class="quiet">${t('runs.soFar')}</p>` : nothing}
      <nav class="paging" aria-label=${t('paging.label')}>
        ${this.#after ? html`<a class="button" href=${address('runs', { q: this.#text })}>${t('paging.newest')}</a>` : nothing}
        ${this.#next ? html`<a class="button" href=${address('runs', { q: this.#text, after: this.#next })}>${t('paging.older')}</a>` : nothing}
      </nav>`;
  }

  #showFresh() {
    this.#take(this.page);
    this.changed();
  }

  #typed(text) {
    this.#text = text;
    this.changed();
  }
}

function searchFor(text) {
  if (text !== (query().get('q') ?? '')) go(address('runs', { q: text }));
}

customElements.define('gc-runs', Runs);
