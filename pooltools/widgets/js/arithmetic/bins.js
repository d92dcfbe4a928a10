// @ts-check
/** Bins: the browser's mirror of adaptive_bins and of what stands on it. */
import { decideExtreme, makeAxis, windowBounds } from "./pool.js";

/** The half-open intervals of as many bins as are asked for; borders are rounded outwards. */
export function adaptiveBins(n, outputs) {
  return Array.from({ length: outputs }, (_, i) => [Math.floor((i * n) / outputs), Math.ceil(((i + 1) * n) / outputs)]);
}

/** The bins of the recipe ceil(n / outputs) wide, floor(n / outputs) apart: not always as many. */
export function recipeBins(n, outputs) {
  const stride = Math.floor(n / outputs);
  if (!stride) return [];
  const axis = makeAxis(n, Math.ceil(n / outputs), { stride });
  return Array.from({ length: axis.outputs }, (_, i) => windowBounds(axis, i));
}

/** The numbers of the bins that hold position p. */
export function binsHolding(bins, p) {
  return bins.flatMap(([start, end], i) => (start <= p && p < end ? [i] : []));
}

/** Pool one bin: the value, the cells it covers, and the index of the one that decided. */
export function poolBin(x, [top, bottom], [left, right], mode) {
  const cells = [];
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) cells.push({ row, column, value: x[row][column] });
  }
  if (mode === "max") return { cells, ...decideExtreme(cells, mode) };
  return { cells, winner: -1, value: cells.reduce((sum, { value }) => sum + value, 0) / cells.length };
}

/** Pool a whole map: one result for each pair of a row bin and a column bin. */
export function poolBins(x, [rows, columns], mode) {
  return rows.map((row) => columns.map((column) => poolBin(x, row, column, mode)));
}
