import { stateOf } from '../charts/marks.js';
import { hold, loadHold } from '../server/now.js';
import { address, ask, attempt, getAll, html, mayOperateAll, nothing, Page, post, put, t, table, tell } from '../shell/kit.js';
import { askPause } from '../tasks/verbs.js';
import { ago, count, duration, millis, when, zoneName } from '../words/times.js';

const MARKS = { ACTIVE: 'READY', DRAINING: 'PAUSED', GONE: 'OFF' };

/** Every server of the cluster, and the switch that holds them all. */
class Nodes extends Page {
  #nodes;
  heading = t('nav.nodes');

  async load(signal) {
    // Both before the first look: the button to hold everything depends on the switch.
    [this.#nodes] = await Promise.all([getAll('api/nodes', { signal }), loadHold(signal)]);
  }

  enter() {
    super.enter();
    this.shows(hold);
  }

  tools() {
    return mayOperateAll() && hold.value?.held === false
      ? html`<button class="danger" @click=${holdAll}>${t('hold.verb')}</button>`
      : nothing;
  }

  body() {
    const columns = [
      [t('col.node'), (node) => html`<a class="row-link" href=${address('runs', { q: `node:${node.id}` })}>${node.id}</a>
        ${node.self ? html`<small>${t('nodes.self')}</small>` : nothing}`],
      [t('col.state'), (node) => stateOf(MARKS[node.state] ?? 'OFF', t(`node.${node.state}`))],
      [t('nodes.heartbeat'), (node) => ago(node.heartbeatAt)],
      ['CPU', ({ load }) => (load?.cpu == null ? '–' : `${load.cpu} %`)],
      [t('nodes.heap'), ({ load }) => (load ? html`<meter aria-label=${t('nodes.heap')} max=${load.heapMost} high=${0.9 * load.heapMost} value=${load.heap}></meter>
        <small>${megabytes(load.heap)} / ${megabytes(load.heapMost)}</small>` : '–')],
      [t('nodes.threads'), ({ load }) => (load ? count(load.threads) : '–')],
      [t('nav.runs'), ({ load }) => (load ? count(load.runs) : '–')],
      [t('nodes.requests'), ({ load }) => (load ? html`${t('nodes.inFlight', { n: load.requestsInFlight })}<small>p99 ${duration(millis(load.p99))}</small>` : '–')],
      [t('nodes.clock'), ({ load }) => (load ? clock(millis(load.clockAhead)) : '–')],
      [`${t('nodes.started')} (${zoneName()})`, (node) => when(node.startedAt)],
      [t('nodes.left'), (node) => node.left ?? '–'],
    ];
    const verbs = mayOperateAll() ? (node) => this.#verb(node) : null;
    return table(this.heading, columns, this.#nodes, verbs);
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
    this.refresh();
  }
}

function megabytes(bytes) {
  return `${count(bytes / 1_048_576)} MB`;
}

/** By how much a clock is ahead or behind; what a query takes is no difference. */
function clock(ahead) {
  if (Math.abs(ahead) < 500) return t('nodes.right');
  return html`<span class="bad">${ahead > 0 ? '+' : '−'} ${duration(Math.abs(ahead))}</span>`;
}

async function holdAll() {
  const body = await askPause(t('hold.title'), t('hold.text'));
  if (body === null) return;
  await attempt(() => put('api/hold', body), () => tell(t('hold.done')));
  await loadHold();
}

customElements.define('gc-nodes', Nodes);
