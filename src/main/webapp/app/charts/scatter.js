import { html, svg } from '../lit/lit-html.js';
import { duration } from '../words/times.js';
import { t } from '../words/words.js';

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 64;
const BOTTOM = 18;

/**
 * Durations of runs over time, on a logarithmic scale; each outcome has a shape of its own.
 *
 * @param points `{at, took, state}` with milliseconds
 * @param lines `{name, took}` to compare with
 */
export function scatter(points, lines, label) {
  if (points.length < 2) return html`<p class="quiet">${t('chart.few')}</p>`;
  const times = points.map((point) => point.at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const all = [...points, ...lines].map((point) => Math.max(1, point.took));
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const high = Math.max(low * 10, 10 ** Math.ceil(Math.log10(Math.max(...all))));
  const x = (at) => LEFT + ((at - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 12) + 4;
  const y = (took) => 8 + (1 - Math.log10(Math.max(1, took) / low) / Math.log10(high / low)) * (HEIGHT - BOTTOM - 8);
  const ticks = [];
  for (let tick = low; tick <= high; tick *= 10) ticks.push(tick);
  return html`<svg class="scatter" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
    ${ticks.map((tick) => svg`<path class="grid" d="M${LEFT} ${y(tick)}H${WIDTH}"/>
      <text class="tick" x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${duration(tick)}</text>`)}
    ${lines.filter((line) => line.took !== null).map((line) => svg`<path class="reference" d="M${LEFT} ${y(line.took)}H${WIDTH}"/>
      <text class="tick" x=${WIDTH - 2} y=${y(line.took) - 3} text-anchor="end">${line.name}</text>`)}
    ${points.map((point) => dot(point.state, x(point.at), y(point.took)))}
  </svg>`;
}

function dot(state, x, y) {
  const kind = `s-${state.toLowerCase()}`;
  return state === 'SUCCEEDED'
    ? svg`<circle class="fill ${kind}" cx=${x} cy=${y} r="2.5"/>`
    : svg`<path class="line ${kind}" d="M${x - 3.5} ${y - 3.5}l7 7m0-7l-7 7"/>`;
}
