/** An answer that is not the one that was wanted: a problem as RFC 9457 has it. */
export class ServerError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.status = status;
    this.errors = problem?.errors ?? [];
  }
}

/** Reads JSON. The path is relative, so that any context path and prefix works. */
export function get(path, options) {
  return send('GET', path, options).then((answer) => answer.json());
}

/** Reads text. */
export function getText(path, accept, options) {
  return send('GET', path, { ...options, accept }).then((answer) => answer.text());
}

/** Asks the server to do something. */
export async function post(path, body) {
  const answer = await send('POST', path, { body });
  return answer.status === 204 ? null : answer.json();
}

/** All items of a list, page by page, up to a bound. */
export async function getAll(path, options, most = 2000) {
  const items = [];
  let after = '';
  do {
    const page = await get(`${path}?limit=500${after}`, options);
    items.push(...page.items);
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after && items.length < most);
  return items;
}

async function send(method, path, { signal, body, accept = 'application/json' } = {}) {
  const headers = { Accept: accept };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await fetch(path, {
    method,
    headers,
    signal,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => null);
    throw new ServerError(answer.status, problem);
  }
  return answer;
}
