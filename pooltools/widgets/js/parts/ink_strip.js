// @ts-check
/**
 * The window of the Ink & Noise Lab, out of its picture: its numbers come out magnified, put themselves in order,
 * and the summaries are read off the row.
 *
 * @import { Ordered } from "../arithmetic/ink_layout.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ left: number, top: number, width: number }} From the window on the picture
 */
import { stripPlaces } from "../arithmetic/noise.js";
import { boxIn, h, nth, resize, setText } from "./dom.js";

const BRIGHT = 118; // from here on, black reads better than white
const [LEGIBLE, UNSTRETCHED] = [5, 2]; // the largest windows whose numbers have room: in order, and magnified

/** @param {Strings} strings */
export function inkStrip(strings) {
  const swatches = h("div", { class: "pool-swatches", "aria-hidden": "true" });
  const marks = h("div", { class: "pool-marks" });
  const element = h("div", { class: "pool-strip" }, swatches, marks);

  /** @param {Ordered[]} ordered @param {number} k @param {number} average @param {boolean} read */
  function update(ordered, k, average, read) {
    const values = ordered.map(({ value }) => value);
    swatches.dataset.side = String(k);
    marks.hidden = k === 1; // one number is all three
    marks.classList.toggle("pool-unread", !read);
    resize(swatches, values.length, () => h("i")).forEach((swatch, n) => {
      setText(swatch, k <= LEGIBLE ? String(values[n]) : ""); // 36 numbers have no room
      swatch.classList.toggle("pool-bright", values[n] >= BRIGHT);
      swatch.style.setProperty("--grey", String(values[n]));
    });
    const places = Object.entries(stripPlaces(values, average));
    if (!marks.children.length) marks.append(...places.map(([way]) => h("span", {}, strings[way])));
    places.forEach(([, at], n) => nth(marks, n).style.setProperty("--at", String((at + 0.5) / values.length)));
  }
  /**
   * From the window on the picture the cells come out, large, and then put themselves in order.
   * @param {HTMLElement} stage @param {From} from @param {Ordered[]} ordered @param {number} k @param {number} duration
   */
  function comeOut(stage, from, ordered, k, duration) {
    const { left, top, width, height } = boxIn(stage, swatches);
    if (!width) return;
    const [small, large] = [from.width / k, Math.min(height, boxIn(stage, element).width) / k];
    const row = height / ordered.length;
    const color = k > UNSTRETCHED ? { color: "transparent" } : {};
    ordered.forEach((cell, n) => {
      const at = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ side) => ({
        transform: `translate(${x + cell.column * side}px, ${y + cell.row * side - height + (n + 1) * row}px)` +
          ` scale(${side / width}, ${side / row})`, ...color,
      });
      nth(swatches, n).animate([
        { ...at(from.left - left, from.top - top, small), offset: 0 }, { ...at(0, 0, large), offset: 0.5 },
        { ...at(0, 0, large), offset: 0.66 }, { transform: "none", offset: 1 },
      ], { duration, easing: "ease-in-out" });
    });
  }
  return { element, swatches, update, comeOut };
}
