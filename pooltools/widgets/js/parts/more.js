// @ts-check
/**
 * The settings of a widget: what it is about is always there, the rest stays folded away
 * until a reader wants it, and then as the reader left it.
 */
import { h, uniqueId } from "./dom.js";
import { memory } from "./memory.js";

/**
 * The first line of settings with the button that unfolds the other lines.
 * @param {string} name of the widget @param {string} label of the button
 * @param {Element[]} always @param {Element[][]} rest
 */
export function folded(name, label, always, rest) {
  const kept = memory(`pooltools-more-${name}`);
  const more = h("div", { class: "pool-rest", id: uniqueId() }, ...rest.map(rowOf));
  const button = h("button", { type: "button", class: "pool-more", "aria-controls": more.id, onclick: turn }, label);
  function turn() {
    show(more.hidden !== false);
    kept.keep(!more.hidden);
  }
  /** @param {boolean} open */
  function show(open) {
    more.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }
  show(kept.read() === true);
  return [rowOf([...always, button]), more];
}

/** One line of settings. @param {Element[]} elements */
function rowOf(elements) {
  return h("div", { class: "pool-settings" }, ...elements);
}
