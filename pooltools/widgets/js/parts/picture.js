// @ts-check
/**
 * A square picture of grey pixels with a mark on it, to point at, to click, or to walk over
 * with the arrow keys.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @typedef {ReturnType<typeof picture>} Picture
 */
import { h, modified } from "./dom.js";
import { paintGrey } from "./grey.js";

/** @type {{ [key: string]: Pair }} */
const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Places are in parts of the side, from the top and from the left. onPoint(null) says that
 * none is pointed at; onMove(by) is one step of a key, onKey(event) takes the space bar.
 * @param {{ label: string, keys: string, side: number, onPoint: (place: Pair | null) => void,
 *   onChoose: (place: Pair) => void, onMove: (by: Pair) => void, onKey: (event: KeyboardEvent) => boolean }} of
 */
export function picture({ label, keys, side, onPoint, onChoose, onMove, onKey }) {
  const canvas = h("canvas", { width: side, height: side, role: "img", "aria-label": label });
  const mark = h("div", { class: "pool-mark" });
  const title = h("p", { class: "pool-title" });
  const field = h("div", { class: "pool-view", tabindex: 0, role: "application", "aria-label": keys }, canvas, mark);
  field.addEventListener("pointermove", (event) => {
    if (event.buttons === 1) onChoose(whereOn(field, event)); // the mark follows the hand
    else onPoint(whereOn(field, event));
  });
  field.addEventListener("pointerleave", () => onPoint(null));
  field.addEventListener("click", (event) => onChoose(whereOn(field, event)));
  field.addEventListener("keydown", (event) => {
    const by = WAYS[event.key];
    if (modified(event)) return;
    if (by) onMove(by);
    else if (event.key !== " " || !onKey(event)) return;
    event.preventDefault();
  });
  return { element: h("div", {}, title, field), canvas, mark, title };
}

/** Where on an element an event is. @param {Element} element @param {MouseEvent} event @returns {Pair} */
function whereOn(element, event) {
  const box = element.getBoundingClientRect();
  const inside = (/** @type {number} */ part) => Math.min(Math.max(part, 0), 0.9999);
  return [inside((event.clientY - box.top) / box.height), inside((event.clientX - box.left) / box.width)];
}

/**
 * Put a mark on a picture of side * side cells.
 * @param {{ mark: HTMLElement }} on @param {Pair} corner @param {Pair} size @param {number} side
 */
export function setMark({ mark }, [top, left], [height, width], side) {
  const places = { y: top, x: left, h: height, w: width };
  for (const [name, v] of Object.entries(places)) {
    const [property, part] = [`--${name}`, String(v / side)];
    if (mark.style.getPropertyValue(property) !== part) mark.style.setProperty(property, part);
  }
}

/** @param {Picture} picture @param {ArrayLike<number>} values @param {number} side */
export function paintPicture({ canvas }, values, side) {
  paintGrey(canvas, { height: side, width: side, pixels: Float64Array.from(values) });
}
