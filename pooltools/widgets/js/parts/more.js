// @ts-check
/**
 * The settings of a widget: what it is about is always there, the rest stays folded away
 * until a reader wants it, and then as the reader left it.
 */
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
 * The first line of settings with the button that unfolds the other lines.
 * @param {string} name of the widget @param {string} label of the button
 * @param {Element[]} always @param {Element[][]} rest @param {...Element} more buttons besides
 */
export function folded(name, label, always, rest, ...more) {
  const kept = memory(`pooltools-more-${name}`);
  const part = h("div", { class: "pool-rest" }, ...rest.map(rowOf));
  const { button, show } = unfolding(part, label, kept.keep);
  show(kept.read() === true);
  return [rowOf([...always, h("span", { class: "pool-folds" }, button, ...more)]), part];
}

/** One line of settings. @param {Element[]} elements */
function rowOf(elements) {
  return h("div", { class: "pool-settings" }, ...elements);
}
