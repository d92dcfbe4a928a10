// @ts-check
/**
 * What the Channel Lanes show of three channels, painted and before.
 *
 * @import { ChannelOperation } from "./channels.js"
 * @import { Grid, Pair, Place } from "./pool.js"
 * @typedef {ReturnType<typeof lanesLayout>} LanesLayout
 * @typedef {Place & { c: number, o: number, value: number, was: number }} Carried what goes from input c to output o
 */
import { axesOf, joined, kernel, outputs, terms } from "./channels.js";
import { formatNumber, pool2d } from "./pool.js";

export const LANES = [0, 1, 2];
export const LAST = 3;

/**
 * The outputs now and before, how many cells of each differ among the windows that stand,
 * whether any input does, and the window (i, j) to show: that of the step, or the one that
 * is pointed at.
 * @param {{ painted: Grid[], operation: ChannelOperation, step: number }} state
 * @param {Grid[]} before @param {Place | null} pointed @param {(window: number) => boolean} [stands]
 */
export function lanesLayout({ painted, operation, step }, before, pointed, stands = (window) => window <= step) {
  const [now, old] = [outputs(painted, operation), outputs(before, operation)];
  const counts = LANES.map((c) => now[c].flat().filter((value, n) => stands(n) && value !== old[c].flat()[n]).length);
  const wet = LANES.map((c) => JSON.stringify(painted[c]) !== JSON.stringify(before[c]));
  const { row: i, column: j } = pointed ?? windowOf(step);
  return { now, old, counts, wet, i, j };
}

/** Row and column of a window. @param {number} step @returns {Place} */
export function windowOf(step) {
  return { row: step >> 1, column: step % 2 };
}

/** The window whose corner is nearest to a place of the map. @param {Pair} corner */
export function nearest(corner) {
  const [i, j] = corner.map((at) => Math.min(Math.max(Math.round(at / 2), 0), 1));
  return 2 * i + j;
}

/**
 * The first window that reads a number that was painted; the first of all if none was.
 * @param {Grid[]} painted @param {Grid[]} before
 */
export function paintedWindow(painted, before) {
  const differs = (/** @type {number} */ n) => LANES.some((c) => cellsOf(painted, c, windowOf(n))
    .some(({ row, column, value }) => value !== before[c][row][column]));
  return Math.max([0, 1, 2, 3].findIndex(differs), 0);
}

/** The winner's place in each lane. @param {Grid[]} painted @param {Place} window */
export function winners(painted, { row, column }) {
  return painted.map((map) => {
    const { cells, winner } = pool2d(map, axesOf(map), "max")[row][column];
    return cells[winner];
  });
}

/** Which input leads to which output. @param {ChannelOperation} operation */
export function links(operation) {
  return LANES.flatMap((o) => LANES.filter((c) => joined(operation, o, c)).map((c) => ({ o, c })));
}

/**
 * The numbers that one window sends down the wires, and what they were before: the winner,
 * all of an average, or an input's part of a weighted sum.
 * @param {Grid[]} painted @param {Grid[]} before @param {ChannelOperation} operation @param {Place} window
 * @returns {Carried[]}
 */
export function carried(painted, before, operation, window) {
  const [first, second] = [winners(painted, window), winners(before, window)];
  return links(operation).flatMap(({ o, c }) => {
    if (operation === "max") return [{ ...first[c], c, o, was: second[c].value }];
    const cells = cellsOf(painted, c, window);
    if (operation === "average") return cells.map((cell) => ({ ...cell, c, o, was: before[c][cell.row][cell.column] }));
    const part = (/** @type {Grid[]} */ maps) =>
      cellsOf(maps, c, window).reduce((sum, { value }, n) => sum + kernel(o, c)[n] * value, 0);
    return [{ row: cells[0].row + 0.5, column: cells[0].column + 0.5, c, o, value: part(painted), was: part(before) }];
  });
}

/** @param {Grid[]} maps @param {number} c @param {Place} window */
function cellsOf(maps, c, { row, column }) {
  return pool2d(maps[c], axesOf(maps[c]), "max")[row][column].cells;
}

/**
 * How output o comes to its number in window (i, j).
 * @param {Grid[]} painted @param {ChannelOperation} operation @param {number} o @param {LanesLayout} now
 */
export function equation(painted, operation, o, { now, i, j }) {
  const list = terms(painted, operation, o, i, j);
  const numbers = list.map(({ value }) => formatNumber(value));
  const result = formatNumber(now[o][i][j]);
  if (operation === "max") return `max(${numbers.join(", ")}) = ${result}`;
  if (operation === "average") return `(${numbers.join(" + ")}) / 4 = ${result}`;
  const plus = (/** @type {number} */ n) => (n ? "+ " : "");
  return `${list.map(({ weight }, n) => (weight < 0 ? "− " : plus(n)) + numbers[n]).join(" ")} = ${result}`;
}

/**
 * The channels with one number changed.
 * @param {Grid[]} painted @param {number} lane @param {number} row @param {number} column @param {number} value
 */
export function repainted(painted, lane, row, column, value) {
  const copy = painted.map((map) => map.map((line) => [...line]));
  copy[lane][row][column] = value;
  return copy;
}
