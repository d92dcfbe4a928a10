// @ts-check
/**
 * The corner of a sheet: dragged, or moved with the arrow keys, it asks for another size.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 */
import { h, modified, s } from "./dom.js";

/** @type {{ [key: string]: Pair }} */
const PULLS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * get() gives [height, width] in steps, set(height, width, save) asks for others,
 * unit() tells how many pixels a step is; save is false while the corner is dragged.
 * @param {{ label: () => string, get: () => Pair, set: (height: number, width: number, save: boolean) => void,
 *   unit: () => number }} of
 */
export function corner({ label, get, set, unit }) {
  const element = h("button", { type: "button", class: "pool-corner" },
    s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" },
      s("path", { d: "M4 4l10 10M4 9V4h5M14 9v5H9" })));
  /**
   * Where the hand took hold; how far a step is, is measured then only.
   * @type {{ x: number, y: number, size: Pair, step: number } | null}
   */
  let from = null;
  element.addEventListener("keydown", (event) => {
    const by = PULLS[event.key];
    if (!by || modified(event)) return;
    event.preventDefault();
    const [height, width] = get();
    set(height + by[0], width + by[1], true);
  });
  element.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, y: event.clientY, size: get(), step: unit() };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!from) return;
    const { step } = from;
    const [down, right] = [event.clientY - from.y, event.clientX - from.x].map((way) => Math.round(way / step));
    set(from.size[0] + down, from.size[1] + right, false);
  });
  const end = () => {
    if (from) set(...get(), true);
    from = null;
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  return { element, update: () => element.setAttribute("aria-label", label()) };
}
