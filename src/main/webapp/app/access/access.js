import { me } from '../server/now.js';
import { ask, attempt, getAll, getTagged, html, nothing, Page, post, put, remove, showOnce, t, table, tell } from '../shell/kit.js';
import { ago, when } from '../words/times.js';

const ROLES = ['viewer', 'operator', 'administrator', 'metrics'];
const DAY = 86_400_000;
const LIFE = 90;

/** Rules for the names of users and tokens. */
const NAME_RULES = { required: true, pattern: '[A-Za-z0-9][A-Za-z0-9._@\\-]{0,99}' };

/** A field of a dialog for a role. */
function roleField(value) {
  const options = ROLES.map((role) => [role, `${t(`role.${role}`)}: ${t(`role.${role}.help`)}`]);
  return { name: 'role', label: t('users.role'), value, options };
}

/** A field of a dialog for the tasks that an operator may operate; `value` are patterns of names. */
function tasksField(value = []) {
  return { name: 'tasks', label: t('users.tasks'), value: value.join(' '), help: t('users.tasksHelp'), rules: { most: 1300 } };
}

/** What a dialog was told, as the server takes it: tasks are for operators only, and none named means all. */
function withTasks({ tasks, ...wish }) {
  const patterns = tasks.split(/[\s,]+/).filter(Boolean);
  if (wish.role !== 'operator' && patterns.length === 0) return wish;
  return { ...wish, tasks: patterns.length === 0 ? ['*'] : patterns };
}

/** What somebody's role lets them operate, where that is not simply all. */
function limit({ role, tasks }) {
  return role === 'operator' && !tasks.includes('*') ? html`<small>${t('users.onlyTasks', { tasks: tasks.join(' ') })}</small>` : nothing;
}

/** The tag of what is there now; a change of it must name it. */
async function tagOf(path) {
  return (await attempt(() => getTagged(path)))?.tag;
}

/** Who may sign in, and what they may do. */
class Users extends Page {
  #users;
  needs = 'administrator';
  heading = t('nav.users');

  async load(signal) {
    this.#users = await getAll('api/users', { signal });
  }

  tools() {
    return html`<button class="main" @click=${() => this.#make()}>${t('users.new')}</button>`;
  }

  body() {
    const columns = [
      [t('users.name'), (user) => html`${user.name}${user.name === me.value.name ? html`<small>${t('users.you')}</small>` : nothing}
        ${user.signsInBy === 'password' ? nothing : html`<small>${t(`users.by.${user.signsInBy}`)}</small>`}
        ${user.mustChangePassword ? html`<small>${t('users.oneTime')}</small>` : nothing}`],
      [t('users.role'), (user) => html`${t(`role.${user.role}`)}<small>${t(`role.${user.role}.help`)}</small>${limit(user)}`],
    ];
    const verbs = (user) => html`<button @click=${() => this.#change(user)}>${t('users.change')}</button>
      ${user.signsInBy === 'password' ? html`<button @click=${() => this.#reset(user)}>${t('users.reset')}</button>` : nothing}
      <button class="danger" @click=${() => this.#remove(user)}>${t('make.delete')}</button>`;
    return table(this.heading, columns, this.#users, verbs);
  }

  async #make() {
    const made = await ask({
      title: t('users.new'),
      verb: t('make.verb'),
      fields: [{ name: 'name', label: t('users.name'), rules: NAME_RULES }, roleField('viewer'), tasksField()],
      act: (wish) => post('api/users', withTasks(wish)),
    });
    this.#showPassword(made);
  }

  async #reset({ name }) {
    const made = await ask({
      title: t('users.resetTitle', { name }),
      text: t('users.resetText'),
      verb: t('users.reset'),
      act: () => post(`${path(name)}/reset`, {}),
    });
    this.#showPassword(made);
  }

  #showPassword(made) {
    if (made === null) return;
    showOnce(made.user, made.password);
    this.refresh();
  }

  async #change({ name, role, tasks }) {
    const tag = await tagOf(path(name));
    if (!tag) return;
    const changed = await ask({
      title: t('users.changeTitle', { name }),
      verb: t('users.change'),
      fields: [roleField(role), tasksField(role === 'operator' && !tasks.includes('*') ? tasks : [])],
      act: (wish) => put(path(name), withTasks(wish), tag),
    });
    if (changed === null) return;
    tell(t('make.done', { name }));
    this.refresh();
  }

  async #remove({ name }) {
    const tag = await tagOf(path(name));
    if (!tag) return;
    const sure = await ask({
      title: t('make.deleteTitle', { name }),
      text: t('users.removeText'),
      verb: t('make.delete'),
      danger: true,
      act: () => remove(path(name), tag).then(() => true),
    });
    if (sure === null) return;
    tell(t('make.gone', { name }));
    this.refresh();
  }
}

function path(name) {
  return `api/users/${encodeURIComponent(name)}`;
}

customElements.define('gc-users', Users);

/** What programs sign in with. */
class Tokens extends Page {
  #tokens;
  needs = 'administrator';
  heading = t('nav.tokens');

  async load(signal) {
    this.#tokens = await getAll('api/tokens', { signal });
  }

  tools() {
    return html`<button class="main" @click=${() => this.#make()}>${t('tokens.new')}</button>`;
  }

  body() {
    if (this.#tokens.length === 0) return html`<div class="empty"><h2>${t('tokens.none')}</h2></div>`;
    const columns = [
      [t('users.name'), (token) => token.name],
      [t('users.role'), (token) => html`${t(`role.${token.role}`)}${limit(token)}`],
      [t('tokens.by'), (token) => html`${token.createdBy}<small>${when(token.createdAt)}</small>`],
      [t('tokens.expires'), (token) => html`${when(token.expiresAt)}<small>${ago(token.expiresAt)}</small>`],
      [t('tokens.used'), (token) => (token.lastUsedAt ? ago(token.lastUsedAt) : t('tokens.never'))],
    ];
    const verbs = (token) => html`<button class="danger" @click=${() => this.#revoke(token)}>${t('make.delete')}</button>`;
    return table(this.heading, columns, this.#tokens, verbs);
  }

  async #make() {
    const day = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
    const made = await ask({
      title: t('tokens.new'),
      verb: t('make.verb'),
      fields: [
        { name: 'name', label: t('users.name'), rules: NAME_RULES },
        roleField('operator'),
        tasksField(),
        { name: 'expiresAt', label: t('tokens.expires'), value: day(LIFE), rules: { type: 'date', min: day(1), max: day(365), required: true } },
      ],
      act: (wish) => post('api/tokens', { ...withTasks(wish), expiresAt: `${wish.expiresAt}T00:00:00Z` }),
    });
    if (made === null) return;
    showOnce(made.token.name, made.secret);
    this.refresh();
  }

  async #revoke({ name }) {
    const path = `api/tokens/${encodeURIComponent(name)}`;
    const tag = await tagOf(path);
    if (!tag) return;
    const sure = await ask({
      title: t('make.deleteTitle', { name }),
      text: t('tokens.revokeText'),
      verb: t('make.delete'),
      danger: true,
      act: () => remove(path, tag).then(() => true),
    });
    if (sure === null) return;
    tell(t('make.gone', { name }));
    this.refresh();
  }
}

customElements.define('gc-tokens', Tokens);
