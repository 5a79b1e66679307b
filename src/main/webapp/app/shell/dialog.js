import { html, nothing, render } from '../lit/lit-html.js';
import { choiceField, faultsBelow, otherFaults, textField } from '../form/form.js';
import { t } from '../words/words.js';

/**
 * Asks before something is done.
 *
 * @param ask title, text, the verb on the button, whether it destroys, and fields to fill in: `{name,
 *     label, value, help, options, rules}`. `act`, if given, does it with the values of the fields;
 *     while the server refuses, the dialog stays and says why
 * @returns the values, or what `act` returned; null if the person changed their mind
 */
export function ask({ title, text, verb, danger = false, fields = [], act = (values) => values }) {
  return new Promise((resolve) => {
    const values = Object.fromEntries(fields.map(({ name, value = '' }) => [name, value]));
    let answer = null;
    const dialog = open(() => resolve(answer));
    const submit = async (event) => {
      event.preventDefault();
      draw(null, true);
      try {
        answer = await act(values);
        dialog.close();
      } catch (error) {
        draw(error);
      }
    };
    const draw = (error, busy = false) => {
      const faults = faultsBelow(error?.errors ?? [], '/');
      render(
        html`<form @submit=${submit}>
          <h2 id="dialog-title">${title}</h2>
          ${text ? html`<p>${text}</p>` : nothing}
          ${fields.map((field) => input(field, values, faults[field.name]))}
          ${otherFaults(error, (pointer) => pointer.slice(1) in values)}
          <div class="actions">
            <button type="button" @click=${() => dialog.close()}>${t('dialog.no')}</button>
            <button class=${danger ? 'danger' : 'main'} ?disabled=${busy}>${verb}</button>
          </div>
        </form>`,
        dialog,
      );
    };
    draw(null);
    dialog.showModal();
  });
}

function input({ name, label, options, ...about }, values, fault) {
  const changed = (value) => {
    values[name] = value;
  };
  return options
    ? choiceField(name, label, values[name], options, changed, { ...about, fault })
    : textField(name, label, values[name], changed, { ...about, fault });
}

/** Shows something to read. */
export function show(title, content) {
  const dialog = open();
  render(
    html`<form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      ${content}
      <div class="actions"><button class="main">${t('dialog.close')}</button></div>
    </form>`,
    dialog,
  );
  dialog.showModal();
}

/** Shows a secret that nobody can be shown again. */
export function showOnce(name, secret) {
  const title = t('secret.of', { name });
  const copy = (event) => {
    const field = event.target.previousElementSibling;
    field.select();
    // The clipboard of browsers wants HTTPS; this way works without.
    document.execCommand('copy');
    event.target.textContent = t('secret.copied');
  };
  show(
    title,
    html`<p>${t('secret.text')}</p><p class="shown-secret"><input readonly aria-label=${title} .value=${secret}>
      <button type="button" @click=${copy}>${t('secret.copy')}</button></p>`,
  );
}

function open(closed = () => {}) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  return dialog;
}
