// @ts-check
/**
 * Challenges of the Zoom Stack: strides multiply what is seen, and a dilation sees far
 * without any.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { ZoomState } from "../arithmetic/zoom_layout.js"
 */
import { SIDE } from "../arithmetic/stack.js";
import { zoomLayout } from "../arithmetic/zoom_layout.js";

/** What the layers come to, and how many there are. @param {ZoomState} state */
function top(state) {
  const { rows } = zoomLayout(state);
  return { ...rows[rows.length - 1], rows, many: rows.length };
}

/** @type {Goal<ZoomState>[]} */
export const goals = [
  {
    id: "far", least: 2,
    met: (state) => top(state).size >= 200 && top(state).many <= 6,
    count: (state) => top(state).many,
  },
  {
    id: "full-size",
    met: (state) => {
      const { rows, size, many } = top(state);
      return many <= 4 && size >= 40 && rows.every(({ outputs }) => outputs === SIDE);
    },
  },
];
