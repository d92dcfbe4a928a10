// @ts-check
/**
 * Challenges of the Rubber Grid: when its bins are plain windows, and that it can enlarge.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { RubberState } from "../arithmetic/rubber_layout.js"
 */
import { rubberLayout } from "../arithmetic/rubber_layout.js";

/** @type {Goal<RubberState>[]} */
export const goals = [
  {
    id: "tidy",
    met: (state) => state.outputs > 1 && rubberLayout(state, null).bins.every((bins) =>
      bins.every(([start, end], k) => start === (bins[k - 1]?.[1] ?? 0) && end - start === bins[0][1])),
  },
  { id: "enlarge", met: ({ height, width, outputs }) => outputs ** 2 > height * width },
];
