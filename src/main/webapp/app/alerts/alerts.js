import { attempt, get, html, may, nothing, Page, post, t, table, tell } from '../shell/kit.js';

/** What is told to whom, and whether it arrives. */
class Alerts extends Page {
  #alerts;
  heading = t('nav.alerts');

  async load(signal) {
    this.#alerts = await get('api/alerts', { signal });
  }

  tools() {
    return may('administrator') && this.#alerts?.receivers.length > 0
      ? html`<button @click=${() => this.#test()}>${t('alerts.test')}</button>`
      : nothing;
  }

  body() {
    return html`${this.#receivers()}${this.#rules()}`;
  }

  #receivers() {
    if (this.#alerts.receivers.length === 0) {
      return html`<div class="empty"><h2>${t('alerts.none')}</h2><p>${t('alerts.noneHelp')}</p></div>`;
    }
    const columns = [
      [t('alerts.receiver'), (one) => one.name],
      [t('task.type'), (one) => one.kind],
      [t('alerts.host'), (one) => one.host],
      [t('alerts.waiting'), (one) => one.waiting],
      [t('alerts.lastError'), (one) => (one.lastError ? html`<span class="bad">${one.lastError}</span>` : '–')],
    ];
    return table(t('alerts.receiver'), columns, this.#alerts.receivers);
  }

  #rules() {
    return html`<section class="card"><h2>${t('alerts.rules')}</h2><dl class="facts">
      <div><dt>${t('alerts.failures')}</dt><dd>${this.#alerts.failures}</dd></div>
      <div><dt>${t('alerts.coolDown')}</dt><dd>${this.#alerts.coolDown}</dd></div>
      <div><dt>${t('alerts.kinds')}</dt><dd>${this.#alerts.kinds.map((kind) => html`<code>${kind}</code> `)}</dd></div></dl></section>`;
  }

  #test() {
    return attempt(() => post('api/alerts/test', {}), () => tell(t('alerts.sent')));
  }
}

customElements.define('gc-alerts', Alerts);
