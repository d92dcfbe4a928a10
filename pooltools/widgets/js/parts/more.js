// @ts-check
/**
 * The settings of a widget: what it is about is always there, the rest stays folded away
 * until a reader wants it, and then as the reader left it.
 *
 * @import { Control } from "./controls.js"
 */
import { settings } from "./controls.js";
import { h, uniqueId } from "./dom.js";
import { memory } from "./memory.js";

/**
 * A button that unfolds a part of the widget; turned() is told when the reader uses it.
 * @param {HTMLElement} part @param {string} label @param {(open: boolean) => void} [turned]
 */
export function unfolding(part, label, turned = () => {}) {
  part.id = uniqueId();
  const button = h("button", { type: "button", class: "pool-more", "aria-controls": part.id, onclick: turn }, label);
  function turn() {
    const open = part.hidden !== false;
    show(open);
    turned(open);
  }
  /** @param {boolean} open */
  function show(open) {
    part.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }
  show(false);
  return { button, show };
}

/**
 * Lines of settings, folded away, and the button that unfolds them.
 * @param {string} name of the widget @param {string} label of the button @param {Control[][]} rows
 */
export function folded(name, label, rows) {
  const kept = memory(`pooltools-more-${name}`);
  const part = h("div", { class: "pool-rest" }, ...rows.map(settings));
  const { button, show } = unfolding(part, label, kept.keep);
  show(kept.read() === true);
  return { button, part };
}

