// @ts-check
/**
 * The hand: the window of a grid is dragged by any of its cells, and by its corner made
 * larger or smaller.  Each drag has keys and buttons that do the same, elsewhere.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 */
import { around, h } from "./dom.js";

/**
 * Let a grid's window be dragged. move(corner) says where its corner shall be, in cells
 * of the grid, size(cells, corner) how large it shall be there, if it can be; done() follows at the end of a drag.
 * @param {GridPart} grid
 * @param {{ move: (corner: Pair) => void, size?: (cells: number, corner: Pair) => void, done: () => void }} to
 */
export function draggable({ element, frame }, { move, size, done }) {
  const knob = h("div", { class: "pool-knob", "aria-hidden": "true" });
  if (size) frame.append(knob);
  /** Where a pointer is, in cells. @param {PointerEvent} event @returns {Pair} */
  const where = (event) => {
    const [box, cell] = [element.getBoundingClientRect(), element.querySelector(".pool-cell")];
    const { width = 2, height = 2 } = cell?.getBoundingClientRect() ?? {};
    return [(event.clientY - box.top) / Math.max(1, height - 1), (event.clientX - box.left) / Math.max(1, width - 1)];
  };
  const at = (/** @type {string} */ name) => Number(frame.style.getPropertyValue(name));
  element.addEventListener("dragstart", (event) => event.preventDefault()); // a text that is selected would be
  element.addEventListener("pointerdown", (event) => {
    const byKnob = around(event, ".pool-knob") !== null;
    if (event.button || !(byKnob || around(event, ".pool-grip"))) return;
    /** @type {Pair} */
    const from = [at("--row"), at("--column")];
    const start = where(event);
    let last = "";
    follow(event, element, (now) => {
      const here = where(now);
      const by = [Math.round(here[0] - start[0]), Math.round(here[1] - start[1])];
      const cells = Math.max(1, Math.round(Math.max(here[0] - from[0], here[1] - from[1])));
      const text = byKnob ? `${cells}` : `${by}`;
      if (text === last || (!last && !byKnob && text === "0,0")) return last !== "";
      last = text;
      if (byKnob) size?.(cells, from);
      else move([from[0] + by[0], from[1] + by[1]]);
      return true;
    }, done);
  });
}

/** How far a pointer goes, in pixels, before it is a drag and no click. */
const SLACK = 3;

/**
 * Let something be pushed about. move(by, at) says how far the hand has come, down and to the
 * right, and where on the element it is, both in pixels; start() comes before, done() after.
 * @param {HTMLElement} element
 * @param {{ start?: () => void, move: (by: Pair, at: Pair) => void, done: () => void }} to
 */
export function pushable(element, { start = () => {}, move, done }) {
  element.addEventListener("dragstart", (event) => event.preventDefault());
  element.addEventListener("pointerdown", (event) => {
    if (event.button || around(event, "input")) return;
    const box = element.getBoundingClientRect();
    let pushed = false;
    follow(event, element, (now) => {
      /** @type {Pair} */
      const by = [now.clientY - event.clientY, now.clientX - event.clientX];
      if (!pushed && Math.hypot(...by) <= SLACK) return false;
      if (!pushed) start();
      pushed = true;
      move(by, [now.clientY - box.top, now.clientX - box.left]);
      return true;
    }, done);
  });
}

/**
 * Follow a pointer until it is let go. move() tells whether it has become a drag, which
 * then is no click.
 * @param {PointerEvent} start @param {HTMLElement} element
 * @param {(event: PointerEvent) => boolean} move @param {() => void} done
 */
function follow(start, element, move, done) {
  const leave = new AbortController();
  const only = { signal: leave.signal };
  let dragged = false;
  window.addEventListener("pointermove", (event) => {
    if (event.pointerId !== start.pointerId) return;
    if (move(event)) dragged = true;
    element.classList.toggle("pool-dragged", dragged);
  }, only);
  const end = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== start.pointerId) return;
    leave.abort();
    element.classList.remove("pool-dragged");
    if (!dragged) return;
    // the click that follows is of the drag, not of a cell
    const swallow = (/** @type {Event} */ click) => click.stopPropagation();
    element.addEventListener("click", swallow, { capture: true, once: true });
    window.setTimeout(() => element.removeEventListener("click", swallow, true));
    done();
  };
  window.addEventListener("pointerup", end, only);
  window.addEventListener("pointercancel", end, only);
}
