// @ts-check
/**
 * What a page loads when a picture is first presented or saved; a notebook has it from the start.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest, Hall } from "../parts/door.js"
 */
import { MEET } from "../parts/door.js";
import { present } from "./present.js";
import { save } from "./save.js";

/** The hall, with its words by language. @param {{ [language: string]: Strings }} words @returns {Hall} */
export function openHall(words) {
  return {
    present: (guest) => present([{ guest, show: () => {} }], words[guest.language]),
    walk: (list) => {
      const items = list.map(({ root, show }) => ({ guest: meet(root), show }));
      if (items.length) present(items, words[items[0].guest.language]);
    },
    save: (guest, button) => save(guest, words[guest.language], button),
  };
}

/** Ask a widget's root who it is. @param {Element} root @returns {Guest} */
function meet(root) {
  /** @type {Guest[]} */
  const met = [];
  root.dispatchEvent(new CustomEvent(MEET, { detail: (/** @type {Guest} */ guest) => met.push(guest) }));
  return met[0];
}
