// @ts-check
/**
 * A pyramid of bins over several maps, laid end to end.
 *
 * @import { Bin } from "./bins.js"
 * @import { Grid, Place, PooledCell } from "./pool.js"
 * @typedef {{ tier: number, bin: number }} BinPlace a bin of a level
 */
import { adaptiveBins, binsHolding, poolBin, recipeBins } from "./bins.js";

/**
 * A level: its bins along both axes and as pairs, and its numbers, one map after the
 * other and each map's bins row by row.
 * @typedef {{ level: number, rows: Bin[], columns: Bin[], bins: [Bin, Bin][], results: PooledCell[][] }} Tier
 */

/**
 * One entry per level.
 * @param {Grid[]} maps @param {number[]} levels @param {"adaptive" | "recipe"} rule
 * @returns {Tier[]}
 */
export function pyramid(maps, levels, rule) {
  const divide = rule === "recipe" ? recipeBins : adaptiveBins;
  return levels.map((level) => {
    const [rows, columns] = [divide(maps[0].length, level), divide(maps[0][0].length, level)];
    /** @type {[Bin, Bin][]} */
    const bins = [];
    for (const row of rows) for (const column of columns) bins.push([row, column]);
    const results = maps.map((map) => bins.map(([row, column]) => poolBin(map, row, column, "max")));
    return { level, rows, columns, bins, results };
  });
}

/**
 * The level and the bin of a step through all bins of all levels.
 * @param {Pick<Tier, "bins">[]} tiers @param {number} step
 * @returns {BinPlace | null}
 */
export function stepAt(tiers, step) {
  let left = step;
  for (const [tier, { bins }] of tiers.entries()) {
    if (left < bins.length) return { tier, bin: left };
    left -= bins.length;
  }
  return null;
}

/**
 * Does bin number `bin` of a level hold this cell?
 * @param {Pick<Tier, "rows" | "columns">} tier @param {number} bin @param {Place} cell
 */
export function holds({ rows, columns }, bin, { row, column }) {
  const [i, j] = [Math.floor(bin / columns.length), bin % columns.length];
  return binsHolding(rows, row).includes(i) && binsHolding(columns, column).includes(j);
}

/**
 * How many numbers a dense layer behind these levels is built for.
 * @param {number} channels @param {number[]} levels
 */
export function expected(channels, levels) {
  return channels * levels.reduce((sum, n) => sum + n * n, 0);
}

/**
 * Maps of digits, written one after the other: the part in the frame, as numbers.
 * @param {string} digits @param {number} channels @param {number} side @param {number} height @param {number} width
 */
export function cut(digits, channels, side, height, width) {
  return Array.from({ length: channels }, (_, c) => Array.from({ length: height }, (__, i) =>
    Array.from({ length: width }, (___, j) => Number(digits[(c * side + i) * side + j]))));
}
