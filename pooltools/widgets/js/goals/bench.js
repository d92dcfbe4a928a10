// @ts-check
/**
 * Challenges of the Pooling Bench: one number can decide many windows, and maximum and
 * average are the same only where all numbers are.
 *
 * @import { BenchState } from "../arithmetic/bench_layout.js"
 * @import { Goal } from "../arithmetic/goal.js"
 */
import { benchLayout } from "../arithmetic/bench_layout.js";

/** The outputs; none as long as some are not computed yet. @param {BenchState} state */
function values(state) {
  const { pooled, height, width, step } = benchLayout(state, null);
  const all = state.view === "all" || step === height * width - 1;
  return all ? pooled.flat().map(({ value }) => value) : [];
}

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
      return state.kernel_size > 1 && max.length > 0 && max.every((value, n) => value === average[n]);
    },
  },
];
