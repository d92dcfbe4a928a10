// @ts-check
/**
 * What the Rubber Grid shows, worked out from its state.
 *
 * @import { Bin } from "./bins.js"
 * @import { JsonNumber, Pair, Place } from "./pool.js"
 * @typedef {{ data: JsonNumber[][], height: number, width: number, outputs: number, mode: "max" | "average",
 *   seed: number, step: number, speed: number }} RubberState
 * @typedef {ReturnType<typeof rubberLayout>} RubberLayout
 */
import { adaptiveBins, binsHolding, poolBins } from "./bins.js";
import { decode } from "./pool.js";
import { sheet } from "./sheet.js";

/** The map, and where in the picture its cells come from. @param {RubberState} state */
export function rubberSheet({ data, height, width, seed }) {
  return sheet(decode(data), height, width, seed);
}

/**
 * The map, its bins, the pooled map, what a jumble leaves the same in it, and the bin
 * (i, j) to show: that of the step, or the one that is pointed at.
 * @param {RubberState} state @param {Place | null} pointed
 */
export function rubberLayout(state, pointed) {
  const { height, width, outputs: n, mode } = state;
  const { map } = rubberSheet(state);
  /** @type {[Bin[], Bin[]]} */
  const bins = [adaptiveBins(height, n), adaptiveBins(width, n)];
  const pooled = poolBins(map, bins, mode);
  const ordered = poolBins(rubberSheet({ ...state, seed: 0 }).map, bins, mode);
  const same = pooled.map((line, i) => line.map(({ value }, j) => isSame(value, ordered[i][j].value)));
  const step = Math.min(state.step, n * n - 1);
  const there = pointed && pointed.row < n && pointed.column < n;
  const { row: i, column: j } = there ? pointed : { row: Math.floor(step / n), column: step % n };
  return { map, bins, pooled, same, n, i, j };
}

/**
 * The bin whose corner is nearest to a place of the map.
 * @param {RubberState} state @param {Pair} corner
 */
export function binNear({ height, width, outputs: n }, corner) {
  const [i, j] = [height, width].map((side, axis) => {
    const far = adaptiveBins(side, n).map(([start]) => Math.abs(start - corner[axis]));
    return far.indexOf(Math.min(...far));
  });
  return i * n + j;
}

/** Sums taken in another order may differ in their last digit. @param {number} a @param {number} b */
function isSame(a, b) {
  return Object.is(a, b) || Math.abs(a - b) < 1e-9;
}

/**
 * Does bin (i, j) hold this cell?
 * @param {[Bin[], Bin[]]} bins @param {number} i @param {number} j @param {Place} cell
 */
export function holds([rows, columns], i, j, { row, column }) {
  return binsHolding(rows, row).includes(i) && binsHolding(columns, column).includes(j);
}
