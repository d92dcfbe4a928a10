// @ts-check
/**
 * Challenges of the Ink & Noise Lab: a larger window averages noise away, and a median does
 * not ask how wrong a grain is.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { InkState } from "../arithmetic/ink_python.js"
 */
import { WAYS } from "../arithmetic/ink_layout.js";

/** @param {() => number[]} errors what the bars show @returns {Goal<InkState>[]} */
export function goalsOf(errors) {
  const [max, average, median] = WAYS.map((_, n) => () => errors()[n]);
  return [
    {
      id: "calm", least: 7,
      met: ({ gaussian }) => gaussian >= 40 && average() < 6,
      count: ({ kernel_size }) => kernel_size,
    },
    { id: "robust", met: () => max() > 100 && median() < 5 },
  ];
}
