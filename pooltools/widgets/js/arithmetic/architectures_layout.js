// @ts-check
/**
 * What the Architecture Slider shows of a network, worked out from its state.
 *
 * @import { Step } from "./stairs.js"
 * @typedef {Step & { by: string, cells?: number }} NetworkStep only windows have a kernel_size
 * @typedef {{ year: number, name: string, size: number, steps: NetworkStep[], dense: boolean, sketch: boolean,
 *   parameters: string, note: string }} Network
 * @typedef {{ view: "stairs" | "roadmap", step: number, size: number, placed: number[], speed: number }} SliderState
 */
import { obstacle, stairs } from "./stairs.js";

/**
 * The side of the input and after each step; size 0 is the network's own.
 * @param {Network} network @param {number} size
 */
export function networkSides({ size: own, steps }, size) {
  const side = size || own;
  return [side, ...stairs(steps, side)];
}

/** Why the network cannot take its input, or null. @param {Network} network @param {number} size */
export function networkProblem(network, size) {
  return obstacle(network, size || network.size);
}

/**
 * How a step comes to its side, where it has a window that fits; steps count from 1.
 * @param {NetworkStep[]} steps @param {number[]} sides @param {number} n
 */
export function sideFormula(steps, sides, n) {
  if (n >= sides.length) return "";
  const { kernel_size: k, stride: s, padding: p, ceil_mode } = steps[n - 1];
  if (!k) return "";
  const [open, close] = ceil_mode ? ["⌈", "⌉"] : ["⌊", "⌋"];
  return `${open}(${sides[n - 1]} + 2·${p} − ${k}) / ${s}${close} + 1 = ${sides[n]}`;
}

/** @param {SliderState} state */
export function sliderPython({ step, size, view }) {
  if (view === "roadmap") return "from pooltools.nets import ROADMAP\n\nROADMAP\n";
  const call = size ? `staircase(HISTORY[${step}], ${size})` : `staircase(HISTORY[${step}])`;
  return `from pooltools.nets import HISTORY, staircase\n\n[row.shape[-1] for row in ${call}]\n`;
}
