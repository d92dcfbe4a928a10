// @ts-check
/**
 * Challenges of the Gradient Pinball: gradients add up where windows share a winner, and
 * there they can cancel.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { PinballLayout, PinballState } from "../arithmetic/pinball_layout.js"
 */
import { pinballLayout } from "../arithmetic/pinball_layout.js";

/** All balls have landed, four of them or more. @param {PinballState} state @returns {PinballLayout | null} */
function landed(state) {
  const now = pinballLayout(state, null);
  return state.view === "pinball" && now.complete && now.done >= 4 && now.balls.flat().every(Boolean) ? now : null;
}

/** @type {Goal<PinballState>[]} */
export const goals = [
  { id: "one-cell", met: (state) => landed(state)?.got.flat().filter(Boolean).length === 1 },
  { id: "cancel", met: (state) => landed(state)?.got.flat().every((sum) => sum === 0) === true },
];
