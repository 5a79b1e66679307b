import { html, render } from '../lit/lit-html.js';
import { t } from '../words/words.js';

/**
 * Asks before something is done.
 *
 * @param ask title, text, the verb on the button, whether it destroys, and fields to fill in
 * @returns the values of the fields, or null if the person changed their mind
 */
export function ask({ title, text, verb, danger = false, fields = [] }) {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    render(
      html`<form method="dialog">
        <h2 id="dialog-title">${title}</h2>
        <p>${text}</p>
        ${fields.map(
          (field) => html`<label class="field">
            <span>${field.label}</span>
            <input name=${field.name} type=${field.type ?? 'text'} autocomplete="off"
              ?required=${field.required} maxlength=${field.most ?? 200}>
          </label>`,
        )}
        <div class="actions">
          <button value="no" formnovalidate>${t('dialog.no')}</button>
          <button value="yes" class=${danger ? 'danger' : 'main'}>${verb}</button>
        </div>
      </form>`,
      dialog,
    );
    dialog.addEventListener('close', () => {
      const values = Object.fromEntries(new FormData(dialog.querySelector('form')));
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? values : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Shows something to read. */
export function show(title, content) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  render(
    html`<form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      ${content}
      <div class="actions"><button class="main">${t('dialog.close')}</button></div>
    </form>`,
    dialog,
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
