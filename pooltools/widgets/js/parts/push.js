// @ts-check
/**
 * Things that are pushed to the right, a cell at a time.
 *
 * The hand that shifts them: where they are, at most, and what follows each move and the last.
 * @typedef {{ most: number, get: () => number, set: (step: number) => void, done: () => void }} Hand
 */
import { pushable } from "./drag.js";

/**
 * Let what is so many cells wide be pushed to the right.
 * @param {HTMLElement} element @param {number} cells @param {Hand} hand
 */
export function pushableRight(element, cells, { most, get, set, done }) {
  let from = 0;
  pushable(element, {
    start: () => { from = get(); },
    move: ([, right]) => {
      const { width } = element.getBoundingClientRect();
      set(Math.min(Math.max(from + Math.round((right * cells) / width), 0), most));
    },
    done,
  });
}
