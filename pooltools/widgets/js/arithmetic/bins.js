// @ts-check
/**
 * Bins: the browser's mirror of adaptive_bins and of what stands on it.
 *
 * @import { Cell, Grid, Pair, PooledCell } from "./pool.js"
 * @typedef {Pair} Bin the half-open interval of one bin along one axis
 */
import { decideExtreme, makeAxis, windowBounds } from "./pool.js";

/**
 * As many bins as are asked for; borders are rounded outwards.
 * @param {number} n @param {number} outputs
 * @returns {Bin[]}
 */
export function adaptiveBins(n, outputs) {
  const border = (/** @type {number} */ i) => (i * n) / outputs;
  return Array.from({ length: outputs }, (_, i) => [Math.floor(border(i)), Math.ceil(border(i + 1))]);
}

/**
 * The bins of the recipe ceil(n / outputs) wide, floor(n / outputs) apart: not always as many.
 * @param {number} n @param {number} outputs
 * @returns {Bin[]}
 */
export function recipeBins(n, outputs) {
  const stride = Math.floor(n / outputs);
  if (!stride) return [];
  const axis = makeAxis(n, Math.ceil(n / outputs), { stride });
  return Array.from({ length: axis.outputs }, (_, i) => windowBounds(axis, i));
}

/** The numbers of the bins that hold position p. @param {Bin[]} bins @param {number} p */
export function binsHolding(bins, p) {
  return bins.flatMap(([start, end], i) => (start <= p && p < end ? [i] : []));
}

/**
 * Pool one bin.
 * @param {Grid} x @param {Bin} rows @param {Bin} columns @param {"max" | "average"} mode
 * @returns {PooledCell}
 */
export function poolBin(x, [top, bottom], [left, right], mode) {
  /** @type {Cell[]} */
  const cells = [];
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) cells.push({ row, column, value: x[row][column] });
  }
  if (mode === "max") return { cells, ...decideExtreme(cells, mode) };
  return { cells, winner: -1, value: cells.reduce((sum, { value }) => sum + value, 0) / cells.length };
}

/**
 * Pool a whole map: one result for each pair of a row bin and a column bin.
 * @param {Grid} x @param {[Bin[], Bin[]]} bins @param {"max" | "average"} mode
 */
export function poolBins(x, [rows, columns], mode) {
  return rows.map((row) => columns.map((column) => poolBin(x, row, column, mode)));
}
