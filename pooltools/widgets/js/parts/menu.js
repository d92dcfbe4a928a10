// @ts-check
/** What few readers need, behind one button: it opens upwards, over the picture, so nothing is pushed away. */
import { h, icon, uniqueId } from "./dom.js";

/**
 * It closes on Escape, on a press elsewhere, and when the focus goes elsewhere.
 * @param {string} label @param {...HTMLElement} items
 */
export function menu(label, ...items) {
  const list = h("span", { class: "pool-menu", id: uniqueId(), hidden: true }, ...items);
  const button = h("button", {
    type: "button", class: "pool-icon", "aria-label": label, title: label, "aria-controls": list.id,
    "aria-expanded": "false", onclick: () => show(list.hidden !== false),
  }, icon("dots"));
  const element = h("span", { class: "pool-links" }, button, list);
  const away = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Node && element.contains(target))) show(false);
  };
  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) document.addEventListener("pointerdown", away, true);
    else document.removeEventListener("pointerdown", away, true);
  }
  /** Close, and have the focus where it came from. */
  function leave() {
    show(false);
    button.focus();
  }
  element.addEventListener("focusout", ({ relatedTarget: to }) => {
    if (to instanceof Node && !element.contains(to)) show(false);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation(); // the dock and a full screen have their own use for it
    event.preventDefault();
    leave();
  });
  return { element, list, button, leave };
}
