import { render } from '../lit/lit-html.js';

/** A custom element that draws itself with lit-html, at most once a frame. */
export class View extends HTMLElement {
  #drawing = false;
  #leaving = new AbortController();

  connectedCallback() {
    this.#leaving = new AbortController();
    this.enter();
    this.changed();
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  /** Starts what the element needs while it is on the page. */
  enter() {}

  /** What there is to see, as a lit-html template. */
  view() {
    return null;
  }

  /** Aborted once the element leaves the page: for requests, listeners and loops. */
  get leaving() {
    return this.#leaving.signal;
  }

  /** Draws again, soon. */
  changed() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.isConnected) render(this.view(), this);
    });
  }

  /** Draws again whenever a store changes. */
  shows(...stores) {
    for (const store of stores) {
      store.addEventListener('change', () => this.changed(), { signal: this.leaving });
    }
  }
}
