import { get } from './api.js';
import { Store } from './store.js';

/** The whole in figures, as the server last told it; null at first. */
export const summary = new Store(null);

export async function loadSummary(signal) {
  summary.value = await get('api/summary', { signal });
}

/** Who is signed in. */
export const me = new Store({ name: '', roles: [] });

export async function loadMe() {
  me.value = await get('api/me');
}

/** Whether the caller has a role: what a caller may not do is not shown. */
export function may(role) {
  return me.value.roles.includes(role);
}
