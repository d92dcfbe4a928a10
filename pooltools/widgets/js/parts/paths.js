// @ts-check
/**
 * Lines from a cell of one grid to cells of another, and balls that follow them.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Spot } from "./flight.js"
 */
import { s } from "./dom.js";
import { point, sendAlong } from "./flight.js";

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
