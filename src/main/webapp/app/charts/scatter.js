import { html, svg } from '../lit/lit-html.js';
import { duration } from '../words/times.js';
import { t } from '../words/words.js';

const HEIGHT = 150;

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
  // In percent, so that the words keep their size on every screen.
  const x = (at) => `${12 + ((at - first) / Math.max(1, last - first)) * 86}%`;
  const y = (took) => 16 + (1 - Math.log10(Math.max(1, took) / low) / Math.log10(high / low)) * (HEIGHT - 20);
  const ticks = [];
  for (let tick = low; tick <= high; tick *= 10) ticks.push(tick);
  return html`<svg class="scatter" height=${HEIGHT} role="img" aria-label=${label}>
    ${ticks.map((tick) => svg`<line class="grid" x2="100%" y1=${y(tick)} y2=${y(tick)}/>
      <text class="tick" y=${y(tick) - 3}>${duration(tick)}</text>`)}
    ${lines.filter((line) => line.took !== null).map((line) => svg`<line class="reference" x2="100%" y1=${y(line.took)} y2=${y(line.took)}/>
      <text class="tick" x="100%" y=${y(line.took) - 3} text-anchor="end">${line.name}</text>`)}
    ${points.map((point) => dot(point.state, x(point.at), y(point.took)))}
  </svg>`;
}

function dot(state, x, y) {
  const kind = `s-${state.toLowerCase()}`;
  return state === 'SUCCEEDED'
    ? svg`<circle class="fill ${kind}" cx=${x} cy=${y} r="2.5"/>`
    : svg`<svg x=${x} y=${y} overflow="visible"><path class="line ${kind}" d="M-3.5 -3.5l7 7m0-7l-7 7"/></svg>`;
}
