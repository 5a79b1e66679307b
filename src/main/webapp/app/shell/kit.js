// What nearly every page needs, so that it can name it in one line.
export { html, nothing } from '../lit/lit-html.js';
export { get, getAll, getTagged, post, put, remove } from '../server/api.js';
export { may, mayOperateAll } from '../server/now.js';
export { t } from '../words/words.js';
export { ask, showOnce } from './dialog.js';
export { attempt, complain, tell } from './notice.js';
export { Page } from './page.js';
export { address, go, keep, query } from './router.js';
export { table } from './table.js';
