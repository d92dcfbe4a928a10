// @ts-check
/**
 * Lines from a cell of one grid to cells of another, and balls that follow them.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Spot } from "./flight.js"
 * @typedef {{ left: number, top: number, width: number, height: number, columns: number }} Box where a grid lies,
 *   the sides of its cells, and how many it has in a row
 */
import { boxIn, s } from "./dom.js";
import { sendAlong } from "./flight.js";

/** How many pixels lie between the points of a line that a ball follows. */
const PACE = 8;
/** What falls gains speed. */
const FALLING = "cubic-bezier(0.55, 0, 0.9, 0.6)";

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

  /** Where the grids lie: measured once, and again when a size changes. @type {Map<Element, Box>} */
  const boxes = new Map();
  const watched = new WeakSet();
  const observer = new ResizeObserver(() => { boxes.clear(); trace(); });
  /** @param {Element} grid */
  function boxOf(grid) {
    const known = boxes.get(grid);
    if (known) return known;
    const { left, top } = boxIn(stage, grid);
    const cell = grid.querySelector(".pool-cell");
    const { width, height } = cell ? boxIn(stage, cell) : { width: 1, height: 1 };
    const columns = grid.querySelectorAll(".pool-row:first-child > .pool-cell").length;
    const made = { left, top, width: width - 1, height: height - 1, columns };
    boxes.set(grid, made);
    if (!watched.has(grid)) observer.observe(grid); // twice would call it without end
    watched.add(grid);
    return made;
  }
  const curveTo = (/** @type {Spot} */ place, /** @type {Spot} */ start) =>
    curve(cellPoint(boxOf(start.grid.element), start), boxOf(place.grid.element), place);

  function trace() {
    const start = from;
    if (!start || !boxOf(start.grid.element).columns) return;
    const drawn = to.map((place) => curveTo(place, start));
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
    const start = from;
    if (!start || !stage.clientWidth) return;
    const look = to.length > 1 ? "pool-share" : "";
    const runners = to.map((place) => ({ text: place.text, way: along(curveTo(place, start)), look }));
    sendAlong(stage, runners, duration, falls(start) ? FALLING : undefined);
  }
  /** Does a ball come from above? @param {Spot} start */
  const falls = (start) => boxOf(start.grid.element).top < boxOf(to[0].grid.element).top;
  observer.observe(stage);
  return { show, fly, stop: () => observer.disconnect() };
}

/** Points of a line, up to its arrow. @param {string} d @returns {Pair[]} */
function along(d) {
  const line = s("path", { d: d.slice(0, d.indexOf("m")) });
  const length = line.getTotalLength();
  const steps = Math.max(1, Math.ceil(length / PACE));
  return Array.from({ length: steps + 1 }, (_, n) => {
    const { x, y } = line.getPointAtLength((length * n) / steps);
    return [x, y];
  });
}

/**
 * A point of a cell, in parts of its side from its corner.
 * @param {Box} box of its grid @param {{ row: number, column: number }} cell
 * @returns {Pair}
 */
function cellPoint({ left, top, width, height }, { row, column }, down = 0.5, right = 0.5) {
  return [left + (column + right) * width, top + (row + down) * height];
}

/**
 * A line to the lower part of a cell. From above it is a fall: level at first, then steeper and
 * steeper; from the side it is level from the grid's edge on, so that it runs below the numbers.
 * @param {Pair} start @param {Box} box of the cell's grid @param {Spot} spot
 */
function curve([x, y], box, spot) {
  if (y < box.top) {
    const [left, top] = cellPoint(box, spot, 0.78, 0.26);
    return `M${x} ${y}Q${left} ${y} ${left} ${top}m-6 -8l6 8l6 -8`;
  }
  const [left, top] = cellPoint(box, spot, 0.78, cellPoint(box, spot)[0] < x ? 0.78 : 0.2);
  const edge = (/** @type {number} */ column) => cellPoint(box, { row: 0, column }, 0, 0)[0];
  const turn = left < x ? Math.min(x, edge(box.columns)) : Math.max(x, edge(0));
  const [bend, head] = [(turn - x) / 2, Math.sign(left - x) * 8];
  const arrow = `m${-head} -6l${head} 6l${-head} 6`;
  return `M${x} ${y}C${x + bend} ${y} ${turn - bend} ${top} ${turn} ${top}H${left}${arrow}`;
}

/**
 * Each ball hangs over the middle of its window: how wide the map is, how far apart and how
 * wide the windows are, in cells.
 * @param {HTMLElement} root @param {number[]} sizes
 */
export function hang(root, sizes) {
  ["--wide", "--stride", "--size"].forEach((name, n) => root.style.setProperty(name, String(sizes[n])));
}
