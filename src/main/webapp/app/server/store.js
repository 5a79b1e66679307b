/** A value that tells when it changes. */
export class Store extends EventTarget {
  #value;

  constructor(value) {
    super();
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  set value(value) {
    this.#value = value;
    this.dispatchEvent(new Event('change'));
  }
}

/** A choice that this browser remembers, if it may. */
export class Choice extends Store {
  #key;

  constructor(key, allowed) {
    super(allowed[0]);
    this.#key = `groundcrew.${key}`;
    this.allowed = allowed;
    const kept = remembered(() => localStorage.getItem(this.#key));
    if (allowed.includes(kept)) super.value = kept;
  }

  get value() {
    return super.value;
  }

  set value(value) {
    remembered(() => localStorage.setItem(this.#key, value));
    super.value = value;
  }

  /** The next of the allowed values. */
  turn() {
    this.value = this.allowed[(this.allowed.indexOf(this.value) + 1) % this.allowed.length];
  }
}

/** Storage may be forbidden: then a choice lasts as long as the page. */
function remembered(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
