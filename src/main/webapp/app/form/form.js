import { html, nothing } from '../lit/lit-html.js';
import { t } from '../words/words.js';

/**
 * One field of a form: what it is called, the control, what it is for and what is wrong with it.
 *
 * @param name identifies it on the page, and in what the server says about it
 * @param control makes the control; it gets `{id, describedBy, invalid}`
 */
export function field(name, label, control, { help, fault, required } = {}) {
  const id = `field-${name}`;
  const describedBy = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${label}${required ? html` <span class="bad" aria-hidden="true">*</span>` : nothing}</label>
    ${control({ id, describedBy: describedBy || nothing, invalid: fault ? 'true' : nothing })}
    ${help ? html`<small id="${id}-help">${help}</small>` : nothing}
    ${fault ? html`<span class="bad" id="${id}-fault">${fault}</span>` : nothing}
  </div>`;
}

/** A field for a line of text. `rules` are those of HTML: `type`, `required`, `pattern`, `min`, `max`, `most`. */
export function textField(name, label, value, changed, { rules = {}, example, list, ...about } = {}) {
  const control = ({ id, describedBy, invalid }) => html`<input id=${id} name=${name} .value=${value ?? ''}
    type=${rules.type ?? 'text'} ?required=${rules.required} pattern=${rules.pattern ?? nothing}
    min=${rules.min ?? nothing} max=${rules.max ?? nothing} maxlength=${rules.most ?? nothing}
    placeholder=${example ?? nothing} list=${list ?? nothing} autocomplete="off" spellcheck="false"
    aria-describedby=${describedBy} aria-invalid=${invalid} @input=${(event) => changed(event.target.value)}>`;
  return field(name, label, control, { ...about, required: rules.required });
}

/** A field for one of `options`, each `[value, words]`. */
export function choiceField(name, label, value, options, changed, about) {
  const control = ({ id, describedBy, invalid }) => html`<select id=${id} name=${name} aria-describedby=${describedBy}
    aria-invalid=${invalid} @change=${(event) => changed(event.target.value)}>
    ${options.map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}</select>`;
  return field(name, label, control, about);
}

/** What the server says about fields, by the end of its pointer: `faultsBelow(errors, '/schedule/')`. */
export function faultsBelow(errors, prefix) {
  return Object.fromEntries(
    errors
      .filter(({ pointer }) => pointer.startsWith(prefix))
      .map(({ pointer, message }) => [pointer.slice(prefix.length), message]),
  );
}

/** What the server says about no field that is shown. */
export function otherFaults(error, shown) {
  if (error === null) return nothing;
  const rest = error.errors.filter(({ pointer }) => !shown(pointer));
  const lines = error.errors.length === 0 ? [error.message] : rest.map(({ pointer, message }) => `${pointer} ${message}`);
  return lines.length === 0 ? nothing : html`<ul class="faults" role="alert">${lines.map((line) => html`<li class="bad">${line}</li>`)}</ul>`;
}

/** Longer texts have several lines. */
const ONE_LINE = 4_000;
const MASKED = '********';

/**
 * A form for what a JSON Schema describes: one field a property. What is left empty is left out, so
 * that the default stays the schema's.
 *
 * @param values what has been given so far, by name; `changed` gets name and value, undefined for none
 * @param faults what is wrong, by name
 */
export function parameterFields(schema, values, faults, changed) {
  return Object.entries(schema.properties).map(([name, property]) =>
    parameterField(name, property, {
      value: values[name],
      fault: faults[name],
      required: schema.required.includes(name),
      changed: (value) => changed(name, value),
    }),
  );
}

function parameterField(name, property, { value, fault, required, changed }) {
  const about = { help: property.description, fault };
  if (property.type === 'boolean') return flag(name, value ?? property.default, changed, about);
  if (property.enum) {
    const options = property.enum.map((one) => [one, one]);
    if (!required) options.unshift(['', property.default ?? '–']);
    return choiceField(name, name, value ?? '', options, (text) => changed(text || undefined), { ...about, required });
  }
  if (property.writeOnly || property.maxLength > ONE_LINE) return lines(name, property, value, changed, about);
  const number = property.type === 'integer';
  const rules = {
    required,
    type: number ? 'number' : 'text',
    min: property.minimum,
    max: property.maximum,
    most: property.maxLength,
    pattern: property.pattern,
  };
  const read = (text) => (text === '' ? undefined : number ? Number(text) : text);
  return textField(name, name, value, (text) => changed(read(text)), { ...about, rules, example: property.default });
}

function flag(name, value, changed, about) {
  const control = ({ id, describedBy }) => html`<input type="checkbox" id=${id} name=${name} .checked=${value ?? false}
    aria-describedby=${describedBy} @change=${(event) => changed(event.target.checked)}>`;
  return field(name, name, control, about);
}

/** Several lines. A secret is never shown again: an empty field that nobody touches leaves it what it is. */
function lines(name, property, value, changed, about) {
  const kept = value === MASKED;
  const control = ({ id, describedBy, invalid }) => html`<textarea id=${id} name=${name} rows="3"
    class=${property.writeOnly ? 'secret' : ''} .value=${kept ? '' : value ?? ''} maxlength=${property.maxLength ?? nothing}
    placeholder=${kept ? t('make.secretStays') : nothing} autocomplete="off" spellcheck="false"
    aria-describedby=${describedBy} aria-invalid=${invalid} @input=${(event) => changed(event.target.value || undefined)}></textarea>`;
  return field(name, name, control, about);
}
