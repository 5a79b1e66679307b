import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { stateOf } from '../charts/marks.js';
import { getAll, post, put } from '../server/api.js';
import { follow } from '../server/live.js';
import { hold, loadHold, may } from '../server/now.js';
import { ask } from '../shell/dialog.js';
import { attempt, tell } from '../shell/notice.js';
import { address } from '../shell/router.js';
import { View } from '../shell/view.js';
import { askPause } from '../tasks/pause.js';
import { dateTime, fullTime, relative, zoneChoice, zoneName } from '../words/times.js';
import { t } from '../words/words.js';

const MARKS = { ACTIVE: 'READY', DRAINING: 'PAUSED', GONE: 'OFF' };

/** Every server of the cluster, and the switch that holds them all. */
class Nodes extends View {
  #nodes = null;
  #refresh;

  enter() {
    document.title = `${t('nav.nodes')} · Groundcrew`;
    this.shows(zoneChoice, hold);
    this.#refresh = follow(this, async (signal) => {
      // Both before the first look: the button to hold everything depends on the switch.
      const [nodes] = await Promise.all([getAll('api/nodes', { signal }), loadHold(signal)]);
      this.#nodes = nodes;
      this.changed();
    });
  }

  view() {
    return html`<div class="title"><h1>${t('nav.nodes')}</h1>
        ${may('operator') && hold.value?.held === false ? html`<div class="verbs">
          <button class="danger" @click=${holdAll}>${t('hold.verb')}</button></div>` : nothing}</div>
      ${this.#nodes === null ? html`<p class="quiet">${t('page.loading')}</p>` : this.#table()}`;
  }

  #table() {
    return html`<table class="rows">
      <caption class="unseen">${t('nav.nodes')}</caption>
      <thead><tr><th scope="col">${t('col.node')}</th><th scope="col">${t('col.state')}</th>
        <th scope="col">${t('nodes.heartbeat')}</th><th scope="col">${t('nodes.started')} <small>${zoneName()}</small></th>
        <th scope="col">${t('nodes.left')}</th>
        ${may('operator') ? html`<th scope="col"><span class="unseen">${t('col.actions')}</span></th>` : nothing}</tr></thead>
      <tbody>${repeat(this.#nodes, (node) => node.id, (node) => this.#row(node))}</tbody></table>`;
  }

  #row(node) {
    return html`<tr>
      <th scope="row"><a class="row-link" href=${address('runs', { q: `node:${node.id}` })}>${node.id}</a>
        ${node.self ? html`<small>${t('nodes.self')}</small>` : nothing}</th>
      <td data-label=${t('col.state')}>${stateOf(MARKS[node.state] ?? 'OFF', t(`node.${node.state}`))}</td>
      <td data-label=${t('nodes.heartbeat')}><span title=${fullTime(node.heartbeatAt)}>${relative(node.heartbeatAt)}</span></td>
      <td data-label=${t('nodes.started')}><span title=${fullTime(node.startedAt)}>${dateTime(node.startedAt)}</span></td>
      <td data-label=${t('nodes.left')}>${node.left ?? '–'}</td>
      ${may('operator') ? html`<td class="verbs">${this.#verb(node)}</td>` : nothing}
    </tr>`;
  }

  #verb(node) {
    if (node.state === 'ACTIVE') {
      return html`<button class="danger" @click=${() => this.#drain(node)}>${t('nodes.drain')}</button>`;
    }
    return node.state === 'DRAINING'
      ? html`<button @click=${() => this.#put(node, 'resume', 'nodes.resumed')}>${t('nodes.resume')}</button>`
      : nothing;
  }

  async #drain(node) {
    const sure = await ask({
      title: t('nodes.drainTitle', { id: node.id }),
      text: t('nodes.drainText'),
      verb: t('nodes.drain'),
      danger: true,
    });
    if (sure !== null) await this.#put(node, 'drain', 'nodes.drained');
  }

  async #put(node, verb, said) {
    await attempt(() => post(`api/nodes/${encodeURIComponent(node.id)}/${verb}`, {}), () => tell(t(said, { id: node.id })));
    this.#refresh();
  }
}

async function holdAll() {
  const body = await askPause(t('hold.title'), t('hold.text'));
  if (body === null) return;
  await attempt(() => put('api/hold', body), () => tell(t('hold.done')));
  await loadHold();
}

customElements.define('gc-nodes', Nodes);
