/*
 * Mounts widgets on a built page, with no kernel.
 *
 * A classic script, so that it also runs from disk, where browsers refuse
 * modules. Each view arrives as pooltools.define(name, factory); each widget is
 * an element with data-pooltools-widget="name" and its state as JSON inside.
 */
export function start(window) {
  const views = new Map();
  const made = new Map(); // anchor -> { model, initial, view, element }

  /** The part of the widget protocol that views use; the page's state is the truth. */
  class Model {
    #state;
    #listeners = new Map();
    constructor(state, anchor) {
      this.#state = state;
      this.anchor = anchor;
    }
    get(key) { return this.#state[key]; }
    set(key, value) {
      if (Object.is(this.#state[key], value)) return;
      this.#state[key] = value;
      this.#listeners.get(`change:${key}`)?.forEach((listener) => listener());
    }
    on(event, listener) {
      if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
      this.#listeners.get(event).add(listener);
    }
    off(event, listener) { this.#listeners.get(event)?.delete(listener); }
    save_changes() {}
    /** The address of this page with this widget in this state. */
    link(values) {
      const list = new URLSearchParams(Object.entries(values).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
      return `${location.href.split("#")[0]}#${this.anchor}:${list}`;
    }
  }

  function mount(element) {
    const name = element.dataset.pooltoolsWidget;
    const view = views.get(name);
    if (!view || made.has(element.id)) return;
    try {
      const initial = JSON.parse(element.querySelector("script").textContent);
      const model = new Model({ ...initial }, element.id);
      const box = document.createElement("div");
      const { render, valid } = view();
      const entry = { model, initial, valid, element };
      made.set(element.id, entry);
      render({ model, el: box });
      element.append(box);
      element.dataset.state = "ready";
      follow(entry);
    } catch (error) { // the still picture stays
      element.dataset.state = "error";
      console.error(error);
    }
  }

  /** #pooling-bench:stride=1 sets that widget: the page's own state, then these keys. */
  function parse(initial, text) {
    const state = { ...initial };
    for (const [key, value] of new URLSearchParams(text)) {
      if (!(key in initial) || key === "strings") return null;
      try {
        state[key] = typeof initial[key] === "string" ? value : JSON.parse(value);
      } catch { return null; }
      if (typeof state[key] !== typeof initial[key]) return null;
    }
    return state;
  }
  function follow(entry, moved = false) {
    const [anchor, text] = decodeURIComponent(location.hash.slice(1)).split(/:(.*)/s);
    if (anchor !== entry.element.id || text === undefined) return;
    const state = parse(entry.initial, text);
    if (!state || !entry.valid(state)) return;
    Object.entries(state).forEach(([key, value]) => entry.model.set(key, value));
    entry.element.scrollIntoView({ block: "center" });
    if (moved) entry.element.focus({ preventScroll: true });
  }

  function number() { // the second bench of a page is pooling-bench-2
    const seen = new Map();
    for (const element of document.querySelectorAll("[data-pooltools-widget]")) {
      const name = element.dataset.pooltoolsWidget;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      element.id ||= seen.get(name) > 1 ? `${name}-${seen.get(name)}` : name;
      element.tabIndex = -1;
    }
  }

  const mountAll = () => {
    number();
    document.querySelectorAll("[data-pooltools-widget][data-state=loading]").forEach(mount);
  };
  window.pooltools = { define: (name, factory) => views.set(name, factory) };
  addEventListener("DOMContentLoaded", mountAll);
  addEventListener("hashchange", () => made.forEach((entry) => follow(entry, true)));
  // a second click on the same link must work too, though the address stays
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (link && link.href === location.href) made.forEach((entry) => follow(entry, true));
  });
}
