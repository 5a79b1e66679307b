import { mark } from '../charts/marks.js';
import { address, get, html, nothing, Page, t } from '../shell/kit.js';
import { outside } from '../shell/outside.js';
import { fullTime, relative } from '../words/times.js';

/** What is wrong now. */
class Problems extends Page {
  #problems;
  heading = t('nav.problems');

  async load(signal) {
    this.#problems = (await get('api/problems', { signal })).items;
  }

  body() {
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
