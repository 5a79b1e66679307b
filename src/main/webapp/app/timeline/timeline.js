import { get, html, keep, nothing, Page, query, t } from '../shell/kit.js';
import { svg } from '../lit/lit-html.js';
import { address } from '../shell/router.js';
import { runRows } from '../runs/rows.js';
import { dateTime, duration, fromWall, fullTime, millis, offset, onWall, zone } from '../words/times.js';

const HOUR = 3_600_000;
const HOURS = [24, 6, 1];
const TICK = { 24: 6 * HOUR, 6: HOUR, 1: HOUR / 4 };
const ROW = 22;

/** What ran when and what will, a lane a task; below them what requests had of it. */
class Timeline extends Page {
  #past;
  #ahead;
  #at = query().get('at');
  #hours = HOURS.find((hours) => String(hours) === query().get('hours')) ?? 24;
  #runs = null;
  #now = Date.now();
  pace = { period: () => 30_000, concerns: () => false };
  heading = t('nav.timeline');

  /** Where the middle of the picture is: now, unless somebody looks at a time far from it. */
  get #middle() {
    const at = Date.parse(this.#at);
    return Math.abs(at - this.#now) > this.#hours * HOUR ? at : this.#now;
  }

  get #range() {
    return [this.#middle - this.#hours * HOUR, this.#middle + this.#hours * HOUR];
  }

  async load(signal) {
    this.#now = Date.now();
    const [since, until] = this.#range;
    const asked = (from, to) => new URLSearchParams({ since: new Date(from).toISOString(), until: new Date(to).toISOString() });
    const [past, ahead, runs] = await Promise.all([
      since < this.#now && get(`api/timeline?${asked(since, Math.min(until, this.#now))}`, { signal }),
      until > this.#now && get(`api/upcoming?${asked(Math.max(since, this.#now), until)}`, { signal }),
      this.#at && Date.parse(this.#at) <= this.#now && get(`api/timeline/runs?${new URLSearchParams({ at: this.#at })}`, { signal }),
    ]);
    [this.#past, this.#ahead] = [past || { items: [], load: [] }, ahead || { items: [] }];
    this.#runs = runs ? runs.items : null;
  }

  tools() {
    const step = (by) => () => this.#look(Date.parse(this.#at ?? new Date(this.#now).toISOString()) + by * this.#hours * HOUR / 48);
    return html`<label for="at">${t('timeline.at')} <small>${zone()}</small></label>
      <button class="step" @click=${step(-1)} aria-label=${t('timeline.earlier')}>←</button>
      <input id="at" type="datetime-local" step="1" .value=${this.#at ? onWall(Date.parse(this.#at)) : ''}
        @change=${(event) => event.target.value && this.#look(fromWall(event.target.value))}>
      <button class="step" @click=${step(1)} aria-label=${t('timeline.later')}>→</button>
      <select aria-label=${t('timeline.window')} @change=${(event) => this.#show(Number(event.target.value))}>
        ${HOURS.map((hours) => html`<option value=${hours} ?selected=${hours === this.#hours}>± ${hours} h</option>`)}</select>`;
  }

  #look(at) {
    this.#at = new Date(at).toISOString();
    this.#kept();
  }

  #show(hours) {
    this.#hours = hours;
    this.#kept();
  }

  #kept() {
    keep('timeline', { at: this.#at, hours: this.#hours });
    this.changed();
    this.refresh();
  }

  body() {
    const lanes = new Map();
    const lane = (task) => lanes.get(task) ?? lanes.set(task, { task, spans: [], due: [] }).get(task);
    this.#past.items.forEach(({ task, spans }) => { lane(task).spans = spans; });
    this.#ahead.items.forEach((one) => Object.assign(lane(one.task), one));
    const sorted = [...lanes.values()].sort((one, other) => (one.task < other.task ? -1 : 1));
    if (sorted.length === 0) return html`<div class="empty"><h2>${t('timeline.none')}</h2></div>`;
    return html`<div class="card lanes" @click=${(event) => this.#clicked(event)}>
        <div class="lane"><small>${zone()}</small>${this.#axis()}</div>
        ${sorted.map((one) => html`<div class="lane"><a class="row-link" href=${address('task', { name: one.task })}>${one.task}</a>${this.#lane(one)}</div>`)}
        ${this.#figure('timeline.p99', (slice) => millis(slice.p99), duration)}
        ${this.#figure('timeline.cpu', (slice) => slice.cpu, (percent) => `${percent} %`)}
        ${this.#figure('timeline.heldBack', (slice) => millis(slice.heldBack), duration)}
      </div>
      <p class="quiet legend">${legend('ok', 'state.SUCCEEDED')}${legend('failed', 'state.FAILED')}${legend('skipped', 'state.SKIPPED')}${legend('due', 'run.due')}
        <span>${t('timeline.help')}</span></p>
      ${this.#at ? this.#then() : nothing}`;
  }

  /** Where an instant is, in percent of the width. */
  #x(at) {
    const [since, until] = this.#range;
    return Math.min(100, Math.max(0, ((at - since) / (until - since)) * 100));
  }

  #bar(kind, from, to, height, least = '2px') {
    const x = this.#x(from);
    return svg`<rect class=${kind} x="${x}%" y=${(ROW - height) / 2} width="${Math.max(0, this.#x(to) - x)}%" height=${height}/>
      <rect class=${kind} x="${x}%" y=${(ROW - height) / 2} width=${least} height=${height}/>`;
  }

  #marks() {
    const line = (at, kind) => svg`<line class=${kind} x1="${this.#x(at)}%" x2="${this.#x(at)}%" y2="100%"/>`;
    return svg`${line(this.#now, 'now')}${this.#at ? line(Date.parse(this.#at), 'at') : nothing}`;
  }

  #axis() {
    const [since, until] = this.#range;
    const step = TICK[this.#hours];
    const shift = offset(since, zone());
    const ticks = [];
    for (let at = Math.ceil((since + shift) / step) * step - shift; at < until; at += step) ticks.push(at);
    return html`<svg class="axis" height=${ROW} aria-hidden="true">${ticks.map((at, place) => svg`<text class="tick ${place % 2 ? 'odd' : ''}" x="${this.#x(at)}%" y="15" text-anchor="middle">${dateTime(at, undefined, true)}</text>`)}${this.#marks()}</svg>`;
  }

  #lane({ task, spans, due, more, state }) {
    const runs = spans.reduce((sum, span) => sum + span.runs, 0);
    const failed = spans.reduce((sum, span) => sum + span.failed, 0);
    const words = t('timeline.lane', { task, runs, failed, due: `${due.length}${more ? '+' : ''}` });
    const times = due.map(Date.parse);
    return html`<svg height=${ROW} role="img" aria-label=${words}>
      ${spans.map((span) => this.#bar(kind(span), Date.parse(span.from), span.to ? Date.parse(span.to) : this.#now, HEIGHTS[kind(span)]))}
      ${more ? this.#bar('due', times[0], this.#range[1], 4) : times.map((at) => this.#bar(`due ${state === 'ACTIVE' ? '' : 'off'}`, at, at, 8))}
      ${this.#marks()}</svg>`;
  }

  /** Of each slice one figure, as a bar; the highest is told in words. */
  #figure(name, value, words) {
    const { load, slice } = this.#past;
    const values = load.map((one) => value(one) ?? 0);
    const most = Math.max(0, ...values);
    const text = most > 0 ? t('timeline.most', { most: words(most) }) : '–';
    const length = millis(slice);
    return html`<div class="lane figure"><span>${t(name)} <small>${text}</small></span>
      <svg height=${2 * ROW} role="img" aria-label="${t(name)}: ${text}">
        ${values.map((one, place) => {
          if (one === 0) return nothing;
          const at = Date.parse(load[place].at);
          const height = Math.max(1, (one / most) * 2 * ROW);
          return svg`<rect x="${this.#x(at)}%" y=${2 * ROW - height} width="${Math.max(0.15, this.#x(at + length) - this.#x(at))}%" height=${height}/>`;
        })}${this.#marks()}</svg></div>`;
  }

  #clicked(event) {
    const picture = event.target.closest('svg');
    if (picture === null) return;
    const { left, width } = picture.getBoundingClientRect();
    const [since, until] = this.#range;
    this.#look(since + ((event.clientX - left) / width) * (until - since));
  }

  /** What was under way then, or what will be due about then. */
  #then() {
    const at = Date.parse(this.#at);
    const near = this.#hours * HOUR / 96;
    const due = this.#ahead.items.filter((one) => one.due.some((time) => Math.abs(Date.parse(time) - at) < near));
    return html`<section><h2>${t(at > this.#now ? 'timeline.dueThen' : 'timeline.ranThen', { at: fullTime(this.#at) })}</h2>
      ${this.#runs ? (this.#runs.length > 0 ? runRows(this.#runs) : html`<p class="quiet">${t('timeline.nothing')}</p>`)
        : html`<ul>${due.map((one) => html`<li><a href=${address('task', { name: one.task })}>${one.task}</a></li>`)}</ul>
          ${due.length === 0 ? html`<p class="quiet">${t('timeline.nothing')}</p>` : nothing}`}</section>`;
  }
}

const HEIGHTS = { ok: 12, failed: 20, skipped: 4 };

function kind({ runs, failed, skipped }) {
  if (failed > 0) return 'failed';
  return skipped === runs ? 'skipped' : 'ok';
}

function legend(name, text) {
  return html`<span><svg width="10" height=${ROW} aria-hidden="true"><rect class=${name} width="10" y=${(ROW - (HEIGHTS[name] ?? 8)) / 2} height=${HEIGHTS[name] ?? 8}/></svg>${t(text)}</span>`;
}

customElements.define('gc-timeline', Timeline);
