// @ts-check
/**
 * A small picture as a map of any size, its cells jumbled if asked.
 *
 * @import { Grid, Pair } from "./pool.js"
 */
import { mix } from "./hash.js";

/**
 * An order of count cells: their own for seed 0, else one that the seed decides.
 * @param {number} count @param {number} seed
 */
export function shuffled(count, seed) {
  const cells = Array.from({ length: count }, (_, k) => k);
  return seed ? cells.sort((a, b) => mix(1000 * seed + a) - mix(1000 * seed + b)) : cells;
}

/**
 * For each row of a map, the row of the picture that lies under its middle.
 * @param {number} rows @param {number} side
 */
export function stretched(rows, side) {
  return Array.from({ length: side }, (_, k) => Math.floor(((2 * k + 1) * rows) / (2 * side)));
}

/**
 * The map, and for each of its cells where in the picture it came from.
 * @param {Grid} picture @param {number} height @param {number} width @param {number} seed
 * @returns {{ from: Pair[][], map: Grid }}
 */
export function sheet(picture, height, width, seed) {
  const [rows, columns] = [stretched(picture.length, height), stretched(picture[0].length, width)];
  const order = shuffled(height * width, seed);
  const from = rows.map((_, i) => columns.map((__, j) => {
    const at = order[i * width + j];
    return /** @type {Pair} */ ([rows[Math.floor(at / width)], columns[at % width]]);
  }));
  return { from, map: from.map((line) => line.map(([y, x]) => picture[y][x])) };
}
