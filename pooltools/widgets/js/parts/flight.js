// @ts-check
/** Lines from a cell of one grid to cells of another, and balls that fly along them. */
import { h, s } from "./dom.js";

/**
 * An overlay for a stage. show(from, to) draws a line from one place to each of
 * the others; a place is { grid, row, column, text }.
 */
export function flights(stage) {
  const lines = s("svg", { class: "pool-paths", "aria-hidden": "true" });
  stage.append(lines);
  let shown = { from: null, to: [] };

  /** A point of a cell, in parts of its side from its corner, in pixels of the stage. */
  function at({ grid, row, column }, down = 0.5, right = 0.5) {
    const [box, all, first] = [stage, grid.element, grid.element.querySelector(".pool-cell")].map((e) => e.getBoundingClientRect());
    return [all.left - box.left + (column + right) * (first.width - 1), all.top - box.top + (row + down) * (first.height - 1)];
  }
  const columns = ({ grid }) => grid.element.querySelector(".pool-row").children.length;
  /** The lower part of a cell, below its number: where a ball comes to rest. */
  const goal = (place, x) => at(place, 0.78, at(place)[0] < x ? 0.78 : 0.2);
  function trace() {
    const { from, to } = shown;
    if (!from || !stage.clientWidth) return;
    const [x, y] = at(from);
    lines.replaceChildren(...to.map((place) => {
      const [left, top] = goal(place, x);
      // level from the grid's edge on, so that it runs below the numbers
      const turn = left < x ? Math.min(x, at({ ...place, column: columns(place) }, 0, 0)[0]) : Math.max(x, at({ ...place, column: 0 }, 0, 0)[0]);
      const [bend, head] = [(turn - x) / 2, Math.sign(left - x) * 8];
      return s("path", { d: `M${x} ${y}C${x + bend} ${y} ${turn - bend} ${top} ${turn} ${top}H${left}m${-head} -6l${head} 6l${-head} 6` });
    }));
  }
  function show(from, to) {
    shown = { from, to };
    trace();
  }
  /** Let one ball for each line fly, in milliseconds. */
  function fly(duration) {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches || !stage.animate || !stage.clientWidth) return;
    const start = at(shown.from);
    for (const place of shown.to) {
      const ball = h("i", { class: "pool-flying", "aria-hidden": "true" }, place.text);
      const [here, there] = [start, goal(place, start[0])].map(([x, y]) => ({ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }));
      const gone = () => ball.remove();
      stage.append(ball);
      ball.animate([here, there], { duration, easing: "ease-in" }).finished.then(gone, gone);
    }
  }
  const observer = new ResizeObserver(trace);
  observer.observe(stage);
  return { show, fly, stop: () => observer.disconnect() };
}
