import { html, nothing } from '../lit/lit-html.js';
import { getText } from '../server/api.js';
import { View } from '../shell/view.js';
import { count, dateTime, fullTime, zoneChoice } from '../words/times.js';
import { t } from '../words/words.js';

const SHOWN = 1_000;

/** The log of one run: the last lines, then what comes. Its owner says when to look for more. */
class RunLog extends View {
  #lines = [];
  #last = 0;
  #following = true;
  #wanted = '';
  #known = false;

  enter() {
    this.shows(zoneChoice);
    // Its first lines may have come before it was on the page.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#toEnd()));
  }

  /** Reads lines that are not here yet. */
  async more(signal) {
    const path = `api/runs/${encodeURIComponent(this.dataset.run)}/log?after=${this.#last}`;
    const text = await getText(path, 'application/x-ndjson', { signal });
    const fresh = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const first = !this.#known;
    this.#known = true;
    if (fresh.length > 0) {
      this.#last = fresh[fresh.length - 1].line;
      // Not cut at each line: then every line would move.
      this.#lines.push(...fresh);
      if (this.#lines.length >= 2 * SHOWN || first) this.#lines = this.#lines.slice(-SHOWN);
    }
    this.changed();
    if (this.#following && fresh.length > 0) requestAnimationFrame(() => this.#toEnd());
  }

  #toEnd() {
    const box = this.querySelector('.log');
    if (box) box.scrollTop = box.scrollHeight;
  }

  view() {
    const wanted = this.#wanted.toLowerCase();
    const lines = wanted ? this.#lines.filter((line) => line.text.toLowerCase().includes(wanted)) : this.#lines;
    return html`<section class="card"><div class="title"><h2>${t('log.title')}</h2>
      <input type="search" aria-label=${t('log.search')} placeholder=${t('log.search')}
        @input=${(event) => { this.#wanted = event.target.value; this.changed(); }}>
      <label class="switch"><input type="checkbox" .checked=${this.#following}
        @change=${(event) => { this.#following = event.target.checked; if (this.#following) this.#toEnd(); }}>${t('log.follow')}</label>
      <a class="button" href="api/runs/${encodeURIComponent(this.dataset.run)}/log" download="${this.dataset.run}.log">${t('log.download')}</a></div>
      ${this.#lines.length > 0 && this.#lines[0].line > 1 ? html`<p class="quiet">${t('log.earlier', { n: count(this.#lines[0].line - 1) })}</p>` : nothing}
      ${lines.length === 0 ? html`<p class="quiet">${this.#emptyWords(wanted)}</p>`
        : html`<div class="log" tabindex="0" role="log" aria-label=${t('log.title')}>
          ${lines.map((line) => html`<div class="line l-${line.level.toLowerCase()}"><time
            title=${fullTime(line.at)}>${dateTime(line.at)}</time> <b>${line.level}</b> <span>${line.text}</span></div>`)}</div>`}
    </section>`;
  }

  #emptyWords(wanted) {
    if (!this.#known) return t('page.loading');
    return t(wanted ? 'log.noFit' : 'log.none');
  }
}

customElements.define('gc-run-log', RunLog);
