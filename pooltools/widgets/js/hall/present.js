// @ts-check
/**
 * A picture that fills the screen.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest } from "../parts/door.js"
 */
import { h } from "../parts/dom.js";

/** @param {Guest} guest @param {Strings} words */
export function present({ root, strings }, words) {
  const dialog = h("dialog", { class: "pooltools pool-hall", "aria-label": strings.title }, words.keys);
  root.after(dialog);
  dialog.showModal();
}
