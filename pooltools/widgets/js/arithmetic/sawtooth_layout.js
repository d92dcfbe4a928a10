// @ts-check
/**
 * The Sawtooth's row of eight numbers, moved and then pooled.
 *
 * @import { Picture } from "./alias.js"
 * @import { Pair } from "./pool.js"
 * @typedef {"input" | "dense" | "max" | "blur" | "kept"} RowName
 * @typedef {Record<RowName, number[]>} Rows
 */
import { blur, denseMax, moveRight, shrink } from "./alias.js";

/** @type {RowName[]} in the order of the work */
export const ROWS = ["input", "dense", "max", "blur", "kept"];

/**
 * Where in the row the number comes from that a move brings to a column.
 * @param {number} column @param {number} step
 */
export function comesFrom(column, step, count = 8) {
  return (((column - step) % count) + count) % count;
}

/**
 * The moved row; the maxima of its neighbours, and each second of them; their blur, and each second of it.
 * @param {number[]} numbers @param {number} step
 * @returns {Rows}
 */
export function movedRows(numbers, step) {
  const width = numbers.length;
  const input = [...moveRight({ height: 1, width, pixels: Float64Array.from(numbers) }, step).pixels];
  // one row twice: the windows are 2 high, and both rows are equal
  const two = { height: 2, width, pixels: Float64Array.from([...input, ...input]) };
  const wide = denseMax(two, 2);
  const dense = firstRow(wide);
  return { input, dense, max: firstRow(shrink(two, "max", 2)), blur: blurred(dense), kept: firstRow(blur(wide, 2)) };
}

/** @param {Picture} picture */
const firstRow = ({ pixels, width }) => Array.from(pixels.subarray(0, width));

/** The blurred row at all its places, before any is dropped; its borders wrap. @param {number[]} row */
function blurred(row) {
  const last = row.length - 1;
  return row.map((value, n) => (row[n ? n - 1 : last] + 2 * value + row[n < last ? n + 1 : 0]) / 4);
}

/**
 * The smallest and the largest number of a row, over all moves.
 * @param {number[]} numbers @param {RowName} name
 * @returns {Pair}
 */
export function edges(numbers, name) {
  const all = numbers.flatMap((_, step) => movedRows(numbers, step)[name]);
  return [Math.min(...all), Math.max(...all)];
}

/** Where an axis ends that the data fill: a multiple of a fifth. @param {number[]} errors */
export function reach(errors) {
  return Math.max(1, Math.ceil(5 * Math.max(...errors) - 1e-9)) / 5;
}
