// @ts-check
/**
 * Challenges of the Sawtooth: dense stripes leave nothing that could move, and a lone peak
 * is never lost.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { JsonNumber } from "../arithmetic/pool.js"
 * @typedef {{ view: string, stripes: JsonNumber[][] }} StripeState
 */
import { decode } from "../arithmetic/pool.js";
import { edges, movedRows } from "../arithmetic/sawtooth_layout.js";

/** The smallest and the largest maximum of all shifts; null where other things are shown. @param {StripeState} state */
function maxima({ view, stripes }) {
  const numbers = decode(stripes)[0];
  if (view !== "stripes" || new Set(numbers).size < 2) return null;
  const [low, high] = edges(numbers, "max");
  return { low, high, rows: numbers.map((_, step) => movedRows(numbers, step).max) };
}

/** @type {Goal<StripeState>[]} */
export const goals = [
  {
    id: "wiped", start: { view: "stripes" },
    met: (state) => {
      const found = maxima(state);
      return found !== null && found.low === found.high;
    },
  },
  {
    id: "lone", start: { view: "stripes" },
    met: (state) => {
      const found = maxima(state);
      const sorted = (found?.rows ?? []).map((row) => [...row].sort((a, b) => a - b).join());
      return found !== null && found.low < found.high && new Set(sorted).size === 1;
    },
  },
];
