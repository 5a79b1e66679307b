import { Choice, Store } from './store.js';

const PERIOD = 2_000;
const LONGEST_PAUSE = 30_000;

/** Whether pages follow the server by themselves. */
export const live = new Choice('live', ['on', 'off']);

/** When the server was last heard, and whether it has been lost since. */
export const contact = new Store({ at: null, lost: false });

/**
 * Loads now, and again every two seconds while the tab is seen and the console is live; less often
 * while the server cannot be reached.
 *
 * @param view stops when it leaves the page
 * @param load gets a signal that ends with the view; what it throws is given to `failed`
 */
export function follow(view, load, failed = () => {}) {
  const leaving = view.leaving;
  let timer;
  let failures = 0;
  const next = async () => {
    clearTimeout(timer);
    try {
      await load(leaving);
      failures = 0;
      contact.value = { at: new Date(), lost: false };
    } catch (error) {
      if (leaving.aborted) return;
      failures++;
      if (!error.status || error.status >= 500) contact.value = { ...contact.value, lost: true };
      failed(error);
    }
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    if (!leaving.aborted && !document.hidden && live.value === 'on') {
      timer = setTimeout(next, Math.min(PERIOD * 2 ** failures, LONGEST_PAUSE));
    }
  };
  const resume = () => {
    if (!document.hidden && live.value === 'on') next();
    else clearTimeout(timer);
  };
  document.addEventListener('visibilitychange', resume, { signal: leaving });
  live.addEventListener('change', resume, { signal: leaving });
  leaving.addEventListener('abort', () => clearTimeout(timer));
  next();
  return next;
}
