// @ts-check
/**
 * The map sizes of a network for any input: the mirror of nets/history.py.
 *
 * @typedef {{ kernel_size?: number, stride?: number, padding?: number, ceil_mode?: boolean }} Step
 */
import { outputSize } from "./pool.js";

/**
 * The sizes after each step, as far as the windows fit; the last steps keep one cell or a few bins.
 * @param {Step[]} steps @param {number} size
 */
export function stairs(steps, size) {
  const sides = [];
  for (const { kernel_size: k, stride, padding = 0, ceil_mode } of steps) {
    size = k ? outputSize(size, k, { stride, padding: [padding, padding], ceil_mode }) : 1;
    if (size < 1) break;
    sides.push(size);
  }
  return sides;
}

/**
 * Why a network cannot take an input of this size: a word for it, and numbers; or null.
 * @param {{ steps: Step[], size: number, dense: boolean }} network @param {number} size
 * @returns {[word: string, values: { [gap: string]: number | undefined }] | null}
 */
export function obstacle({ steps, size: own, dense }, size) {
  const sides = stairs(steps, size);
  if (sides.length < steps.length) {
    return ["too_small", { k: steps[sides.length].kernel_size, side: sides.at(-1) ?? size }];
  }
  const [wanted, got] = [stairs(steps, own).at(-1), sides.at(-1)];
  return dense && got !== wanted ? ["no_fit", { wanted, got }] : null;
}

/** How many input pixels a cell of the last real map stands for, along one axis. @param {Step[]} steps */
export function shrunk(steps) {
  return steps.reduce((product, { stride }) => product * (stride || 1), 1);
}
