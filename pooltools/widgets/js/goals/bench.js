// @ts-check
/**
 * Challenges of the Pooling Bench: one number can decide many windows, and maximum and
 * average are the same only where all numbers are.
 *
 * @import { BenchState } from "../arithmetic/bench_layout.js"
 * @import { Goal } from "../arithmetic/goal.js"
 */
import { benchLayout } from "../arithmetic/bench_layout.js";

/** @param {BenchState} state */
const values = (state) => benchLayout(state, null).pooled.flat().map(({ value }) => value);

/** @type {Goal<BenchState>[]} */
export const goals = [
  {
    id: "all-fives", least: 1,
    met: (state) => values(state).length >= 4 && values(state).every((value) => value === 5),
    count: ({ data }) => data.flat().filter((value) => value === 5).length,
  },
  {
    id: "agree",
    met: (state) => {
      const [max, average] = /** @type {const} */ (["max", "average"]).map((mode) => values({ ...state, mode }));
      return state.kernel_size > 1 && max.every((value, n) => value === average[n]);
    },
  },
];
