import { html, nothing } from '../lit/lit-html.js';
import { get, post, put } from '../server/api.js';
import { paint } from '../shell/theme.js';
import { View } from '../shell/view.js';
import { t } from '../words/words.js';

/** A page of ours with its query; anything else could lead elsewhere. */
const OURS = /^[a-z-]*(\?.*)?$/;

/** Why somebody who comes from a provider is not let in, where a person can do something about it. */
const REASONS = ['stale', 'no_role'];

/** Who are you? And, where somebody else chose the password: choose your own. */
class SignIn extends View {
  #mustChange = false;
  #trying = false;
  #error = '';
  #password = '';
  #provider = null;

  enter() {
    paint();
    document.title = `${t('signIn.title')} · Groundcrew`;
    // The provider has sent the browser back: only from a page of ours does it bring the session.
    if (asked('done')) goOn();
    const refused = asked('refused');
    if (refused) this.#error = t(`signIn.${REASONS.includes(refused) ? refused : 'refused'}`);
    this.#offer();
  }

  async #offer() {
    try {
      this.#provider = (await get('api/openid')).title;
      this.changed();
    } catch {
      // With name and password it goes on without.
    }
  }

  view() {
    return html`<main class="sign-in">
      <p class="brand"><img src="app/icon.svg" alt="" width="28" height="28">Groundcrew</p>
      ${this.#mustChange ? this.#change() : this.#signIn()}
    </main>`;
  }

  #signIn() {
    return html`<form class="card" @submit=${(event) => this.#try(event, (values) => this.#enter(values))}>
      <h1>${t('signIn.title')}</h1>
      ${this.#complaint()}
      ${field('user', t('signIn.user'), 'text', 'username')}
      ${field('password', t('signIn.password'), 'password', 'current-password')}
      ${this.#button(t('signIn.verb'))}
      ${this.#provider ? html`<a class="button" href=${`api/openid/start?then=${encodeURIComponent(asked('then') ?? '')}`}>${t('signIn.with', { provider: this.#provider })}</a>` : nothing}
    </form>`;
  }

  #change() {
    return html`<form class="card" @submit=${(event) => this.#try(event, (values) => this.#choose(values))}>
      <h1>${t('signIn.changeTitle')}</h1>
      <p>${t('signIn.changeHelp')}</p>
      ${this.#complaint()}
      ${field('new', t('signIn.newPassword'), 'password', 'new-password')}
      ${this.#button(t('signIn.changeVerb'))}
    </form>`;
  }

  #complaint() {
    return this.#error ? html`<p class="bad" role="alert">${this.#error}</p>` : nothing;
  }

  #button(verb) {
    return html`<button class="main" ?disabled=${this.#trying}>${this.#trying ? t('signIn.trying') : verb}</button>`;
  }

  async #enter({ user, password }) {
    const me = await post('api/session', { user, password });
    this.#password = password;
    this.#mustChange = me.mustChangePassword;
    if (!this.#mustChange) goOn();
  }

  async #choose(values) {
    await put('api/me/password', { current: this.#password, new: values.new });
    goOn();
  }

  async #try(event, action) {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    this.#trying = true;
    this.changed();
    try {
      this.#error = '';
      await action(values);
    } catch (error) {
      this.#error = this.#words(error);
    }
    this.#trying = false;
    this.changed();
  }

  #words(error) {
    if (!error.status) return t('error.unreachable');
    return error.status === 401 ? t('signIn.wrong') : error.message;
  }
}

/** What the address says of a sign-in that went elsewhere and came back. */
function asked(name) {
  return new URLSearchParams(location.search).get(name);
}

function field(name, label, type, autocomplete) {
  return html`<label class="field"><span>${label}</span>
    <input name=${name} type=${type} autocomplete=${autocomplete} required autocapitalize="none" spellcheck="false"></label>`;
}

function goOn() {
  const then = asked('then') ?? '';
  location.replace(OURS.test(then) && then ? then : './');
}

customElements.define('gc-sign-in', SignIn);
