// @ts-check
/**
 * What the compass shows, worked out from its state.
 *
 * @import { JsonNumber, Pair, Place, PooledCell } from "./pool.js"
 * @import { Fill } from "./shift.js"
 * @typedef {{ data: JsonNumber[][], mode: "max" | "average", kernel_size: number, distance: number, fill: Fill,
 *   view: "map" | "law", guess: number, step: number, speed: number }} CompassState
 * @typedef {ReturnType<typeof compassLayout>} CompassLayout
 */
import { decode, makeAxes, pool2d } from "./pool.js";
import { DIRECTIONS, kept, overlap, score, shiftMap, sources } from "./shift.js";

/** How far each direction moves the map. @param {number} distance @returns {Pair[]} */
export function moves(distance) {
  return DIRECTIONS.map(([down, right]) => [down * distance, right * distance]);
}

/**
 * The map before and after its move, both pooled, and how many outputs each direction keeps.
 * @param {CompassState} state
 */
export function compassLayout({ data: given, mode, kernel_size: k, distance, fill, step }) {
  const data = decode(given);
  const axes = makeAxes(data, k);
  const all = moves(distance);
  const by = all[step];
  const moved = shiftMap(data, by, fill);
  const [before, after] = [data, moved].map((map) => pool2d(map, axes, mode));
  const [old, now] = [before, after].map((rows) => rows.map((line) => line.map(({ value }) => value)));
  const count = axes[0].outputs * axes[1].outputs;
  const scores = all.map((one) => score(data, k, mode, one, fill));
  const whole = scores.slice(1).filter((n) => n === count).length;
  const from = sources(data.length, data[0].length, by, fill);
  return { data, axes, by, moved, before, after, same: kept(old, now), from, count, scores, whole };
}

/**
 * The direction that comes nearest to a move.
 * @param {Pair} by in cells @param {number} distance
 */
export function directionOf(by, distance) {
  const off = moves(distance).map((one) => Math.hypot(one[0] - by[0], one[1] - by[1]));
  return off.indexOf(Math.min(...off));
}

/**
 * What became of each cell of the moved map: it still decides, did so before, does so now, or never.
 * @param {CompassLayout} now
 */
export function fates({ by: [down, right], before, after, from }) {
  const old = winners(before).map(({ row, column }) => ({ row: row + down, column: column + right }));
  const present = winners(after);
  const at = (/** @type {Place[]} */ cells, /** @type {number} */ row, /** @type {number} */ column) =>
    cells.some((cell) => cell.row === row && cell.column === column);
  return from.map((line, row) => line.map((source, column) => {
    const was = source !== null && !source.entered && at(old, row, column);
    const is = at(present, row, column);
    return was && is ? "stayed" : was ? "lost" : is ? "took_over" : "";
  }));
}

/** The cells that decide; an average has none. @param {PooledCell[][]} pooled */
function winners(pooled) {
  return pooled.flat().filter(({ winner }) => winner >= 0).map(({ cells, winner }) => cells[winner]);
}

/**
 * The share of cells that the law says are kept at distance t; of a straight step, its formula.
 * @param {number} k @param {number} step @param {number} t
 */
export function lawOf(k, step, t) {
  if (step % 2 === 1 && t < k) return `(k − t) / (k + t) = ${k - t}/${k + t}`;
  const { both, either } = overlap(k, moves(t)[step]);
  return `${both}/${either}`;
}
