import { getText } from './api.js';

let routes = new Set();

/** Learns from the server's own description what it offers: what it does not is not shown. */
export async function loadOffers() {
  const found = new Set();
  let path = '';
  for (const line of (await getText('api/openapi.yaml', '*/*')).split('\n')) {
    path = /^ {2}(\/\S*):$/.exec(line)?.[1] ?? path;
    const method = /^ {4}(get|post|put|delete):$/.exec(line)?.[1];
    if (method) found.add(`${method} ${path}`);
  }
  routes = found;
}

/** Whether the server has a route, such as `post /runs/{id}/retry`. */
export function offers(route) {
  return routes.has(route);
}
