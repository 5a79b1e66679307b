import { html } from '../lit/lit-html.js';
import { t } from '../words/words.js';
import { show } from './dialog.js';
import { go } from './router.js';

const PLACES = { t: './', r: 'runs', n: 'nodes', p: 'problems', l: 'timeline' };
const LEGEND = [
  ['/', 'keys.search'],
  ['j k', 'keys.rows'],
  ['Enter', 'keys.open'],
  ['g t', 'nav.tasks'],
  ['g r', 'nav.runs'],
  ['g l', 'nav.timeline'],
  ['g n', 'nav.nodes'],
  ['g p', 'nav.problems'],
  ['?', 'keys.help'],
];

let before = '';

/** Listens to the keyboard: what each key does stands in the legend. */
export function listenToKeys() {
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches?.('input, select, textarea') || document.querySelector('dialog[open]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const first = before;
    before = event.key;
    if (first === 'g' && PLACES[event.key]) go(PLACES[event.key]);
    else if (event.key === '/') focusSearch(event);
    else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === '?') help();
  });
}

function focusSearch(event) {
  const search = document.querySelector('input[type=search]');
  if (search) {
    event.preventDefault();
    search.focus();
  }
}

/** Rows are reached by the link in each that opens it. */
function step(by) {
  const links = [...document.querySelectorAll('main a.row-link')];
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}

/** Shows the legend. */
export function help() {
  show(
    t('keys.title'),
    html`<dl class="keys">
      ${LEGEND.map(([key, text]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(text)}</dd></div>`)}
    </dl>`,
  );
}
