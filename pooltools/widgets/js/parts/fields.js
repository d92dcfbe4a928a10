// @ts-check
/**
 * What the layers before have seen: frames one inside the other, the older the fainter, which
 * the frame of the layer shown leaves behind as it grows.
 *
 * @import { Place } from "../arithmetic/pool.js"
 * @import { Row } from "../arithmetic/stack.js"
 * @import { Picture } from "./picture.js"
 */
import { cellOver } from "../arithmetic/zoom_layout.js";
import { h, resize } from "./dom.js";
import { setMark } from "./picture.js";

/** @param {Picture} picture @param {number} side */
export function fields({ mark }, side) {
  const element = h("div", { class: "pool-fields", "aria-hidden": "true" });
  mark.before(element);
  /**
   * The frames of these layers around a pixel.
   * @param {Row[]} rows @param {Place} pixel
   */
  return (rows, pixel) => {
    const frames = resize(element, rows.length, () => h("i", { class: "pool-field" }));
    rows.forEach((row, n) => {
      const [top, left] = cellOver(row, pixel).map((i) => row.start + i * row.jump);
      setMark({ mark: frames[n] }, [top, left], [row.size, row.size], side);
      frames[n].style.setProperty("--age", String(rows.length - n));
    });
  };
}
