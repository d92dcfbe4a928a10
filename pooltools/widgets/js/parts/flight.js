// @ts-check
/**
 * Numbers that fly: from a cell of one grid to a cell of another, or along a way.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 * @typedef {{ grid: GridPart, row: number, column: number }} Spot a cell of a grid
 */
import { boxIn, h } from "./dom.js";

const EVENLY = "cubic-bezier(0.4, 0.1, 0.75, 0.95)"; // off at once, and there when the number is
const CUT = 10; // pixels that are cut from a corner of a way
const NEARLY = 60; // milliseconds before its end that a flight counts as over
const RIPPLES = 260;

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
  sendAlong(stage, pairs.map(({ from, to }) => {
    const start = point(stage, from);
    if (!(to instanceof Element)) return { text: from.text, way: wayBetween(stage, from, to) };
    const end = middle(stage, to);
    return { text: from.text, way: [start, [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 16], end] };
  }), duration);
}

/**
 * The way from one cell to another: along the lines between cells, where no number stands.
 * @param {HTMLElement} stage @param {Spot} from @param {Spot} to
 * @returns {Pair[]}
 */
export function wayBetween(stage, from, to) {
  const [start, end] = [point(stage, from), point(stage, to)];
  const [out, into] = [point(stage, from, 1, 1), point(stage, to, 1, 0)];
  const [a, b] = [from, to].map(({ grid }) => boxIn(stage, grid.element));
  if (b.left >= a.left + a.width - 2) {
    return rounded([start, out, [a.left + a.width, out[1]], [b.left, into[1]], into, end]);
  }
  if (b.top >= a.top + a.height - 2) {
    const down = point(stage, to, 0, 1);
    return rounded([start, out, [out[0], a.top + a.height], [down[0], b.top], down, end]);
  }
  return [start, [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 16], end];
}

/** A way with its corners cut. @param {Pair[]} way @returns {Pair[]} */
function rounded(way) {
  return way.flatMap((corner, n) => {
    if (n === 0 || n === way.length - 1) return [corner];
    const [[ax, ay], [bx, by]] = [way[n - 1], way[n + 1]].map(([x, y]) => {
      const part = Math.min(CUT / (Math.hypot(x - corner[0], y - corner[1]) || 1), 0.5);
      return [corner[0] + part * (x - corner[0]), corner[1] + part * (y - corner[1])];
    });
    return [[ax, ay], [(ax + 2 * corner[0] + bx) / 4, (ay + 2 * corner[1] + by) / 4], [bx, by]];
  });
}

/** @typedef {{ text: string, way: Pair[], look?: string }} Runner a number, the points that it passes, and its look */

/**
 * Let numbers run together, each along its way and at an even pace, in milliseconds.
 * @param {HTMLElement} stage @param {Runner[]} runners @param {number} duration
 */
export function sendAlong(stage, runners, duration, easing = EVENLY) {
  for (const { text, way, look = "" } of runners) {
    const gone = [0];
    way.slice(1).forEach(([x, y], n) => gone.push(gone[n] + Math.hypot(x - way[n][0], y - way[n][1])));
    const frames = way.map((place, n) => ({ ...frameAt(place), offset: gone[n] / (gone[way.length - 1] || 1) }));
    const ball = h("i", { class: `pool-flying pool-gathered ${look}`, "aria-hidden": "true" }, text);
    stage.append(ball);
    ball.animate(frames, { duration, easing, fill: "forwards" });
  }
}

/** Take away what flies; what has arrived leaves a ring that spreads. @param {HTMLElement} stage */
export function land(stage) {
  for (const ball of stage.querySelectorAll(".pool-gathered")) {
    const [{ effect, currentTime = 0 } = {}] = ball.getAnimations();
    const frames = effect instanceof KeyframeEffect ? effect.getKeyframes() : [];
    const { transform = "" } = frames[frames.length - 1] ?? {};
    if (!transform || Number(effect?.getTiming().duration) - Number(currentTime) > NEARLY) {
      ball.remove();
      continue;
    }
    ball.replaceChildren();
    ball.classList.replace("pool-gathered", "pool-ripple");
    const spread = [{ transform: `${transform}`, opacity: 1 }, { transform: `${transform} scale(2)`, opacity: 0 }];
    ball.animate(spread, { duration: RIPPLES, fill: "forwards" }).onfinish = () => ball.remove();
  }
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
