// @ts-check
/**
 * What the bench says.
 *
 * @import { BenchLayout, BenchState } from "../arithmetic/bench_layout.js"
 * @import { Axis, PooledCell } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 */
import { formatNumber, windowBounds } from "../arithmetic/pool.js";
import { fill } from "./dom.js";
import { STANDS } from "./motion.js";

/**
 * What one window gives.
 * @param {Strings} strings @param {PooledCell} pooled @param {BenchState["mode"]} mode @param {number} phase
 */
export function equation(strings, { cells, value, divisor }, mode, phase) {
  const list = cells.map((cell) => formatNumber(cell.value));
  const result = phase === STANDS ? formatNumber(value) : "…";
  if (!cells.length) return fill(strings.empty_window, { value: result });
  if (mode === "average") {
    const terms = list.map((text, n) => (cells[n].value < 0 ? `(${text})` : text));
    return `(${terms.join(" + ")}) / ${divisor} = ${result}`;
  }
  return `${mode}(${list.join(", ")}) = ${result}`;
}

/** Where the window is. @param {Strings} strings @param {BenchLayout} now */
export function whereabouts(strings, { axes: [rows, columns], height, width, i, j }) {
  const range = (/** @type {Axis} */ axis, /** @type {number} */ n) => {
    const [a, b] = windowBounds(axis, n).map((edge, end) => formatNumber(edge - end));
    return a === b ? a : fill(strings.range, { a, b });
  };
  const window = fill(strings.window_of, { i: i * width + j + 1, n: height * width });
  return fill(strings.where, { window, rows: range(rows, i), columns: range(columns, j) });
}
