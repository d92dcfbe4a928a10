// @ts-check
/**
 * What the bench shows, worked out from its state.
 *
 * @import { JsonNumber, Pair, Place } from "./pool.js"
 * @typedef {{ data: JsonNumber[][], mode: "max" | "average" | "min", kernel_size: number, stride: number,
 *   padding: number, count_include_pad: boolean, view: "step" | "all", step: number, speed: number }} BenchState
 * @typedef {ReturnType<typeof benchLayout>} BenchLayout
 */
import { decode, makeAxes, pool2d } from "./pool.js";

/** @param {BenchState} state */
export function benchAxes({ data, kernel_size, stride, padding }) {
  return makeAxes(data, kernel_size, { stride, padding: [padding, padding] });
}

/**
 * The map, its windows, the pooled map, and the window (i, j) to show: that of the step,
 * or the one that is pointed at.
 * @param {BenchState} state @param {Place | null} pointed
 */
export function benchLayout(state, pointed) {
  const data = decode(state.data);
  const axes = benchAxes(state);
  const [height, width] = [axes[0].outputs, axes[1].outputs];
  const pooled = pool2d(data, axes, state.mode, { count_include_pad: state.count_include_pad });
  const step = Math.min(state.step, height * width - 1);
  const there = pointed && pointed.row < height && pointed.column < width;
  const { row: i, column: j } = there ? pointed : { row: Math.floor(step / width), column: step % width };
  return { data, axes, height, width, pooled, step, i, j };
}

/** The window whose corner is nearest to a place of the padded map. @param {BenchState} state @param {Pair} corner */
export function stepAt(state, corner) {
  const axes = benchAxes(state);
  const [i, j] = axes.map(({ outputs, stride }, n) =>
    Math.min(Math.max(Math.round(corner[n] / stride), 0), outputs - 1));
  return i * axes[1].outputs + j;
}

/** The output size of each axis, or of both. @param {BenchState} state @param {BenchLayout} now */
export function formula({ kernel_size: k, stride, padding }, { axes: [rows, columns] }) {
  const sizes = rows.n === columns.n ? [rows] : [rows, columns];
  return sizes.map(({ n, outputs }) => `⌊(${n} + 2·${padding} − ${k}) / ${stride}⌋ + 1 = ${outputs}`).join(" · ");
}

/** What stands in a cell of padding. @param {Pick<BenchState, "mode" | "count_include_pad">} state */
export function padText({ mode, count_include_pad }) {
  if (mode === "average") return count_include_pad ? "0" : "";
  return mode === "max" ? "−∞" : "∞";
}
