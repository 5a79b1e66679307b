import { html, svg } from '../lit/lit-html.js';
import { t } from '../words/words.js';

const RING = svg`<circle class="line" cx="8" cy="8" r="6.25"/>`;
const DISC = svg`<circle class="fill" cx="8" cy="8" r="7"/>`;

/** Each state has a shape of its own, so that it is readable without colour. */
const SHAPES = {
  QUEUED: svg`${RING}<path class="line" d="M8 4.5V8l2.5 1.5"/>`,
  RUNNING: svg`<circle class="line faint" cx="8" cy="8" r="6.25"/><path class="line turning" d="M8 1.75A6.25 6.25 0 0 1 14.25 8"/><path class="fill" d="M6.5 5.2v5.6L11 8z"/>`,
  CANCELLING: svg`${RING}<rect class="fill" x="5.5" y="5.5" width="5" height="5"/>`,
  SUCCEEDED: svg`${DISC}<path class="cut" d="M4.8 8.3l2.2 2.2 4.2-4.7"/>`,
  FAILED: svg`<path class="fill" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="M5.5 5.5l5 5m0-5l-5 5"/>`,
  CANCELLED: svg`${RING}<path class="line" d="M4 12l8-8"/>`,
  TIMED_OUT: svg`${DISC}<path class="cut" d="M8 4v4.2h3.2"/>`,
  SKIPPED: svg`<path class="line" d="M3 4l4 4-4 4m5.5-8l4 4-4 4"/>`,
  ABANDONED: svg`<path class="fill" d="M8 1l7.3 13.5H.7z"/><path class="cut" d="M8 6v3.6m0 1.6v1.3"/>`,
  STARTED: svg`${RING}<path class="fill" d="M6.5 5.2v5.6L11 8z"/>`,
  READY: svg`${RING}<circle class="fill" cx="8" cy="8" r="2.5"/>`,
  OFF: svg`${RING}<path class="line" d="M5 8h6"/>`,
  PAUSED: svg`${RING}<path class="line" d="M6.3 5.5v5m3.4-5v5"/>`,
};

/** The mark of a state alone. */
export function mark(state) {
  return html`<svg class="mark s-${state.toLowerCase()}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${SHAPES[state]}</svg>`;
}

/** The mark of a state and its word. */
export function stateOf(state, text = t(`state.${state}`)) {
  return html`<span class="state s-${state.toLowerCase()}">${mark(state)}${text}</span>`;
}
