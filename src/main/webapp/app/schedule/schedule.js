import { faultsBelow, otherFaults } from '../form/form.js';
import { address, ask, complain, getTagged, go, html, nothing, Page, put, query, remove, t, tell } from '../shell/kit.js';
import './editor.js';

/** Changes when a task is due, and shows before it is saved what that means. */
class Schedule extends Page {
  #name = query().get('name') ?? '';
  #saved;
  #tag;
  #error = null;
  #editor = document.createElement('gc-schedule-editor');
  live = false;
  heading = t('schedule.title', { name: this.#name });

  get #path() {
    return `api/tasks/${encodeURIComponent(this.#name)}/schedule`;
  }

  async load(signal) {
    const { value, tag } = await getTagged(this.#path, { signal });
    this.#saved = value;
    this.#tag = tag;
    this.#editor.value = value;
  }

  tools() {
    return html`<a class="button" href=${address('task', { name: this.#name })}>${t('schedule.back')}</a>`;
  }

  body() {
    return html`
        <p class="lead">${this.#saved.words}</p>
        ${this.#saved.hides ? html`<p class="quiet">${t('schedule.hides', { words: this.#saved.hides })}</p>` : nothing}
        <form class="sheet" @submit=${(event) => this.#save(event)}>${this.#editor}
          ${otherFaults(this.#error, (pointer) => this.#editor.shows(pointer.slice(1)))}
          <div class="actions">
            ${this.#saved.source === 'REST' ? html`<button type="button" class="danger" @click=${() => this.#reset()}>${t('schedule.reset')}</button>` : nothing}
            <button class="main">${t('schedule.save')}</button>
          </div>
        </form>`;
  }

  async #save(event) {
    event.preventDefault();
    await this.#change(() => put(this.#path, this.#editor.value, this.#tag), 'schedule.saved');
  }

  async #reset() {
    const sure = await ask({
      title: t('schedule.resetTitle', { name: this.#name }),
      text: this.#saved.hides ?? '',
      verb: t('schedule.reset'),
      danger: true,
    });
    if (sure !== null) await this.#change(() => remove(this.#path, this.#tag), 'schedule.wasReset');
  }

  async #change(action, said) {
    try {
      await action();
      tell(t(said));
      go(address('task', { name: this.#name }));
    } catch (error) {
      if (error.status === 412) {
        complain(error);
        this.refresh();
      } else {
        this.#error = error;
        this.#editor.faults = faultsBelow(error.errors ?? [], '/');
        this.changed();
      }
    }
  }
}

customElements.define('gc-schedule', Schedule);
