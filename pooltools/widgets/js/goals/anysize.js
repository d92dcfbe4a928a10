// @ts-check
/**
 * Challenges of the Any-Size Machine: the levels alone make the length.
 *
 * @import { AnySizeState } from "../arithmetic/anysize_layout.js"
 * @import { Goal } from "../arithmetic/goal.js"
 */
import { CHANNELS, binCount } from "../arithmetic/anysize_layout.js";

/** @type {Goal<AnySizeState>[]} */
export const goals = [
  { id: "length", met: (state) => CHANNELS * binCount(state) === 120 },
  { id: "as-flat", met: (state) => binCount(state) === state.height * state.width },
];
