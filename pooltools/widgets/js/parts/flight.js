// @ts-check
/**
 * Lines from a cell of one grid to cells of another, and balls that fly along them.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 * @typedef {{ grid: GridPart, row: number, column: number }} Spot a cell of a grid
 */
import { h, nth, s } from "./dom.js";

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
  const ways = pairs.map(({ from, to }) => [point(stage, from), goalOf(to)]);
  ways.forEach(([start, end], n) => {
    const ball = h("i", { class: "pool-flying pool-gathered", "aria-hidden": "true" }, pairs[n].from.text);
    /** @type {Pair} */
    const over = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 16];
    stage.append(ball);
    ball.animate([start, over, end].map(frameAt), { duration, easing: "ease-in-out", fill: "forwards" });
  });
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

const GLIDES = 280; // milliseconds, at 1×: as long as a step lands

/**
 * Let the numbers of a grid come from where they were: so many cells down and to the right.
 * @param {GridPart} grid @param {Pair} from @param {number} speed
 */
export function glide({ element }, [down, right], speed) {
  if (!down && !right) return;
  come(nth(element, 0), `translate(calc(${right} * var(--cell)), calc(${down} * var(--cell)))`, speed);
}

/** Let something come from where it was. @param {HTMLElement} element @param {string} from @param {number} speed */
export function come(element, from, speed) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  element.animate([{ transform: from }, { transform: "none" }], { duration: GLIDES / speed, easing: "ease-in-out" });
}

/** A ball's middle there. @param {Pair} to */
function frameAt([x, y]) {
  return { transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` };
}

/** How many pixels lie between the points of a line that a ball follows. */
const PACE = 8;

/**
 * An overlay for a stage. show(from, to) draws a line from one place to each of
 * the others; fly() lets a ball with their text go along each, until it is to land().
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
    const drawn = to.map((place) => curve(stage, start, place));
    if (lines.children.length !== to.length) lines.replaceChildren(...to.map(() => s("path")));
    drawn.forEach((d, n) => lines.children[n].setAttribute("d", d));
  }
  /** @param {Spot} there @param {(Spot & { text: string })[]} goals */
  function show(there, goals) {
    [from, to] = [there, goals];
    trace();
  }
  /** Let one ball follow each line, in milliseconds. @param {number} duration */
  function fly(duration) {
    if (!from || !stage.clientWidth) return;
    const start = point(stage, from);
    sendAlong(stage, to.map((place) => ({ text: place.text, way: along(curve(stage, start, place)) })), duration);
  }
  const observer = new ResizeObserver(trace);
  observer.observe(stage);
  return { show, fly, stop: () => observer.disconnect() };
}

/** Points of a line, up to its arrow. @param {string} d @returns {Pair[]} */
function along(d) {
  const line = s("path", { d: d.slice(0, d.indexOf("m")) });
  const steps = Math.max(1, Math.ceil(line.getTotalLength() / PACE));
  return Array.from({ length: steps + 1 }, (_, n) => {
    const { x, y } = line.getPointAtLength(line.getTotalLength() * n / steps);
    return [x, y];
  });
}

/**
 * The middle of an element, in pixels of the stage.
 * @param {HTMLElement} stage @param {Element} there
 * @returns {Pair}
 */
function middle(stage, there) {
  const [box, { left, top, width, height }] = [stage.getBoundingClientRect(), there.getBoundingClientRect()];
  return [left - box.left + width / 2, top - box.top + height / 2];
}

/**
 * A point of a cell, in parts of its side from its corner, in pixels of the stage.
 * @param {HTMLElement} stage @param {Spot} spot
 * @returns {Pair}
 */
export function point(stage, { grid, row, column }, down = 0.5, right = 0.5) {
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
