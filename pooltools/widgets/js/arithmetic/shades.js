// @ts-check
/**
 * How strongly the cells of a map are coloured.
 *
 * @import { Grid, Pair } from "./pool.js"
 */

/**
 * How strongly a value is coloured: 0 for the smallest of the map to 4 for the largest.
 * @param {number} value @param {number} low @param {number} high
 */
export function level(value, low, high) {
  if (Number.isNaN(value)) return "-nan";
  if (!(high > low)) return 1;
  return Math.min(Math.max(Math.round((4 * (value - low)) / (high - low)), 0), 4);
}

/** The smallest and largest finite number of a map. @param {Grid} map @returns {Pair} */
export function finiteRange(map) {
  const finite = map.flat().filter(Number.isFinite);
  return finite.length ? [Math.min(...finite), Math.max(...finite)] : [0, 0];
}
