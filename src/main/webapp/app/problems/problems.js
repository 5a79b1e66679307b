import { html, nothing } from '../lit/lit-html.js';
import { mark } from '../charts/marks.js';
import { get } from '../server/api.js';
import { follow } from '../server/live.js';
import { outside } from '../shell/outside.js';
import { address } from '../shell/router.js';
import { View } from '../shell/view.js';
import { fullTime, relative, zoneChoice } from '../words/times.js';
import { t } from '../words/words.js';

/** What is wrong now. */
class Problems extends View {
  #problems = null;

  enter() {
    document.title = `${t('nav.problems')} · Groundcrew`;
    this.shows(zoneChoice);
    follow(this, async (signal) => {
      this.#problems = (await get('api/problems', { signal })).items;
      this.changed();
    });
  }

  view() {
    return html`<div class="title"><h1>${t('nav.problems')}</h1></div>${this.#list()}`;
  }

  #list() {
    if (this.#problems === null) return html`<p class="quiet">${t('page.loading')}</p>`;
    if (this.#problems.length === 0) {
      return html`<div class="empty good">${mark('SUCCEEDED')}<h2>${t('problems.none')}</h2><p>${t('problems.noneHelp')}</p></div>`;
    }
    return html`<ul class="problems">${this.#problems.map((problem) => html`<li class="card">
      ${mark('ABANDONED')}
      <div><h2>${problem.text}</h2>
        <p>${t(`problem.${problem.kind}`)}
          ${problem.task ? html` · <a href=${address('task', { name: problem.task })}>${problem.task}</a>` : nothing}
          · ${problem.node} · <span title=${fullTime(problem.since)}>${t('problems.since', { when: relative(problem.since) })}</span></p>
        ${problem.runbook ? html`<p>${t('task.runbook')}: ${outside(problem.runbook)}</p>` : nothing}</div>
    </li>`)}</ul>`;
  }
}

customElements.define('gc-problems', Problems);
