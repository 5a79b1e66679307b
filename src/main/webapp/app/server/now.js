import { askWho, get, getAll } from './api.js';
import { Store } from './store.js';

/** The whole in figures, as the server last told it; null at first. */
export const summary = new Store(null);

export async function loadSummary(signal) {
  summary.value = await get('api/summary', { signal });
}

/** Whether every schedule is held, and by whom: `{held, hold}`; null at first. */
export const hold = new Store(null);

export async function loadHold(signal) {
  hold.value = await get('api/hold', { signal });
}

/** How many nodes live; null at first. */
export const nodes = new Store(null);

export async function loadNodes(signal) {
  const all = await getAll('api/nodes', { signal });
  nodes.value = all.filter((node) => node.state !== 'GONE').length;
}

/** Who is signed in. */
export const me = new Store({ name: '', roles: [], tasks: [] });

export async function loadMe() {
  me.value = await get('api/me');
  // The sign-in page lets a person choose a password of their own first.
  if (me.value.mustChangePassword) askWho();
}

/** Whether the caller has a role: what a caller may not do is not shown. */
export function may(role) {
  return me.value.roles.includes(role);
}

/** Whether the caller may do what touches every task. */
export function mayOperateAll() {
  return may('operator') && me.value.tasks.includes('*');
}
