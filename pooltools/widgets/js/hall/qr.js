// @ts-check
/**
 * A code to scan: the address of a picture as it stands.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest } from "../parts/door.js"
 */
import { h } from "../parts/dom.js";

/** The code, or a line why there is none. @param {Guest} guest @param {Strings} words @returns {HTMLElement} */
export function scanCode(guest, words) {
  return h("p", { class: "pool-scan" }, guest.state.link ? words.scan : "");
}
