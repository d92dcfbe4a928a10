// @ts-check
/**
 * Challenges of the Architecture Slider: a last map follows its picture, down to where a
 * window fits no more.
 *
 * @import { Network, SliderState } from "../arithmetic/architectures_layout.js"
 * @import { Goal } from "../arithmetic/goal.js"
 */
import { networkProblem, networkSides } from "../arithmetic/architectures_layout.js";

/** @param {Network[]} networks @returns {Goal<SliderState>[]} */
export function goalsOf(networks) {
  const problem = (/** @type {SliderState} */ { view, step, size }) =>
    (view === "stairs" ? networkProblem(networks[step], size)?.[0] ?? "" : null);
  return [
    {
      id: "ten", met: (state) => {
        const { step, size } = state;
        const sides = networkSides(networks[step], size);
        return problem(state) === "" && networks[step].steps.at(-1)?.by === "global" && sides.at(-2) === 10;
      },
    },
    { id: "too-small", met: (state) => problem(state) === "too_small" && !networks[state.step].dense },
  ];
}
