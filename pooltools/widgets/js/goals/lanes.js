// @ts-check
/**
 * Challenges of the Channel Lanes: max pooling does not hear most numbers, weights can cancel,
 * and the first pooling saves most of the multiplications.
 *
 * @import { ChannelOperation } from "../arithmetic/channels.js"
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { Grid } from "../arithmetic/pool.js"
 * @typedef {{ view: "lanes" | "counter", operation: ChannelOperation, painted: Grid[], step: number,
 *   pools: string, head: "flatten" | "global average" }} LanesState
 */
import { summary, vgg } from "../arithmetic/counting.js";
import { LAST, lanesLayout } from "../arithmetic/lanes_layout.js";

/** How many multiplications a network has. @param {string} pools @param {LanesState["head"]} head */
const multiplications = (pools, head) => summary(vgg(pools, head)).multiply_adds;

/** @param {Grid[]} before @returns {Goal<LanesState>[]} */
export function goalsOf(before) {
  /** The lanes whose output has changed; null where they are not all there. @param {LanesState} state */
  const changed = (state) => {
    const { counts, wet } = lanesLayout(state, before, null);
    const painted = state.view === "lanes" && state.step === LAST && wet.includes(true);
    return painted ? counts.filter((count) => count > 0).length : null;
  };
  return [
    { id: "unheard", met: (state) => state.operation === "max" && changed(state) === 0 },
    { id: "one-lane", met: (state) => state.operation === "convolution" && changed(state) === 1 },
    {
      id: "dearest", start: { view: "counter" },
      met: ({ view, pools, head }) => view === "counter" && pools.split("0").length === 2
        && multiplications(pools, head) > 3.5 * multiplications("11111", head),
    },
  ];
}
