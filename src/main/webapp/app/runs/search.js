const KEYS = ['task', 'state', 'trigger', 'node', 'since', 'until'];
const AGE = /^(\d+)(s|m|h|d)$/;
const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 };
export const STATES = ['QUEUED', 'RUNNING', 'CANCELLING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELLED', 'SKIPPED', 'ABANDONED'];
const TRIGGERS = ['STARTUP', 'SCHEDULE', 'MANUAL', 'RETRY', 'CATCH_UP'];

/**
 * Reads what a person wrote, such as `state:failed since:24h`.
 *
 * @returns `parameters` for the server, and `unknown`: words that mean nothing
 */
export function parse(text, now = Date.now()) {
  const parameters = [];
  const unknown = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const at = word.indexOf(':');
    const key = word.slice(0, at).toLowerCase();
    const value = at > 0 && KEYS.includes(key) ? meaning(key, word.slice(at + 1), now) : null;
    if (value === null) unknown.push(word);
    else parameters.push([key, value]);
  }
  return { parameters, unknown };
}

function meaning(key, value, now) {
  if (value === '') return null;
  if (key === 'state') return oneOf(STATES, value);
  if (key === 'trigger') return oneOf(TRIGGERS, value);
  return key === 'since' || key === 'until' ? instant(value, now) : value;
}

function oneOf(known, value) {
  const upper = value.toUpperCase().replace('-', '_');
  return known.includes(upper) ? upper : null;
}

/** An age such as `24h`, or an instant or day in UTC. */
function instant(value, now) {
  const age = AGE.exec(value);
  const at = age ? new Date(now - age[1] * SECONDS[age[2]] * 1_000) : new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Ways to go on from what has been written so far. */
export function completions(text, tasks, nodes) {
  const space = text.lastIndexOf(' ') + 1;
  const [before, word] = [text.slice(0, space), text.slice(space).toLowerCase()];
  const values = {
    task: tasks,
    node: nodes,
    state: STATES.map((state) => state.toLowerCase()),
    trigger: TRIGGERS.map((trigger) => trigger.toLowerCase()),
    since: ['15m', '1h', '24h', '7d'],
    until: ['1h', '24h'],
  };
  return Object.entries(values)
    .flatMap(([key, all]) => (word.startsWith(`${key}:`) ? all.map((value) => `${key}:${value}`) : [`${key}:`]))
    .filter((candidate) => candidate.startsWith(word) && candidate !== word)
    .slice(0, 40)
    .map((candidate) => before + candidate);
}
