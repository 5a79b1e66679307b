import { Store } from '../server/store.js';

/** The page that the address names, such as `runs`; `''` is the home page. */
export const page = new Store(pageOf(location));

/** The query of the address. Pages keep their state there. */
export function query() {
  return new URLSearchParams(location.search);
}

function pageOf(url) {
  return url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
}

/** The address of a page. Relative, so that any context path and prefix works. */
export function address(name, values = {}) {
  const kept = Object.entries(values).filter(([, value]) => value !== '' && value != null);
  const search = new URLSearchParams(kept).toString();
  return (name || './') + (search && `?${search}`);
}

/** Goes to a page without loading the document again. */
export function go(href) {
  history.pushState(null, '', href);
  page.value = pageOf(location);
}

/** Changes the state of the page that is shown, without a step in the history. */
export function keep(name, values) {
  history.replaceState(null, '', address(name, values));
}

/** Follows links to our own pages, unless a person wants them elsewhere. */
export function followLinks(pages) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !plain || link.target || link.hasAttribute('download')) return;
    const to = new URL(link.href);
    const here = new URL('.', location);
    const ours = to.origin === here.origin && new URL('.', to).pathname === here.pathname;
    if (!ours || !(pageOf(to) in pages)) return;
    event.preventDefault();
    go(to.href);
    scrollTo(0, 0);
  });
  addEventListener('popstate', () => {
    page.value = pageOf(location);
  });
}
