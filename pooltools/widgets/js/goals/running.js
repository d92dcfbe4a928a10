// @ts-check
/**
 * Challenges of the Running Network: an answer that hangs on one pixel, and a head that knows places.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { RunningState } from "../arithmetic/running_layout.js"
 */

/** @param {(state: RunningState) => number} read what the network answers @returns {Goal<RunningState>[]} */
export function goalsOf(read) {
  /** @param {RunningState} state */
  const plain = ({ drawing, salt, invert }) => !drawing && !salt && !invert;
  return [
    {
      id: "pixel", start: { tool: "pixel" },
      met: (state) => plain(state) && state.pixel >= 0
        && read({ ...state, pixel: -1 }) === state.digit && read(state) !== state.digit,
    },
    {
      id: "lost", start: { digit: 4, head: "flatten" }, least: 1,
      met: (state) => plain(state) && state.pixel < 0 && state.head === "flatten"
        && read({ ...state, down: 0, right: 0 }) === state.digit && read(state) !== state.digit,
      count: ({ down, right }) => Math.max(Math.abs(down), Math.abs(right)),
    },
  ];
}
