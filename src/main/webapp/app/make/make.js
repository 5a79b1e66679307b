import { choiceField, faultsBelow, otherFaults, parameterFields, textField } from '../form/form.js';
import { ServerError } from '../server/api.js';
import { address, ask, attempt, complain, get, getTagged, go, html, keep, nothing, Page, post, put, query, remove, t, tell } from '../shell/kit.js';
import '../schedule/editor.js';

const NEW = { name: '', type: '', schedule: { every: 'PT15M' }, parameters: {} };
const ABOUT = { description: 'make.description', owner: 'task.owner', runbook: 'task.runbook' };

/** Makes a task of a type, or changes or deletes one that was made so. */
class Make extends Page {
  #name = query().get('name') ?? '';
  #types;
  #task;
  #tag;
  #error = null;
  #editor = document.createElement('gc-schedule-editor');
  needs = 'administrator';
  live = false;
  heading = this.#name ? t('make.changeTitle', { name: this.#name }) : t('make.title');

  get #path() {
    return `api/tasks/${encodeURIComponent(this.#name)}`;
  }

  async load(signal) {
    this.#types = (await get('api/task-types', { signal })).items;
    const wanted = this.#types.find((type) => type.name === query().get('type')) ?? this.#types[0];
    this.#task = this.#name ? await this.#made({ signal }) : { ...NEW, type: wanted.name };
    this.#editor.value = this.#task.schedule ?? {};
  }

  /** The task as it was asked for: what was not said then is not said now. */
  async #made(options) {
    // The tag first: a change between the two is refused rather than overwritten.
    this.#tag = (await getTagged(this.#path, options)).tag;
    const { tasks } = await get('api/tasks.yaml', options);
    const made = tasks.find((task) => task.name === this.#name);
    if (!made) throw new ServerError(404, { detail: t('task.unknown', { name: this.#name }) });
    return { parameters: {}, ...made };
  }

  tools() {
    return this.#name ? html`<button class="danger" @click=${() => this.#delete()}>${t('make.delete')}</button>` : nothing;
  }

  body() {
    const errors = this.#error?.errors ?? [];
    const type = this.#types.find((one) => one.name === this.#task.type);
    const faults = faultsBelow(errors, '/parameters/');
    return html`<form class="sheet" @submit=${(event) => this.#save(event)}>
      <div class="columns">
        <section class="card"><h2>${t('make.about')}</h2>${this.#about(faultsBelow(errors, '/'))}</section>
        <section class="card"><h2>${t('make.parameters')}</h2><p class="quiet">${type.description}</p>
          ${parameterFields(type.parameters, this.#task.parameters, faults, (name, value) => this.#tell(name, value))}</section>
      </div>
      ${this.#editor}
      ${otherFaults(this.#error, (pointer) => this.#shows(pointer, type))}
      <div class="actions"><button class="main">${t(this.#name ? 'make.save' : 'make.verb')}</button></div>
    </form>`;
  }

  #about(faults) {
    const set = (name) => (text) => {
      this.#task[name] = text;
    };
    const name = { rules: { required: true, pattern: '[a-z0-9][a-z0-9\\-]{0,62}' }, help: t('make.nameHelp'), fault: faults.name };
    const types = this.#types.map((type) => [type.name, type.name]);
    return html`
      ${this.#name ? nothing : choiceField('type', t('task.type'), this.#task.type, types, (type) => this.#turnTo(type), { fault: faults.type })}
      ${this.#name ? nothing : textField('name', t('make.name'), this.#task.name, set('name'), name)}
      ${Object.entries(ABOUT).map(([name, label]) => textField(name, t(label), this.#task[name], set(name), { fault: faults[name] }))}`;
  }

  /** Whether a fault stands next to its field. */
  #shows(pointer, type) {
    const [, first, second] = pointer.split('/');
    if (first === 'parameters') return second in type.parameters.properties;
    if (first === 'schedule') return this.#editor.shows(second);
    return first in ABOUT || (!this.#name && (first === 'name' || first === 'type'));
  }

  #turnTo(type) {
    keep('make', { type });
    this.#task.type = type;
    this.#task.parameters = {};
    this.#error = null;
    this.changed();
  }

  #tell(name, value) {
    this.#task.parameters = { ...this.#task.parameters, [name]: value };
  }

  async #save(event) {
    event.preventDefault();
    const body = { ...this.#task, schedule: this.#editor.value };
    for (const name of Object.keys(ABOUT)) body[name] ||= undefined;
    try {
      const task = this.#name ? await put(this.#path, body, this.#tag) : await post('api/tasks', body);
      tell(t('make.done', { name: task.name }));
      go(address('task', { name: task.name }));
    } catch (error) {
      this.#refused(error);
    }
  }

  #refused(error) {
    if (!error.status || error.status === 412) {
      complain(error);
      if (error.status) this.refresh();
      return;
    }
    this.#error = error;
    this.#editor.faults = faultsBelow(error.errors, '/schedule/');
    this.changed();
    requestAnimationFrame(() => this.querySelector('[aria-invalid]')?.focus());
  }

  async #delete() {
    const sure = await ask({
      title: t('make.deleteTitle', { name: this.#name }),
      text: t('make.deleteText'),
      verb: t('make.delete'),
      danger: true,
    });
    if (sure === null) return;
    await attempt(() => remove(this.#path, this.#tag), () => {
      tell(t('make.gone', { name: this.#name }));
      go('./');
    });
  }
}

customElements.define('gc-make', Make);
