// @ts-check
/**
 * What the small pictures of the cards are made of: cells, windows, arrows and a few words,
 * in units of a picture 240 wide and 150 high.
 *
 * @import { Attributes } from "./dom.js"
 */
import { s } from "./dom.js";

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} look */
export function box(x, y, width, height, look, more = /** @type {Attributes} */ ({})) {
  return s("rect", { x, y, width, height, class: look, ...more });
}

/** A line, or what it closes. @param {string} d @param {string} [look] */
export function stroke(d, look = "pool-line") {
  return s("path", { d, class: look });
}

/** @param {number} x its middle @param {number} y @param {string} text @param {string} [look] */
export function word(x, y, text, look = "") {
  return s("text", { x, y, class: look }, text);
}

/** An arrow to the right, or down. @param {number} x @param {number} y @param {number} long */
export function arrow(x, y, long, down = false) {
  return stroke(down ? `M${x} ${y}v${long}m-6-6l6 6 6-6` : `M${x} ${y}h${long}m-6-6l6 6-6 6`);
}

/**
 * Rows of cells: a digit from 0 to 4 is how strong one is, p is padding, ? is not known,
 * and a point leaves one out.
 * @param {number} x @param {number} y @param {number} side @param {string[]} rows
 */
export function cells(x, y, side, rows) {
  return s("g", {}, ...rows.flatMap((row, i) => [...row].flatMap((sign, j) => {
    if (sign === ".") return [];
    const [left, top] = [x + j * side, y + i * side];
    if (sign === "?") {
      return [box(left, top, side, side, "pool-unknown"), word(left + side / 2, top + side / 2, "?")];
    }
    return [box(left, top, side, side, sign === "p" ? "pool-padded" : `pool-level${sign}`)];
  })));
}

/** A number in each cell. @param {number} x @param {number} y @param {number} side @param {string[]} rows */
export function digits(x, y, side, rows, look = "") {
  return s("g", {}, ...rows.flatMap((row, i) => [...row].flatMap((sign, j) =>
    (sign === "." ? [] : [word(x + (j + 0.5) * side, y + (i + 0.5) * side, sign, look)]))));
}

/** A window. @param {number} x @param {number} y @param {number} width @param {number} [height] */
export function windowOn(x, y, width, height = width) {
  return box(x, y, width, height, "pool-mark", { rx: 4 });
}

/**
 * What moves as the card is opened: from where it stands by so much, and back, or round its middle by an angle.
 * @param {{ x?: number, y?: number, turn?: number }} by @param {...Node} children
 */
export function moving({ x = 0, y = 0, turn = 0 }, ...children) {
  return s("g", { class: "pool-moving", "--by": `translate(${x}px, ${y}px) rotate(${turn}deg)` }, ...children);
}

/** Is what comes of one thing what comes of the other? @param {Node} one @param {Node} other */
export function sameOf(one, other) {
  return [
    one, other, arrow(50, 88, 14, true), arrow(190, 88, 14, true),
    cells(32, 110, 18, ["??", "??"]), cells(172, 110, 18, ["??", "??"]), word(120, 128, "= ?", "pool-large"),
  ];
}
