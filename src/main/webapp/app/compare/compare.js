import { ask, attempt, get, html, may, nothing, post, t, table } from '../shell/kit.js';
import { duration, fullTime, millis } from '../words/times.js';

/** What is asked before, each with what is usual. */
const FIELDS = Object.entries({ runs: 10, together: 4, rounds: 3 }).map(([name, usual]) => ({
  name,
  label: t(`compare.${name}`),
  value: String(usual),
  rules: { type: 'number', required: true, min: 1 },
}));

/** Whether a task's modes can be compared at all. */
export function comparable(task) {
  return task.attributes.repeatable?.value === 'true';
}

/** The newest comparison of a task; undefined if there is none. */
export async function newestOf(name, signal) {
  return (await get(`api/comparisons?task=${encodeURIComponent(name)}&limit=1`, { signal })).items[0];
}

/** The modes of a task side by side, as its newest comparison has seen them. */
export function comparison(task, newest, refresh) {
  const goesOn = newest?.state === 'RUNNING';
  return html`<section><div class="title"><h2>${t('compare.title')}</h2>
      ${may('operator') ? html`<div class="verbs">${goesOn
        ? html`<button @click=${() => cancel(newest.id).then(refresh)}>${t('compare.cancel')}</button>`
        : html`<button @click=${() => begin(task.name).then(refresh)}>${t('compare.verb')}</button>`}</div>` : nothing}</div>
    ${newest === undefined ? html`<p class="quiet">${t('compare.none')}</p>` : seen(newest)}
  </section>`;
}

function seen({ state, reason, beganAt, runs, together, rounds, modes, notes }) {
  return html`<p class="quiet">${t(`compare.${state}`)} · ${fullTime(beganAt)} · ${t('compare.size', { runs, together, rounds })}${reason ? html` · ${reason}` : nothing}</p>
    ${modes.length > 0 ? table(t('compare.title'), columns(), modes, ({ mode }) => mode) : nothing}
    ${notes.map((note) => html`<p class="quiet">${note}</p>`)}`;
}

function columns() {
  const times = ['meanRun', 'cpu', 'processCpu', 'requestP50', 'requestP99', 'readyP99'];
  return [
    [t('task.mode'), ({ mode }) => (mode === 'NONE' ? t('compare.NONE') : t(`mode.${mode}`))],
    [t('compare.ended'), (one) => (one.cut > 0 ? t('compare.cut', one) : one.runs)],
    [t('compare.threads'), ({ threads, mostThreads }) => `${threads} / ${mostThreads}`],
    ...times.map((name) => [t(`compare.${name}`), (one) => duration(millis(one[name]))]),
  ];
}

function begin(name) {
  return ask({
    title: t('compare.ask', { name }),
    text: t('compare.text'),
    verb: t('compare.verb'),
    fields: FIELDS,
    act: (given) => post(`api/tasks/${encodeURIComponent(name)}/compare`, numbers(given)),
  });
}

function numbers(texts) {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Number(text)]));
}

function cancel(id) {
  return attempt(() => post(`api/comparisons/${id}/cancel`, {}));
}
