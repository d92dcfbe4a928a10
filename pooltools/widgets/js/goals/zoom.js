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

/** What a cell of the layer shown sees, and all layers. @param {ZoomState} state */
function shown(state) {
  const { row, rows } = zoomLayout(state);
  return { size: row.size, rows, many: rows.length };
}

/** @type {Goal<ZoomState>[]} */
export const goals = [
  {
    id: "far", least: 2,
    met: (state) => shown(state).size >= 200 && shown(state).many <= 6,
    count: (state) => shown(state).many,
  },
  {
    id: "full-size",
    met: (state) => {
      const { rows, size, many } = shown(state);
      return many <= 4 && size >= 40 && rows.every(({ outputs }) => outputs === SIDE);
    },
  },
];
