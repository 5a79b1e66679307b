import { html } from '../lit/lit-html.js';
import { follow, newest } from '../server/live.js';
import { may } from '../server/now.js';
import { zoneChoice } from '../words/times.js';
import { t } from '../words/words.js';
import { complain } from './notice.js';
import { View } from './view.js';

/** A page: its heading, what can be done at its head, and its body once that is loaded. */
export class Page extends View {
  /** Who may see it. Others are told so, and the server is not asked. */
  needs = 'viewer';
  /** Whether it follows the server; else it is loaded once. */
  live = true;
  /** How it follows: the options of {@link follow}. */
  pace = {};
  #loaded = false;

  enter() {
    document.title = `${this.heading} · Groundcrew`;
    this.shows(zoneChoice);
    if (may(this.needs)) this.refresh = this.#loads();
  }

  /** Loads now. */
  async refresh() {}

  #loads() {
    const load = (signal) => this.#load(signal);
    if (this.live) return follow(this, load, this.pace);
    const loadNewest = newest(load, this.leaving);
    const refresh = () =>
      loadNewest().catch((error) => {
        if (!this.leaving.aborted) complain(error);
      });
    refresh();
    return refresh;
  }

  async #load(signal) {
    await this.load(signal);
    if (signal.aborted) return;
    this.#loaded = true;
    this.changed();
  }

  /** Fetches what the body shows. */
  async load() {}

  /** What stands beside the heading. */
  tools() {
    return null;
  }

  view() {
    if (!may(this.needs)) return html`<h1>${this.heading}</h1><p>${t('error.forbidden')}</p>`;
    return html`<div class="title"><h1>${this.heading}</h1><div class="verbs">${this.tools()}</div></div>
      ${this.#loaded ? this.body() : html`<p class="quiet">${t('page.loading')}</p>`}`;
  }
}
