// @ts-check
/**
 * Challenges of the Shift Compass: a maximum in the middle of its window is safe, and the
 * law tells what the others can expect.
 *
 * @import { CompassState } from "../arithmetic/compass_layout.js"
 * @import { Goal } from "../arithmetic/goal.js"
 */
import { compassLayout, moves } from "../arithmetic/compass_layout.js";
import { overlap } from "../arithmetic/shift.js";

/** @type {Goal<CompassState>[]} */
export const goals = [
  {
    id: "unmoved",
    met: (state) => {
      const { data, count, whole } = compassLayout(state);
      return state.view === "map" && state.mode === "max" && count >= 4 && whole === 8 && new Set(data.flat()).size > 1;
    },
  },
  {
    id: "quarter", start: { view: "law" },
    met: ({ view, kernel_size, distance, step }) => {
      const { both, either } = overlap(kernel_size, moves(distance)[step]);
      return view === "law" && 4 * both === either;
    },
  },
];
