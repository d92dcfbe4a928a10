// @ts-check
/**
 * Lines from a cell of one grid to cells of another, and balls that fly along them.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 * @typedef {{ grid: GridPart, row: number, column: number }} Spot a cell of a grid
 */
import { h, s } from "./dom.js";

/** @typedef {Spot & { text: string }} Ball what flies, and where it is or goes */

/**
 * Let balls fly together to one cell, in milliseconds, each from its own.
 * @param {HTMLElement} stage @param {Ball[]} balls @param {Spot} to @param {number} duration
 */
export function gather(stage, balls, to, duration) {
  if (!stage.clientWidth) return;
  const end = point(stage, to);
  for (const from of balls) {
    const ball = h("i", { class: "pool-flying pool-gathered", "aria-hidden": "true" }, from.text);
    const start = point(stage, from);
    /** @type {Pair} */
    const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 16];
    const frames = [start, middle, end].map(frameAt);
    stage.append(ball);
    ball.animate(frames, { duration, easing: "ease-in-out", fill: "forwards" });
  }
}

/** Take away what gather() let fly. @param {HTMLElement} stage */
export function land(stage) {
  stage.querySelectorAll(".pool-gathered").forEach((ball) => ball.remove());
}

/** A ball's middle there. @param {Pair} to */
function frameAt([x, y]) {
  return { transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` };
}

/**
 * An overlay for a stage. show(from, to) draws a line from one place to each of
 * the others; fly() lets a ball with their text go along each.
 * @param {HTMLElement} stage
 */
export function flights(stage) {
  const lines = s("svg", { class: "pool-paths", "aria-hidden": "true" });
  stage.append(lines);
  /** @type {Spot | null} */
  let from = null;
  /** @type {(Spot & { text: string })[]} */
  let to = [];

  function trace() {
    if (!from || !stage.clientWidth) return;
    const start = point(stage, from);
    lines.replaceChildren(...to.map((place) => s("path", { d: curve(stage, start, place) })));
  }
  /** @param {Spot} there @param {(Spot & { text: string })[]} goals */
  function show(there, goals) {
    [from, to] = [there, goals];
    trace();
  }
  /** Let one ball for each line fly, in milliseconds. @param {number} duration */
  function fly(duration) {
    if (!from || !stage.clientWidth || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const start = point(stage, from);
    for (const place of to) {
      const ball = h("i", { class: "pool-flying", "aria-hidden": "true" }, place.text);
      const frames = [start, goal(stage, place, start[0])].map(frameAt);
      const gone = () => ball.remove();
      stage.append(ball);
      ball.animate(frames, { duration, easing: "ease-in" }).finished.then(gone, gone);
    }
  }
  const observer = new ResizeObserver(trace);
  observer.observe(stage);
  return { show, fly, stop: () => observer.disconnect() };
}

/**
 * A point of a cell, in parts of its side from its corner, in pixels of the stage.
 * @param {HTMLElement} stage @param {Spot} spot
 * @returns {Pair}
 */
function point(stage, { grid, row, column }, down = 0.5, right = 0.5) {
  const [box, all] = [stage.getBoundingClientRect(), grid.element.getBoundingClientRect()];
  const { width = 1, height = 1 } = grid.element.querySelector(".pool-cell")?.getBoundingClientRect() ?? {};
  return [all.left - box.left + (column + right) * (width - 1), all.top - box.top + (row + down) * (height - 1)];
}

/**
 * The lower part of a cell, below its number: where a ball comes to rest.
 * @param {HTMLElement} stage @param {Spot} spot @param {number} x
 */
function goal(stage, spot, x) {
  return point(stage, spot, 0.78, point(stage, spot)[0] < x ? 0.78 : 0.2);
}

/**
 * A line to a cell, level from the grid's edge on, so that it runs below the numbers.
 * @param {HTMLElement} stage @param {Pair} start @param {Spot} spot
 */
function curve(stage, [x, y], spot) {
  const [left, top] = goal(stage, spot, x);
  const columns = spot.grid.element.querySelectorAll(".pool-row:first-child > .pool-cell").length;
  const edge = (/** @type {number} */ column) => point(stage, { ...spot, column }, 0, 0)[0];
  const turn = left < x ? Math.min(x, edge(columns)) : Math.max(x, edge(0));
  const [bend, head] = [(turn - x) / 2, Math.sign(left - x) * 8];
  const arrow = `m${-head} -6l${head} 6l${-head} 6`;
  return `M${x} ${y}C${x + bend} ${y} ${turn - bend} ${top} ${turn} ${top}H${left}${arrow}`;
}
