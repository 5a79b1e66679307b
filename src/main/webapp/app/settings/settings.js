import { get, html, may, nothing, Page, t, table } from '../shell/kit.js';
import { fullTime } from '../words/times.js';

/** What answers, and what it was told by its configuration. */
class Settings extends Page {
  #about;
  #settings = [];
  #wanted = '';
  live = false;
  heading = t('nav.settings');

  async load(signal) {
    const [about, settings] = await Promise.all([
      get('api/about', { signal }),
      may('administrator') ? get('api/settings', { signal }) : { items: [] },
    ]);
    [this.#about, this.#settings] = [about, settings.items];
  }

  tools() {
    return may('administrator')
      ? html`<input type="search" aria-label=${t('settings.search')} placeholder=${t('settings.search')}
          @input=${(event) => { this.#wanted = event.target.value.toLowerCase(); this.changed(); }}>`
      : nothing;
  }

  body() {
    const { startedAt, ...about } = this.#about;
    const columns = [
      [t('settings.key'), (one) => html`<code>${one.key}</code>`],
      [t('col.value'), (one) => (one.value ? html`<code>${one.value}</code>` : '–')],
      [t('col.source'), (one) => t(one.set ? 'settings.set' : 'settings.default')],
      [t('settings.range'), (one) => one.range],
    ];
    const found = this.#settings.filter((one) => `${one.key} ${one.value}`.toLowerCase().includes(this.#wanted));
    return html`<section class="card"><h2>${t('settings.about')}</h2><dl class="facts">
      ${Object.entries({ ...about, started: fullTime(startedAt) }).map(([name, value]) => html`<div><dt>${t(`about.${name}`)}</dt><dd>${value ?? '–'}</dd></div>`)}</dl></section>
      ${may('administrator') ? html`<p class="quiet">${t('settings.help')}</p>${table(this.heading, columns, found)}` : nothing}`;
  }
}

customElements.define('gc-settings', Settings);
