import { Store } from '../server/store.js';
import { t } from '../words/words.js';

const SHOWN = 8_000;

/** What has just been done, or could not be: `{kind, text, link, linkText}`; null if nothing. */
export const notice = new Store(null);

let timer;

/** Says what was done. */
export function tell(text, link, linkText) {
  set({ kind: 'good', text, link, linkText });
}

/** Says what the server refused, in its own words. */
export function complain(error) {
  set({ kind: 'bad', text: error.status ? error.message : t('error.unreachable') });
}

function set(value) {
  clearTimeout(timer);
  notice.value = value;
  timer = setTimeout(() => {
    notice.value = null;
  }, SHOWN);
}

/** Does something and says how it went. */
export async function attempt(action, done) {
  try {
    const answer = await action();
    done?.(answer);
    return answer;
  } catch (error) {
    complain(error);
    return null;
  }
}
