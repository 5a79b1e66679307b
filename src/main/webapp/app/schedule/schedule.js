import { html, nothing } from '../lit/lit-html.js';
import { get, getTagged, put, remove } from '../server/api.js';
import { ask } from '../shell/dialog.js';
import { complain, tell } from '../shell/notice.js';
import { address, go, query } from '../shell/router.js';
import { View } from '../shell/view.js';
import { t } from '../words/words.js';
import { dueTimes } from './due.js';

const WAYS = ['cron', 'every', 'delay', 'at', 'byHand'];
const EXAMPLES = { cron: '0 3 * * MON-FRI', every: 'PT15M', delay: 'PT1H', at: '2027-01-01T00:00:00Z' };
const NARROWINGS = ['from', 'until', 'jitter'];
const PAUSE = 250;

/** Changes when a task is due, and shows before it is saved what that means. */
class Schedule extends View {
  #name = query().get('name') ?? '';
  #saved = null;
  #tag = null;
  #way = 'cron';
  #fields = {};
  #preview = null;
  #error = null;
  #timer;
  #asking = new AbortController();

  enter() {
    document.title = `${t('schedule.title', { name: this.#name })} · Groundcrew`;
    this.#load();
  }

  get #path() {
    return `api/tasks/${encodeURIComponent(this.#name)}/schedule`;
  }

  async #load() {
    try {
      const { value, tag } = await getTagged(this.#path, { signal: this.leaving });
      this.#take(value, tag);
    } catch (error) {
      if (!this.leaving.aborted) complain(error);
    }
  }

  #take(schedule, tag) {
    this.#saved = schedule;
    this.#tag = tag;
    this.#way = WAYS.find((way) => schedule[way]) ?? 'byHand';
    this.#fields = Object.fromEntries(
      [...WAYS, ...NARROWINGS, 'zone'].map((name) => [name, schedule[name] ?? '']),
    );
    this.#fields.except = schedule.except.join(' ');
    this.#show();
  }

  /** What the form says, as the server takes it. */
  #body() {
    const body = this.#way === 'byHand' ? {} : { [this.#way]: this.#fields[this.#way].trim() };
    for (const name of ['zone', ...NARROWINGS]) {
      if (this.#fields[name].trim()) body[name] = this.#fields[name].trim();
    }
    const except = this.#fields.except.split(/[\s,]+/).filter(Boolean);
    if (except.length > 0) body.except = except;
    return body;
  }

  #show() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
    this.changed();
  }

  async #ask() {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    if (this.#way === 'byHand') {
      this.#preview = null;
      this.#error = null;
      this.changed();
      return;
    }
    const search = new URLSearchParams({ count: '10' });
    for (const [name, value] of Object.entries(this.#body())) {
      for (const one of [value].flat()) search.append(name, one);
    }
    try {
      this.#preview = await get(`api/next-runs?${search}`, { signal });
      this.#error = null;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.changed();
  }

  view() {
    return html`<div class="title"><h1>${t('schedule.title', { name: this.#name })}</h1>
        <a class="button" href=${address('task', { name: this.#name })}>${t('schedule.back')}</a></div>
      ${this.#saved === null ? html`<p class="quiet">${t('page.loading')}</p>` : html`
        <p class="lead">${this.#saved.words}</p>
        ${this.#saved.hides ? html`<p class="quiet">${t('schedule.hides', { words: this.#saved.hides })}</p>` : nothing}
        <div class="columns">${this.#form()}${this.#result()}</div>`}`;
  }

  #form() {
    return html`<form class="card" @submit=${(event) => this.#save(event)}>
      <fieldset><legend>${t('schedule.way')}</legend>
        ${WAYS.map((way) => html`<label class="switch"><input type="radio" name="way" value=${way}
          .checked=${this.#way === way} @change=${() => { this.#way = way; this.#show(); }}>${t(`way.${way}`)}</label>`)}
      </fieldset>
      ${this.#way === 'byHand' ? nothing : this.#field(this.#way, t(`way.${this.#way}`), EXAMPLES[this.#way])}
      ${this.#field('zone', t('schedule.zoneName'), 'Europe/Berlin', 'zones')}
      <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
      <details ?open=${NARROWINGS.some((name) => this.#saved[name])}><summary>${t('schedule.narrow')}</summary>
        ${this.#field('from', t('schedule.from'), '2027-01-01T00:00:00Z')}
        ${this.#field('until', t('schedule.until'), '2027-12-31T00:00:00Z')}
        ${this.#field('except', t('schedule.except'), '2026-12-25 2026-12-26')}
        ${this.#field('jitter', t('schedule.jitter'), 'PT30S')}
      </details>
      <div class="actions">
        ${this.#saved.source === 'REST' ? html`<button type="button" class="danger" @click=${() => this.#reset()}>${t('schedule.reset')}</button>` : nothing}
        <button class="main" ?disabled=${this.#error !== null}>${t('schedule.save')}</button>
      </div>
    </form>`;
  }

  #field(name, label, example, list) {
    return html`<label class="field"><span>${label}</span>
      <input name=${name} .value=${this.#fields[name]} placeholder=${example} list=${list ?? nothing}
        autocomplete="off" spellcheck="false" maxlength="256"
        @input=${(event) => { this.#fields[name] = event.target.value; this.#show(); }}></label>`;
  }

  #result() {
    return html`<section class="card" aria-live="polite"><h2>${t('schedule.preview')}</h2>
      ${this.#error ? html`<ul class="faults">${faults(this.#error)}</ul>`
        : this.#preview ? html`<p class="lead">${this.#preview.schedule}</p>${dueTimes(this.#preview)}`
          : html`<p class="quiet">${t(this.#way === 'byHand' ? 'schedule.byHand' : 'page.loading')}</p>`}
    </section>`;
  }

  async #save(event) {
    event.preventDefault();
    const body = this.#way === 'byHand' ? { ...this.#body(), byHand: true } : this.#body();
    if (this.#saved.atStartup && this.#way !== 'byHand') body.atStartup = true;
    await this.#change(() => put(this.#path, body, this.#tag), 'schedule.saved');
  }

  async #reset() {
    const sure = await ask({
      title: t('schedule.resetTitle', { name: this.#name }),
      text: this.#saved.hides ?? '',
      verb: t('schedule.reset'),
      danger: true,
    });
    if (sure !== null) await this.#change(() => remove(this.#path, this.#tag), 'schedule.wasReset');
  }

  async #change(action, said) {
    try {
      await action();
      tell(t(said));
      go(address('task', { name: this.#name }));
    } catch (error) {
      if (error.status === 412) {
        complain(error);
        this.#load();
      } else {
        this.#error = error;
        this.changed();
      }
    }
  }
}

function faults(error) {
  const all = error.errors?.length > 0 ? error.errors : [{ pointer: '', message: error.message }];
  return all.map(({ pointer, message }) => html`<li class="bad"><code>${pointer.replace('/', '')}</code> ${message}</li>`);
}

customElements.define('gc-schedule', Schedule);
