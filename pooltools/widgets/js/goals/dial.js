// @ts-check
/**
 * Challenges of the p-Dial: how sharp a sharpness is depends on the numbers, and what is
 * never drawn counts for nothing.
 *
 * @import { DialState } from "../arithmetic/dial_layout.js"
 * @import { Goal } from "../arithmetic/goal.js"
 */
import { stopNow, turned } from "../arithmetic/dial_layout.js";
import { roulette } from "../arithmetic/means.js";
import { decode } from "../arithmetic/pool.js";

const DRAWN = 20;

/** @type {Goal<DialState>[]} */
export const goals = [
  {
    id: "sharp", start: { family: "soft", step: 8 },
    met: (state) => {
      if (state.family !== "soft") return false;
      const values = decode(state.data).flat();
      const { p, value } = turned("soft", stopNow(state), values);
      const largest = Math.max(...values);
      const small = values.filter((one) => one <= largest / 2).length;
      return p === 1 && small === 3 && value >= 0.95 * largest;
    },
  },
  {
    id: "sure", start: { family: "stochastic", step: 0 },
    met: (state) => {
      if (state.family !== "stochastic" || stopNow(state) < DRAWN) return false;
      const values = decode(state.data).flat();
      const drawn = roulette(values, DRAWN).map((n) => values[n]);
      return new Set(drawn).size === 1 && drawn[0] > 0 && new Set(values).size > 1;
    },
  },
];
