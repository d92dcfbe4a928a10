/** A page with widgets, in a document made of happy-dom. */
import { Window } from "happy-dom";
import { start } from "../../pooltools/widgets/js/host.js";

/**
 * @import { View } from "../../pooltools/widgets/js/host.js"
 * @import { PageModel, State } from "../../pooltools/widgets/js/page/model.js"
 */

const GLOBALS = ["document", "location", "Element", "HTMLElement", "HTMLAnchorElement", "Node", "Event"];

/**
 * Open a page on which these widgets stand, [name, state] each; views come by name.
 * Errors that the host reports are kept, and so are addresses that were scrolled to.
 * @param {{ hash?: string, widgets: [name: string, state: State | string][], views: { [name: string]: View } }} of
 */
export function openPage({ hash = "", widgets, views }) {
  const window = new Window({ url: `https://book.test/page.html${hash}` });
  /** @type {any} */
  const world = globalThis;
  for (const name of GLOBALS) world[name] = /** @type {any} */ (window)[name];
  world.window = window;
  world.addEventListener = window.addEventListener.bind(window);
  /** @type {string[]} */
  const seen = [];
  window.HTMLElement.prototype.scrollIntoView = function scrolled() { seen.push(this.id); };
  /** @type {unknown[]} */
  const errors = [];
  console.error = (error) => { errors.push(error); };
  document.body.innerHTML = widgets.map(([name, state]) => {
    const json = typeof state === "string" ? state : JSON.stringify(state);
    return `<div data-pooltools-widget="${name}" data-state="loading">`
      + `<script type="application/json">${json}</script><div class="pool-still">still</div></div>`;
  }).join("");
  start();
  for (const [name, view] of Object.entries(views)) world.window.pooltools.define(name, () => view);
  window.dispatchEvent(new window.Event("DOMContentLoaded"));
  const elements = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-pooltools-widget]")]);
  /** Go to another fragment of the page. @param {string} fragment */
  const go = (fragment) => {
    location.hash = fragment;
    window.dispatchEvent(new window.Event("hashchange"));
  };
  return { elements, errors, seen, go };
}

/** A view that shows its size, and keeps the models it was given. @param {Partial<View>} [more] */
export function plainView(more = {}) {
  /** @type {PageModel[]} */
  const models = [];
  /** @type {View} */
  const view = {
    render: ({ model, el }) => {
      models.push(model);
      el.textContent = `size ${model.get("size")}`;
    },
    ...more,
  };
  return { view, models };
}
