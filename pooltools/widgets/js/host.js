// @ts-check
/**
 * Mounts widgets on a built page, with no kernel.
 *
 * It is linked into a classic script, which also runs from disk, where browsers refuse
 * modules. Each view arrives as pooltools.define(name, factory); each widget is an
 * element with data-pooltools-widget="name" and its state as JSON inside.
 *
 * @import { Schema } from "./arithmetic/schema.js"
 * @typedef {{ [key: string]: any }} State what a widget's JSON holds; its schema is the judge of it
 * @typedef {{ render: (host: { model: PageModel, el: HTMLElement }) => unknown,
 *   valid?: (state: State) => boolean }} View
 * @typedef {{ element: HTMLElement, model: PageModel, initial: State, view: View }} Mounted
 */
import { fits, readValue, writeValue } from "./arithmetic/schema.js";

/** The part of the widget protocol that views use; the page's state is the truth. */
export class PageModel {
  /** @type {State} */
  #state;
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();
  #anchor;

  /** @param {State} state @param {string} anchor */
  constructor(state, anchor) {
    this.#state = { ...state };
    this.#anchor = anchor;
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

  /** The address of this page with this widget in this state. @param {State} values */
  link(values) {
    const list = Object.entries(values).map(([key, value]) => [key, writeValue(value)]);
    return `${location.href.split("#")[0]}#${this.#anchor}:${new URLSearchParams(list)}`;
  }
}

/**
 * Of #pooling-bench:stride=1 the anchor and what follows, if it names a state. Some
 * programs encode a whole fragment once more; then there is no colon in it.
 * @param {string} hash
 */
export function splitHash(hash) {
  try {
    const [, anchor, text] = /^#?([^:]*):(.*)$/s.exec(hash.includes(":") ? hash : decodeURIComponent(hash)) ?? [];
    return text === undefined ? null : { anchor, text };
  } catch { // a malformed fragment names none
    return null;
  }
}

/**
 * The page's own state with what a link sets, or null where there is no such state. What
 * the reader has said, an answer or a guess, stays as it is now unless the link names it.
 * @param {State} initial @param {string} text @param {(key: string) => unknown} [now]
 */
export function linkedState(initial, text, now = (key) => initial[key]) {
  /** @type {Schema} */
  const schema = initial.schema;
  const said = Object.keys(schema).filter((key) => schema[key].said);
  const state = { ...initial, ...Object.fromEntries(said.map((key) => [key, now(key)])) };
  for (const [key, value] of new URLSearchParams(text)) {
    if (!Object.hasOwn(schema, key)) return null;
    state[key] = readValue(schema[key], value);
  }
  return fits(schema, state) ? state : null;
}

/**
 * Put a widget into the state of the address, if that is one of its own.
 * @param {Mounted} mounted @param {boolean} moved
 */
function follow({ element, model, initial, view }, moved) {
  const asked = splitHash(location.hash);
  const now = (/** @type {string} */ key) => model.get(key);
  const state = asked?.anchor === element.id ? linkedState(initial, asked.text, now) : null;
  if (!state || view.valid?.(state) === false) return;
  Object.keys(initial.schema).forEach((key) => model.set(key, state[key]));
  element.closest("details")?.setAttribute("open", ""); // a picture may be the answer to a question
  model.tell("linked");
  const low = element.offsetHeight <= 0.9 * window.innerHeight;
  element.scrollIntoView({ block: low ? "center" : "start" });
  if (moved) element.focus({ preventScroll: true });
}

/**
 * Show a widget in place of its still picture, or under the picture why not.
 * @param {HTMLElement} element @param {() => View} factory
 * @returns {Mounted | null}
 */
function mount(element, factory) {
  /** @type {State | undefined} */
  let initial;
  try {
    initial = /** @type {State} */ (JSON.parse(element.querySelector("script")?.textContent ?? ""));
    const model = new PageModel(initial, element.id);
    const box = document.createElement("div");
    const view = factory();
    view.render({ model, el: box });
    element.append(box);
    element.dataset.state = "ready";
    return { element, model, initial, view };
  } catch (error) {
    const line = document.createElement("p");
    line.className = "pool-failed";
    line.textContent = initial?.strings.not_started ?? String(error);
    element.append(line);
    element.dataset.state = "error";
    console.error(error);
    return null;
  }
}

/** The widgets of the page, each with an address: the second bench is pooling-bench-2. */
function numbered() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const elements = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-pooltools-widget]"))];
  return elements.map((element) => {
    const name = element.dataset.pooltoolsWidget ?? "";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    element.id ||= count > 1 ? `${name}-${count}` : name;
    element.tabIndex = -1;
    return { element, name };
  });
}

/** Wait for the page and its views, mount every widget, and follow links to their states. */
export function start() {
  /** @type {Map<string, () => View>} */
  const views = new Map();
  /** @type {Mounted[]} */
  const made = [];
  const followAll = (/** @type {boolean} */ moved) => made.forEach((mounted) => follow(mounted, moved));
  Object.assign(window, {
    pooltools: { define: (/** @type {string} */ name, /** @type {() => View} */ factory) => views.set(name, factory) },
  });
  addEventListener("DOMContentLoaded", () => {
    for (const { element, name } of numbered()) {
      const factory = views.get(name);
      const mounted = factory && element.dataset.state === "loading" ? mount(element, factory) : null;
      if (mounted) made.push(mounted);
    }
    followAll(false);
  });
  addEventListener("hashchange", () => followAll(true));
  // a second click on the same link must work too, though the address stays
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null;
    if (link instanceof HTMLAnchorElement && link.href === location.href) followAll(true);
  });
}
