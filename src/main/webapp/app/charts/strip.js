import { html, svg } from '../lit/lit-html.js';
import { between, millis } from '../words/times.js';
import { t } from '../words/words.js';

const BARS = 20;
const WIDTH = 6;
const HEIGHT = 24;

/** The newest runs of a task, the newest on the right: height is duration, colour and shape are outcome. */
export function strip(runs) {
  const times = runs.map((run) => millis(run.took) ?? between(run.queuedAt));
  const longest = Math.max(1, ...times);
  const bars = runs.map((run, index) => bar(run.state, times[index] / longest, BARS - 1 - index));
  return html`<svg class="strip" viewBox="0 0 ${BARS * WIDTH} ${HEIGHT}" width=${BARS * WIDTH} height=${HEIGHT}
    role="img" aria-label=${inWords(runs)}><path class="ground" d="M0 ${HEIGHT - 0.5}H${BARS * WIDTH}"/>${bars}</svg>`;
}

function bar(state, share, place) {
  const x = place * WIDTH + 1;
  const height = Math.max(4, Math.round(Math.sqrt(share) * (HEIGHT - 4)));
  const y = HEIGHT - 1 - height;
  const kind = `s-${state.toLowerCase()}`;
  if (state === 'SKIPPED') {
    return svg`<path class="line ${kind}" d="M${x} ${HEIGHT - 4}h4"/>`;
  }
  if (state === 'RUNNING' || state === 'QUEUED' || state === 'CANCELLING' || state === 'CANCELLED') {
    return svg`<rect class="line ${kind}" x=${x + 0.5} y=${y + 0.5} width="3" height=${height - 1}/>`;
  }
  if (state === 'SUCCEEDED') {
    return svg`<rect class="fill ${kind}" x=${x} y=${y} width="4" height=${height} rx="1"/>`;
  }
  return svg`<path class="fill ${kind}" d="M${x} ${HEIGHT - 1}V${y + 3}L${x + 2} ${y - 2}L${x + 4} ${y + 3}V${HEIGHT - 1}z"/>`;
}

function inWords(runs) {
  if (runs.length === 0) return t('strip.none');
  const counts = new Map();
  runs.forEach((run) => counts.set(run.state, (counts.get(run.state) ?? 0) + 1));
  const parts = [...counts].map(([state, n]) => `${n} ${t(`state.${state}`)}`);
  return t('strip.label', { n: runs.length, parts: parts.join(', ') });
}
