import { language } from './language.js';

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

/** Asks the server to do something, with what `tag` names if the server wants to know. */
export async function post(path, body, tag) {
  const text = await (await send('POST', path, { body, tag })).text();
  return text ? JSON.parse(text) : null;
}

/** Puts something in the place of what is there, which `tag` names if the server wants to know. */
export async function put(path, body, tag) {
  return (await send('PUT', path, { body, tag })).json();
}

/** Takes something away. */
export async function remove(path, tag) {
  const answer = await send('DELETE', path, { tag });
  return answer.status === 204 ? null : answer.json();
}

/** Reads JSON and the tag that a change of it must name: `{value, tag}`. */
export async function getTagged(path, options) {
  const answer = await send('GET', path, options);
  return { value: await answer.json(), tag: answer.headers.get('ETag') };
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

/** Nobody is signed in, or not any more: what was asked for waits behind the sign-in page. */
export function askWho() {
  const page = location.pathname.slice(location.pathname.lastIndexOf('/') + 1);
  if (page === 'sign-in') return;
  location.replace(`sign-in?${new URLSearchParams({ then: page + location.search })}`);
}

async function send(method, path, { signal, body, tag, accept = 'application/json' } = {}) {
  // The second one tells the server that no dialog of the browser's is wanted.
  const headers = { Accept: accept, 'Accept-Language': language, 'X-Requested-With': 'groundcrew' };
  // Screens read by themselves, again and again: background work need not make room for that.
  if (method === 'GET') headers['Groundcrew-Poll'] = 'true';
  if (tag) headers['If-Match'] = tag;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await fetch(path, {
    method,
    headers,
    signal,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    if (answer.status === 401) askWho();
    const problem = await answer.json().catch(() => null);
    throw new ServerError(answer.status, problem);
  }
  return answer;
}
