// @ts-check
/**
 * The state of a widget on a page, where there is no kernel.
 *
 * @typedef {{ [key: string]: any }} State what a widget's JSON holds; its schema is the judge of it
 */
import { writeValue } from "../arithmetic/schema.js";

/** The part of the widget protocol that views use; the page's state is the truth. */
export class PageModel {
  /** @type {State} */
  #state;
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();
  #anchor;
  #page;

  /**
   * A picture of another page has that page's address.
   * @param {State} state @param {string} anchor @param {string} [page]
   */
  constructor(state, anchor, page) {
    this.#state = { ...state };
    this.#anchor = anchor;
    this.#page = page;
  }

  /** @param {string} key @returns {any} */
  get(key) {
    return this.#state[key];
  }

  /** @param {string} key @param {unknown} value */
  set(key, value) {
    if (Object.is(this.#state[key], value)) return;
    this.#state[key] = value;
    this.tell(`change:${key}`);
  }

  /** "linked" is told when a link has set the state, even to what it was. @param {string} event */
  tell(event) {
    this.#listeners.get(event)?.forEach((listener) => listener());
  }

  /** @param {string} event @param {() => void} listener */
  on(event, listener) {
    const all = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, all.add(listener));
  }

  /** @param {string} event @param {() => void} listener */
  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  save_changes() {}

  /** The address of the page with this widget in this state. @param {State} values */
  link(values) {
    const list = Object.entries(values).map(([key, value]) => [key, writeValue(value)]);
    return `${this.#page ?? location.href.split("#")[0]}#${this.#anchor}:${new URLSearchParams(list)}`;
  }
}
