// @ts-check
/**
 * A picture as it stands, saved as a file.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest } from "../parts/door.js"
 */

/** @param {Guest} guest @param {Strings} words @param {HTMLElement} button that has asked for it */
export function save(guest, words, button) {
  void [guest, words, button];
}
