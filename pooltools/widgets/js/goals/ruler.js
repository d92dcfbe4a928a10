// @ts-check
/**
 * Challenges of the Window Ruler: what halves, what is never read, and when rounding has
 * nothing to round.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { Rule, Setting } from "../arithmetic/ruler_layout.js"
 */
import { unseenCells } from "../arithmetic/pool.js";
import { rulerAxis } from "../arithmetic/ruler_layout.js";

const LONG = 12;

/** How many cells the windows read. @param {Setting} setting */
const seen = (setting) => setting.n - unseenCells(rulerAxis(setting)).length;

/** @type {Goal<Setting>[]} */
export const goals = [
  {
    id: "half",
    met: (setting) => setting.n === LONG && setting.kernel_size === 3 && rulerAxis(setting).outputs === LONG / 2,
  },
  {
    id: "few-seen", least: 3,
    met: (setting) => setting.n === LONG && rulerAxis(setting).outputs >= 3 && seen(setting) < LONG / 2,
    count: seen,
  },
  {
    id: "no-rest",
    met: (setting) => {
      /** @type {Rule[]} */
      const rules = ["floor", "ceil", "same"];
      const sizes = rules.map((rule) => rulerAxis({ ...setting, rule }).outputs);
      return setting.stride === 3 && setting.kernel_size > 1 && new Set(sizes).size === 1;
    },
  },
];
