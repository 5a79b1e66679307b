import { Choice, Store } from './store.js';

const PERIOD = 2_000;
const PERIOD_BESIDE_STREAM = 5_000;
const LONGEST_PAUSE = 30_000;
const REOPEN = 30_000;
const GAP = 400;

/** Whether pages follow the server by themselves. */
export const live = new Choice('live', ['on', 'off']);

/** When the server was last heard, and whether it has been lost since. */
export const contact = new Store({ at: null, lost: false });

/** Tells what the server says has changed; null if it cannot say, so that all is fetched again. */
const changes = new EventTarget();
let source = null;
let streaming = false;

function following() {
  return !document.hidden && live.value === 'on';
}

/** Keeps one stream of events open while the tab is seen and the console is live. */
export function listen() {
  document.addEventListener('visibilitychange', openOrClose);
  live.addEventListener('change', openOrClose);
  // A stream that is open keeps a page out of the browser's cache of pages.
  addEventListener('pagehide', close);
  openOrClose();
}

function openOrClose() {
  if (!following()) close();
  else if (source === null) open();
}

function close() {
  source?.close();
  source = null;
  streaming = false;
}

function open() {
  source = new EventSource('api/events');
  source.addEventListener('open', () => {
    streaming = true;
  });
  source.addEventListener('changed', (event) => tell(JSON.parse(event.data)));
  source.addEventListener('reset', () => tell(null));
  source.addEventListener('error', () => {
    streaming = false;
    // The browser comes back by itself, but not after a refusal.
    if (source?.readyState === EventSource.CLOSED) {
      source = null;
      setTimeout(openOrClose, REOPEN);
    }
  });
}

function tell(what) {
  changes.dispatchEvent(new CustomEvent('changed', { detail: what }));
}

/**
 * Each load gives up the one before it, so that no older answer comes after a newer one.
 *
 * @param load gets a signal that ends with the view, or when the next load begins
 * @returns loads; whether it was not given up
 */
export function newest(load, leaving) {
  let current = new AbortController();
  return async () => {
    current.abort();
    const { signal } = (current = new AbortController());
    try {
      await load(AbortSignal.any([leaving, signal]));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return !signal.aborted;
  };
}

/**
 * Loads now, and again when the server says that something has changed, and now and then anyway,
 * while the tab is seen and the console is live; less often while the server cannot be reached.
 *
 * @param view stops when it leaves the page
 * @param load gets a signal that ends with the view, or when the next load begins
 * @param options `failed` gets what `load` throws; `concerns` says whether a change of
 *     `{tasks, runs}` matters; `period` is the longest time between two loads
 * @returns loads at once
 */
export function follow(view, load, { failed = () => {}, concerns = () => true, period = () => PERIOD_BESIDE_STREAM } = {}) {
  const leaving = view.leaving;
  const loadNewest = newest(load, leaving);
  let timer;
  let failures = 0;
  let earliest = 0;
  let loading = false;
  let changedMeanwhile = false;
  const next = async () => {
    clearTimeout(timer);
    const begun = performance.now();
    loading = true;
    changedMeanwhile = false;
    try {
      if (!(await loadNewest())) return;
      failures = 0;
      contact.value = { at: new Date(), lost: false };
    } catch (error) {
      if (leaving.aborted) return;
      failures++;
      if (!error.status || error.status >= 500) contact.value = { ...contact.value, lost: true };
      failed(error);
    }
    loading = false;
    // A slow server is asked less often.
    const took = performance.now() - begun;
    const pause = Math.max(GAP, 2 * took);
    earliest = performance.now() + pause;
    const usual = period();
    const wait = Math.min(streaming || usual > PERIOD_BESIDE_STREAM ? usual : Math.min(PERIOD, usual), LONGEST_PAUSE);
    schedule(changedMeanwhile && failures === 0 ? pause : Math.min(wait * 2 ** failures, LONGEST_PAUSE));
  };
  const schedule = (wait) => {
    clearTimeout(timer);
    if (!leaving.aborted && following()) timer = setTimeout(next, wait);
  };
  const changed = ({ detail }) => {
    if (failures > 0 || !(detail === null || detail.more || concerns(detail))) return;
    // A load under way is not given up for this: changes that come faster than answers would keep
    // every answer away.
    if (loading) changedMeanwhile = true;
    else schedule(Math.max(0, earliest - performance.now()));
  };
  const resume = () => {
    if (following()) next();
    else clearTimeout(timer);
  };
  document.addEventListener('visibilitychange', resume, { signal: leaving });
  live.addEventListener('change', resume, { signal: leaving });
  changes.addEventListener('changed', changed, { signal: leaving });
  leaving.addEventListener('abort', () => clearTimeout(timer));
  next();
  return next;
}
