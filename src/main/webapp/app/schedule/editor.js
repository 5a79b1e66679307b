import { html, nothing } from '../lit/lit-html.js';
import { faultsBelow, textField } from '../form/form.js';
import { get } from '../server/api.js';
import { View } from '../shell/view.js';
import { t } from '../words/words.js';
import { dueTimes } from './due.js';

const WAYS = ['cron', 'every', 'delay', 'at', 'byHand'];
const EXAMPLES = { cron: '0 3 * * MON-FRI', every: 'PT15M', delay: 'PT1H', at: '2027-01-01T00:00:00Z' };
const NARROWINGS = {
  from: '2027-01-01T00:00:00Z',
  until: '2027-12-31T00:00:00Z',
  except: '2026-12-25 2026-12-26',
  jitter: 'PT30S',
};
const PAUSE = 250;

/** The part of a form that says when a task is due, and at once what that means. */
class ScheduleEditor extends View {
  #way = 'byHand';
  #fields = {};
  #atStartup = false;
  #narrowed = false;
  #preview = null;
  #faults = {};
  #timer;
  #asking = new AbortController();

  /** Shows a schedule as the server tells it. */
  set value(schedule) {
    this.#way = WAYS.find((way) => schedule[way]) ?? 'byHand';
    this.#fields = { ...schedule, except: (schedule.except ?? []).join(' ') };
    this.#atStartup = schedule.atStartup ?? false;
    this.#narrowed = Object.keys(NARROWINGS).some((name) => this.#fields[name]);
    this.#show();
  }

  /** What the form says, as the server takes it. */
  get value() {
    const body = this.#way === 'byHand' ? { byHand: true } : this.#due();
    if (this.#atStartup && this.#way !== 'byHand') body.atStartup = true;
    return { ...body, ...this.#window() };
  }

  /** What the server says about its fields, by name. */
  set faults(faults) {
    this.#faults = faults;
    this.changed();
  }

  /** Whether the server takes it, as far as it has said. */
  get valid() {
    return Object.keys(this.#faults).length === 0;
  }

  /** Whether it has a field of that name, next to which a fault can stand. */
  shows(name) {
    return name === 'zone' || name === this.#way || name in NARROWINGS;
  }

  #text(name) {
    return (this.#fields[name] ?? '').trim();
  }

  #due() {
    return { [this.#way]: this.#text(this.#way) };
  }

  #window() {
    const body = {};
    for (const name of ['zone', 'from', 'until', 'jitter']) {
      if (this.#text(name)) body[name] = this.#text(name);
    }
    const except = this.#text('except').split(/[\s,]+/).filter(Boolean);
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
      this.faults = {};
      return;
    }
    const search = new URLSearchParams({ count: '10' });
    for (const [name, value] of Object.entries({ ...this.#due(), ...this.#window() })) {
      for (const one of [value].flat()) search.append(name, one);
    }
    try {
      this.#preview = await get(`api/next-runs?${search}`, { signal });
      this.faults = {};
    } catch (error) {
      if (signal.aborted) return;
      this.#preview = null;
      this.faults = faultsBelow(error.errors ?? [], '');
    }
  }

  view() {
    return html`<section class="card">
        <fieldset><legend>${t('schedule.way')}</legend>
          ${WAYS.map((way) => html`<label class="switch"><input type="radio" name="way" value=${way}
            .checked=${this.#way === way} @change=${() => { this.#way = way; this.#show(); }}>${t(`way.${way}`)}</label>`)}
        </fieldset>
        ${this.#way === 'byHand' ? nothing : this.#field(this.#way, t(`way.${this.#way}`), EXAMPLES[this.#way])}
        ${this.#field('zone', t('schedule.zoneName'), 'Europe/Berlin', 'zones')}
        <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
        <details ?open=${this.#narrowed}><summary>${t('schedule.narrow')}</summary>
          ${Object.entries(NARROWINGS).map(([name, example]) => this.#field(name, t(`schedule.${name}`), example))}
        </details>
      </section>
      <section class="card" aria-live="polite"><h2>${t('schedule.preview')}</h2>${this.#meaning()}</section>`;
  }

  #field(name, label, example, list) {
    const changed = (text) => {
      this.#fields[name] = text;
      this.#show();
    };
    return textField(name, label, this.#fields[name], changed, {
      example,
      list,
      rules: { most: 256 },
      fault: this.#faults[name],
    });
  }

  #meaning() {
    if (this.#preview) return html`<p class="lead">${this.#preview.schedule}</p>${dueTimes(this.#preview)}`;
    if (!this.valid) return html`<p class="bad">${t('schedule.wrong')}</p>`;
    return html`<p class="quiet">${t(this.#way === 'byHand' ? 'schedule.byHand' : 'page.loading')}</p>`;
  }
}

customElements.define('gc-schedule-editor', ScheduleEditor);
