// @ts-check
/**
 * Numbers that fly: from a cell of one grid to a cell of another, or along a way.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 * @typedef {{ grid: GridPart, row: number, column: number }} Spot a cell of a grid
 */
import { boxIn, h } from "./dom.js";

/** @typedef {Spot & { text: string }} Ball what flies, and where it is or goes */

/**
 * Let balls fly together to one cell, in milliseconds, each from its own.
 * @param {HTMLElement} stage @param {Ball[]} balls @param {Spot} to @param {number} duration
 */
export function gather(stage, balls, to, duration) {
  sendEach(stage, balls.map((from) => ({ from, to })), duration);
}

/**
 * Let balls fly, in milliseconds, each from its cell to another or to anything else.
 * @param {HTMLElement} stage @param {{ from: Ball, to: Spot | Element }[]} pairs @param {number} duration
 */
export function sendEach(stage, pairs, duration) {
  if (!stage.clientWidth) return;
  const goalOf = (/** @type {Spot | Element} */ to) => (to instanceof Element ? middle(stage, to) : point(stage, to));
  sendAlong(stage, pairs.map(({ from, to }) => {
    const [start, end] = [point(stage, from), goalOf(to)];
    return { text: from.text, way: [start, [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 16], end] };
  }), duration);
}

/** @typedef {{ text: string, way: Pair[], look?: string }} Runner a number, the points that it passes, and its look */

/**
 * Let numbers run together, each along its way and at an even pace, in milliseconds.
 * @param {HTMLElement} stage @param {Runner[]} runners @param {number} duration
 */
export function sendAlong(stage, runners, duration, easing = "ease-in-out") {
  for (const { text, way, look = "" } of runners) {
    const gone = [0];
    way.slice(1).forEach(([x, y], n) => gone.push(gone[n] + Math.hypot(x - way[n][0], y - way[n][1])));
    const frames = way.map((place, n) => ({ ...frameAt(place), offset: gone[n] / (gone[way.length - 1] || 1) }));
    const ball = h("i", { class: `pool-flying pool-gathered ${look}`, "aria-hidden": "true" }, text);
    stage.append(ball);
    ball.animate(frames, { duration, easing, fill: "forwards" });
  }
}

/** Take away what gather() or sendAlong() let fly. @param {HTMLElement} stage */
export function land(stage) {
  stage.querySelectorAll(".pool-gathered").forEach((ball) => ball.remove());
}

/** A ball's middle there. @param {Pair} to */
function frameAt([x, y]) {
  return { transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` };
}

/**
 * A point of a cell, in parts of its side from its corner, in pixels of the stage.
 * @param {HTMLElement} stage @param {Spot} spot
 * @returns {Pair}
 */
export function point(stage, { grid, row, column }, down = 0.5, right = 0.5) {
  const { left, top } = boxIn(stage, grid.element);
  const cell = grid.element.querySelector(".pool-cell");
  const { width, height } = cell ? boxIn(stage, cell) : { width: 1, height: 1 };
  return [left + (column + right) * (width - 1), top + (row + down) * (height - 1)];
}

/**
 * The middle of an element, in pixels of the stage.
 * @param {HTMLElement} stage @param {Element} there
 * @returns {Pair}
 */
function middle(stage, there) {
  const { left, top, width, height } = boxIn(stage, there);
  return [left + width / 2, top + height / 2];
}
