// @ts-check
/**
 * What the bench shows, worked out from its state.
 *
 * @import { JsonNumber, Place } from "./pool.js"
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
