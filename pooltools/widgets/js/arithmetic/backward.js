// @ts-check
/**
 * The way back: who gets a window's gradient, and how a small map is made large.
 *
 * @import { Axes, Cell, Grid, Operation, Pair, Place, PooledCell } from "./pool.js"
 * @typedef {Cell & { share: number }} Receiver a cell and its share of a window's gradient
 * @typedef {"switches" | "duplicate" | "spread"} Unpooling
 */
import { pool2d } from "./pool.js";

/**
 * The cells that get a share of one window's gradient, each with its share.
 * @param {Pick<PooledCell, "cells" | "winner" | "divisor">} window
 * @returns {Receiver[]}
 */
export function receivers({ cells, winner, divisor }) {
  if (divisor === undefined) return winner < 0 ? [] : [{ ...cells[winner], share: 1 }];
  return cells.map((cell) => ({ ...cell, share: 1 / divisor }));
}

/**
 * The ball of every output cell: 1 where the reader gave none, 0 from `dropped` on.
 * @param {Grid} given @param {unknown[][]} pooled
 */
export function ballsOf(given, pooled, dropped = Infinity) {
  const width = pooled[0].length;
  return pooled.map((line, i) => line.map((_, j) => (i * width + j < dropped ? given[i]?.[j] ?? 1 : 0)));
}

/**
 * What every input cell collects; a cell under several windows gets the sum.
 * @param {PooledCell[][]} pooled @param {Grid} balls @param {number} height @param {number} width
 */
export function collect(pooled, balls, height, width) {
  const total = zeros(height, width);
  pooled.forEach((line, i) => line.forEach((window, j) => {
    for (const { row, column, share } of receivers(window)) total[row][column] += balls[i][j] * share;
  }));
  return total;
}

/**
 * How much the loss grows per unit when one cell goes up, and when it goes down.
 * @param {Grid} x @param {Axes} axes @param {Operation} mode @param {Grid} balls @param {Place} cell
 * @param {number} nudge
 * @returns {Pair}
 */
export function slopes(x, axes, mode, balls, { row, column }, nudge) {
  const loss = (/** @type {number} */ by) => {
    const moved = x.map((line, i) => line.map((value, j) => (i === row && j === column ? value + by : value)));
    const pooled = pool2d(moved, axes, mode);
    return pooled.reduce((sum, line, i) => sum + line.reduce((part, { value }, j) => part + balls[i][j] * value, 0), 0);
  };
  const [up, rest, down] = [nudge, 0, -nudge].map(loss);
  return [(up - rest) / nudge, (rest - down) / nudge];
}

/**
 * Make pooled values large again, those of the first `done` windows.
 * @param {PooledCell[][]} pooled @param {Unpooling} way @param {number} height @param {number} width
 */
export function unpool(pooled, way, height, width, done = Infinity) {
  const [total, count] = [zeros(height, width), zeros(height, width)];
  pooled.flat().slice(0, done).forEach(({ cells, winner, value }) => {
    if (way === "switches") {
      if (winner >= 0) total[cells[winner].row][cells[winner].column] = value;
      return;
    }
    for (const { row, column } of cells) {
      total[row][column] += way === "spread" ? value / cells.length : value;
      count[row][column] += 1;
    }
  });
  if (way !== "duplicate") return total;
  return total.map((line, i) => line.map((sum, j) => (count[i][j] ? sum / count[i][j] : 0)));
}

/** The sum of all differences over the sum of all values, signs apart. @param {Grid} before @param {Grid} after */
export function relativeChange(before, after) {
  const size = (/** @type {Grid} */ map) => map.flat().reduce((sum, value) => sum + Math.abs(value), 0);
  const change = size(before.map((line, i) => line.map((value, j) => after[i][j] - value)));
  return change === 0 ? 0 : change / size(before);
}

/** @param {number} height @param {number} width @returns {Grid} */
function zeros(height, width) {
  return Array.from({ length: height }, () => Array(width).fill(0));
}
