// @ts-check
/** Where the brackets of the ruler go. Pure: numbers in, numbers out. */
import { makeAxis, samePadding, unseenCells, windowBounds, windowTaps } from "./pool.js";

/** The axis that a ruler's state describes; "same" chooses its own padding. */
export function rulerAxis({ n, kernel_size, stride, padding, dilation, rule }) {
  const both = rule === "same" ? samePadding(n, kernel_size, stride, dilation) : [padding, padding];
  return makeAxis(n, kernel_size, { stride, padding: both, dilation, ceil_mode: rule === "ceil" });
}

/** The number of windows that rounding up alone would ask for. */
export function bareCeiling(axis) {
  const span = axis.dilation * (axis.kernelSize - 1) + 1;
  return Math.ceil((axis.n + axis.before + axis.after - span) / axis.stride) + 1;
}

/**
 * Everything a ruler shows: the positions from the first padding to the last
 * overhanging tap, and a bracket per window, in as few lanes as keep them apart.
 */
export function rulerLayout(axis, ceiling) {
  const span = axis.dilation * (axis.kernelSize - 1) + 1;
  const count = ceiling ? Math.max(axis.outputs, bareCeiling(axis)) : axis.outputs;
  const lanes = Math.max(Math.min(Math.ceil(span / axis.stride), count), 1);
  const brackets = Array.from({ length: count }, (_, i) => ({
    i, lane: i % lanes, start: windowBounds(axis, i)[0], span, taps: windowTaps(axis, i), refused: i >= axis.outputs,
  }));
  const end = Math.max(axis.n + axis.after, ...brackets.map(({ start }) => start + span));
  return { first: -axis.before, end, lanes, brackets, unseen: unseenCells(axis) };
}

/** Cells as a reader says them: "2 to 4" where they follow each other, else a list. */
export function spell(cells, range) {
  const runs = cells.length > 1 && cells.every((cell, k) => k === 0 || cell === cells[k - 1] + 1);
  return runs ? range(cells[0], cells[cells.length - 1]) : cells.join(", ");
}
