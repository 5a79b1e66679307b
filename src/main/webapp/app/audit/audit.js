import { anything, instant, notUnderstood, oneOf, parse, searchBox } from '../search/search.js';
import { address, get, go, html, nothing, Page, query, t, table } from '../shell/kit.js';
import { when } from '../words/times.js';

const ACTIONS = ['POST', 'PUT', 'DELETE', 'SIGN_IN'];
const OUTCOMES = ['DONE', 'REFUSED', 'FAILED'];
const GRAMMAR = {
  who: anything,
  action: oneOf(ACTIONS),
  target: anything,
  address: anything,
  outcome: oneOf(OUTCOMES),
  since: instant,
  until: instant,
};
const small = (names) => names.map((name) => name.toLowerCase());

/** Who did what, the newest first; rows stay until somebody asks again. */
class Audit extends Page {
  #text = query().get('q') ?? '';
  #page;
  needs = 'administrator';
  live = false;
  heading = t('nav.audit');

  /** Another search, or another part of it. */
  turned() {
    this.#text = query().get('q') ?? '';
    this.refresh();
  }

  async load(signal) {
    const search = new URLSearchParams(parse(this.#text, GRAMMAR).parameters);
    if (query().has('after')) search.set('after', query().get('after'));
    this.#page = await get(`api/audit?${search}`, { signal });
  }

  tools() {
    const items = this.#page?.items ?? [];
    const among = (name) => [...new Set(items.map((entry) => entry[name]))];
    return searchBox({
      label: t('audit.search'),
      example: 'who:admin since:24h',
      text: this.#text,
      values: {
        who: among('who'),
        action: small(ACTIONS),
        target: among('target'),
        address: among('address'),
        outcome: small(OUTCOMES),
        since: ['1h', '24h', '7d'],
        until: ['1h', '24h'],
      },
      typed: (text) => this.#typed(text),
      search: searchFor,
    });
  }

  body() {
    const { items, next } = this.#page;
    const q = query().get('q') ?? '';
    const hint = notUnderstood(parse(this.#text, GRAMMAR).unknown, GRAMMAR);
    if (items.length === 0) return html`${hint}<div class="empty"><h2>${t('audit.none')}</h2></div>`;
    const columns = [
      [t('audit.at'), (entry) => when(entry.at)],
      [t('audit.who'), (entry) => html`${entry.who || '–'}<small>${entry.address}</small>`],
      [t('audit.action'), (entry) => html`<code>${entry.action} ${entry.target}</code>`],
      [t('audit.outcome'), (entry) => html`<span class=${entry.outcome === 'DONE' ? '' : 'bad'}>${t(`outcome.${entry.outcome}`)}</span> <small>${entry.status}</small>`],
      [t('audit.change'), change],
    ];
    return html`${hint}${table(this.heading, columns, items)}
      <nav class="paging" aria-label=${t('paging.label')}>
        ${query().has('after') ? html`<a class="button" href=${address('audit', { q })}>${t('paging.newest')}</a>` : nothing}
        ${next ? html`<a class="button" href=${address('audit', { q, after: next })}>${t('paging.older')}</a>` : nothing}</nav>`;
  }

  #typed(text) {
    this.#text = text;
    this.changed();
  }
}

function searchFor(text) {
  if (text !== (query().get('q') ?? '')) go(address('audit', { q: text }));
}

/** What was before and what was asked for, folded away. */
function change({ before, after }) {
  if (!before && !after) return '–';
  return html`<details><summary>${t('audit.show')}</summary>
    ${before ? html`<code>${before}</code> →` : nothing} <code>${after}</code></details>`;
}

customElements.define('gc-audit', Audit);
