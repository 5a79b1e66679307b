import { html, nothing } from '../lit/lit-html.js';
import { remove } from '../server/api.js';
import { language, languageChoice } from '../server/language.js';
import { contact, follow, listen, live } from '../server/live.js';
import { hold, loadHold, loadMe, loadNodes, loadSummary, may, mayOperateAll, me, nodes, summary } from '../server/now.js';
import { count, fullTime, zoneChoice, zoneName } from '../words/times.js';
import { t } from '../words/words.js';
import { help, listenToKeys } from './keys.js';
import { attempt, notice, tell } from './notice.js';
import { address, followLinks, page } from './router.js';
import { paint, theme } from './theme.js';
import { View } from './view.js';
import { pauseWords } from '../tasks/verbs.js';

const PAGES = {
  '': () => import('../tasks/tasks.js'),
  task: () => import('../task/task.js'),
  runs: () => import('../runs/runs.js'),
  run: () => import('../run/run.js'),
  schedule: () => import('../schedule/schedule.js'),
  make: () => import('../make/make.js'),
  timeline: () => import('../timeline/timeline.js'),
  nodes: () => import('../nodes/nodes.js'),
  problems: () => import('../problems/problems.js'),
  alerts: () => import('../alerts/alerts.js'),
  users: () => import('../access/access.js'),
  tokens: () => import('../access/access.js'),
  audit: () => import('../audit/audit.js'),
  settings: () => import('../settings/settings.js'),
};
const NAVIGATION = [
  ['', 'nav.tasks', ['', 'task', 'schedule', 'make']],
  ['runs', 'nav.runs', ['runs', 'run']],
  ['timeline', 'nav.timeline', ['timeline']],
  ['nodes', 'nav.nodes', ['nodes']],
  ['problems', 'nav.problems', ['problems']],
  ['alerts', 'nav.alerts', ['alerts']],
  ['users', 'nav.users', ['users'], 'administrator'],
  ['tokens', 'nav.tokens', ['tokens'], 'administrator'],
  ['audit', 'nav.audit', ['audit'], 'administrator'],
  ['settings', 'nav.settings', ['settings']],
];
const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', zh: '中文' };

/** Everything around a page: navigation, counters, choices, notices. */
class Shell extends View {
  #page = null;

  enter() {
    paint();
    this.shows(contact, hold, live, nodes, summary, me, notice, theme, zoneChoice);
    page.addEventListener('change', () => this.#open(), { signal: this.leaving });
    languageChoice.addEventListener('change', () => location.reload(), { signal: this.leaving });
    followLinks(PAGES);
    listenToKeys();
    listen();
    this.#begin();
  }

  async #begin() {
    // Without it nobody may do anything here, so it is asked for until it is known.
    while (!(await loadMe().then(() => true, () => false))) {
      contact.value = { at: null, lost: true };
      await new Promise((resolve) => { setTimeout(resolve, 2_000); });
    }
    follow(this, loadSummary);
    follow(this, (signal) => Promise.all([loadHold(signal), loadNodes(signal)]), { concerns: () => false });
    this.#open();
  }

  async #open() {
    const name = page.value;
    await PAGES[name]();
    if (page.value !== name) return;
    const tag = `gc-${name || 'tasks'}`;
    if (this.#page?.localName === tag && this.#page.turned) {
      this.#page.turned();
      return;
    }
    const first = this.#page === null;
    this.#page = document.createElement(tag);
    this.changed();
    requestAnimationFrame(() => {
      if (!first) this.querySelector('main').focus();
      // On a narrow screen it may be beside what is seen of the navigation.
      this.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    });
  }

  view() {
    return html`
      <a class="skip" href="#main" @click=${toMain}>${t('nav.skip')}</a>
      <header>
        <a class="brand" href="./"><img src="app/icon.svg" alt="" width="22" height="22">Groundcrew</a>
        <nav aria-label=${t('nav.label')}>
          ${NAVIGATION.filter(([, , , role = 'viewer']) => may(role)).map(
            ([name, text, pages]) => html`<a href=${address(name)}
              aria-current=${pages.includes(page.value) ? 'page' : nothing}>${t(text)}</a>`,
          )}
        </nav>
        <div class="choices">${this.#choices()}</div>
      </header>
      ${counters({ ...summary.value, nodes: nodes.value ?? undefined })}
      ${hold.value?.held ? holdBanner() : nothing}
      ${contact.value.lost ? lostBanner() : nothing}
      <main id="main" tabindex="-1">${this.#page}</main>
      <div class="notice" role="status" aria-live="polite">${noticeView(notice.value)}</div>
    `;
  }

  #choices() {
    const on = live.value === 'on';
    return html`
      <button class="live" aria-pressed=${on} @click=${() => live.turn()} title=${t('live.title')}>
        <span class="pulse" ?data-on=${on && !contact.value.lost}></span>${t(on ? 'live.on' : 'live.off')}
      </button>
      <button @click=${() => zoneChoice.turn()} title=${t('zone.title')}>${zoneName()}</button>
      <button @click=${() => theme.turn()} title=${t('theme.title')}><span aria-hidden="true">◐</span>${t(`theme.${theme.value}`)}</button>
      <label class="language"><span class="unseen">${t('language.title')}</span>
        <select @change=${(event) => { languageChoice.value = event.target.value; }}>
          <option value="auto" ?selected=${languageChoice.value === 'auto'}>${LANGUAGE_NAMES[language]} (${t('language.auto')})</option>
          ${Object.entries(LANGUAGE_NAMES).map(
            ([code, name]) => html`<option value=${code} lang=${code}
              ?selected=${languageChoice.value === code}>${name}</option>`,
          )}
        </select></label>
      <button @click=${help} aria-label=${t('keys.title')} title=${t('keys.title')}>?</button>
      ${me.value.name ? html`<span class="who" title=${me.value.roles.join(', ')}>${me.value.name}</span>
        <button @click=${signOut}>${t('nav.signOut')}</button>` : nothing}
    `;
  }
}

function signOut() {
  return attempt(() => remove('api/session').then(() => location.assign('sign-in')));
}

function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

const COUNTERS = [
  ['running', 'state:running state:cancelling', ''],
  ['queued', 'state:queued', ''],
  ['failed', 'state:failed state:timed_out state:abandoned since:24h', 'bad'],
  ['skipped', 'state:skipped since:24h', 'warn'],
];

function counters(figures) {
  const tile = (name, href, kind) => {
    const value = figures?.[name];
    const most = value >= 1000 ? '+' : '';
    return html`<a class="counter ${value > 0 ? kind : ''}" href=${href}>
      <strong>${value === undefined ? '–' : count(value) + most}</strong>
      <span>${t(`counter.${name}`)}</span></a>`;
  };
  return html`<section class="counters" aria-label=${t('counter.label')}>
    ${COUNTERS.map(([name, q, kind]) => tile(name, address('runs', { q }), kind))}
    ${tile('paused', address('', { q: 'state:paused' }), 'warn')}
    ${tile('problems', 'problems', 'bad')}
    ${tile('nodes', 'nodes', '')}
  </section>`;
}

function holdBanner() {
  return html`<p class="banner">${t('hold.held')} ${pauseWords(hold.value.hold)}
    ${mayOperateAll() ? html`<button @click=${release}>${t('hold.release')}</button>` : nothing}</p>`;
}

async function release() {
  await attempt(() => remove('api/hold'), () => tell(t('hold.released')));
  await loadHold();
}

function lostBanner() {
  const { at } = contact.value;
  return html`<p class="banner" role="alert">
    ${at ? t('live.lost', { at: fullTime(at) }) : t('live.never')}</p>`;
}

function noticeView(value) {
  if (value === null) return nothing;
  return html`<p class=${value.kind}>${value.text}
    ${value.link ? html` <a href=${value.link}>${value.linkText}</a>` : nothing}</p>`;
}

customElements.define('gc-shell', Shell);
