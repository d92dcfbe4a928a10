// @ts-check
/**
 * What a page loads when a picture is first presented or saved; a notebook has it from the start.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest, Hall } from "../parts/door.js"
 */
import { present } from "./present.js";
import { save } from "./save.js";

/** The hall, with its words by language. @param {{ [language: string]: Strings }} words @returns {Hall} */
export function openHall(words) {
  return {
    present: (/** @type {Guest} */ guest) => present(guest, words[guest.language]),
    save: (/** @type {Guest} */ guest, /** @type {HTMLElement} */ button) => save(guest, words[guest.language], button),
  };
}
