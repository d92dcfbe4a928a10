// @ts-check
/**
 * Moving maps, counting the cells that keep their value, and random trials.
 *
 * @import { Grid, Pair, Place } from "./pool.js"
 * @typedef {"zero" | "edge" | "wrap"} Fill
 * @typedef {Place & { entered: boolean }} Source where a value comes from, and whether it came in over the edge
 */
import { makeAxes, pool2d } from "./pool.js";
import { mix } from "./hash.js";

/**
 * The centre and the eight directions, clockwise from the right: [down, right].
 * @type {Pair[]}
 */
export const DIRECTIONS = [[0, 0], [0, 1], [1, 1], [1, 0], [1, -1], [0, -1], [-1, -1], [-1, 0], [-1, 1]];

/**
 * Where the value of each place comes from; null for a new zero.
 * @param {number} rows @param {number} columns @param {Pair} step @param {Fill} fill
 * @returns {(Source | null)[][]}
 */
export function sources(rows, columns, [down, right], fill) {
  const inside = (/** @type {number} */ p, /** @type {number} */ n) => p >= 0 && p < n;
  const into = (/** @type {number} */ p, /** @type {number} */ n) =>
    (fill === "wrap" ? ((p % n) + n) % n : Math.min(Math.max(p, 0), n - 1));
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => {
    const [p, q] = [i - down, j - right];
    if (inside(p, rows) && inside(q, columns)) return { row: p, column: q, entered: false };
    return fill === "zero" ? null : { row: into(p, rows), column: into(q, columns), entered: true };
  }));
}

/** @param {Grid} x @param {Pair} step @param {Fill} fill */
export function shiftMap(x, step, fill) {
  const from = sources(x.length, x[0].length, step, fill);
  return from.map((line) => line.map((source) => (source ? x[source.row][source.column] : 0)));
}

/** For each output cell: did it keep its value? NaN keeps NaN. @param {Grid} before @param {Grid} after */
export function kept(before, after) {
  const same = (/** @type {number} */ a, /** @type {number} */ b) => a === b || (Number.isNaN(a) && Number.isNaN(b));
  return before.map((line, i) => line.map((value, j) => same(value, after[i][j])));
}

/**
 * How many output cells of pooling x keep their value when x moves.
 * @param {Grid} x @param {number} k @param {"max" | "average"} mode @param {Pair} step @param {Fill} fill
 */
export function score(x, k, mode, step, fill) {
  const axes = makeAxes(x, k);
  const values = (/** @type {Grid} */ map) => pool2d(map, axes, mode).map((line) => line.map(({ value }) => value));
  return kept(values(x), values(shiftMap(x, step, fill))).flat().filter(Boolean).length;
}

/** Cells under both the old and the new window, and under either one. @param {number} k @param {Pair} step */
export function overlap(k, [down, right]) {
  const both = Math.max(k - Math.abs(down), 0) * Math.max(k - Math.abs(right), 0);
  return { both, either: 2 * k * k - both };
}

/**
 * Random maps of 2 x 2 windows, each moved with new numbers coming in: how many
 * of them keep 0, 1, 2, 3 or all 4 output cells.
 * @param {number} count @param {number} k @param {Pair} step
 */
export function trials(count, k, [down, right]) {
  const side = 2 * k;
  const [tall, wide] = [side + Math.abs(down), side + Math.abs(right)];
  const histogram = [0, 0, 0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const value = (/** @type {number} */ i, /** @type {number} */ j) =>
      mix((n * tall + i + Math.max(down, 0)) * wide + j + Math.max(right, 0));
    let same = 0;
    for (let at = 0; at < 4; at += 1) {
      same += Number(biggest(value, at, k, [0, 0]) === biggest(value, at, k, [down, right]));
    }
    histogram[same] += 1;
  }
  return histogram;
}

/**
 * The largest number under window 0 to 3 of a map that was moved.
 * @param {(i: number, j: number) => number} value @param {number} at @param {number} k @param {Pair} step
 */
function biggest(value, at, k, [down, right]) {
  const [top, left] = [k * (at >> 1) - down, k * (at & 1) - right];
  let most = -1;
  for (let i = top; i < top + k; i += 1) {
    for (let j = left; j < left + k; j += 1) most = Math.max(most, value(i, j));
  }
  return most;
}
