// @ts-check
/** The corner of a sheet: dragged, or moved with the arrow keys, it asks for another size. */
import { h, s } from "./dom.js";

/**
 * get() gives [height, width] in steps, set(height, width, save) asks for others,
 * unit() tells how many pixels a step is; save is false while the corner is dragged.
 */
export function corner({ label, get, set, unit }) {
  const element = h("button", { type: "button", class: "pool-corner" },
    s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" }, s("path", { d: "M4 4l10 10M4 9V4h5M14 9v5H9" })));
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  let from = null;
  element.addEventListener("keydown", (event) => {
    const by = moves[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(...get().map((side, k) => side + by[k]), true);
  });
  element.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, y: event.clientY, size: get() };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!from) return;
    const by = [event.clientY - from.y, event.clientX - from.x].map((way) => Math.round(way / unit()));
    set(...from.size.map((side, k) => side + by[k]), false);
  });
  const end = () => {
    if (from) set(...get(), true);
    from = null;
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  return { element, update: () => element.setAttribute("aria-label", label()) };
}
