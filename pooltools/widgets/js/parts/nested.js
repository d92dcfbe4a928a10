// @ts-check
/**
 * Squares to one scale, each inside the one it was made from, and a row of words for each,
 * joined to its square by a line.
 *
 * @typedef {{ side: number, look: string, many: string, made: string }} Square its classes, and what its row says
 */
import { h, nth, resize, s, setText } from "./dom.js";

const APART = 16; // from the squares to the rows, in percent of the largest square
const FINEST = 1.2; // a square that can still be seen, likewise

/** @param {{ label: string, onPoint: (n: number | null) => void }} of */
export function nested({ label, onPoint }) {
  const squares = h("div", { class: "pool-squares", "aria-hidden": "true" });
  const lines = s("svg", { viewBox: `0 0 ${100 + APART} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const rows = h("div", { class: "pool-drops", role: "group", "aria-label": label });
  const element = h("div", { class: "pool-nested" }, squares, lines, rows);

  function row() {
    const made = h("div", { tabindex: 0, role: "img" }, h("i"), h("b"), h("small"));
    const enter = () => onPoint(Array.from(rows.children).indexOf(made));
    const leave = () => onPoint(null);
    Object.assign(made, { onpointerenter: enter, onpointerleave: leave, onfocus: enter, onblur: leave });
    return made;
  }

  /**
   * settled is false while the squares move: what they come to is not said before.
   * @param {Square[]} all @param {number | null} pointed @param {boolean} settled
   */
  function update(all, pointed, settled) {
    element.classList.toggle("pool-moves", !settled);
    // squares that are no longer wanted stay hidden in the last one, and come out of it
    const shown = resize(squares, Math.max(squares.children.length, all.length), () => h("i"));
    shown.forEach((square, n) => {
      const { side, look } = all[Math.min(n, all.length - 1)];
      square.className = `${look} ${n === pointed ? "pool-pointed" : ""}`;
      square.style.setProperty("--share", String(Math.max(side / all[0].side, FINEST / 100)));
      square.style.setProperty("--order", String(n));
      square.style.opacity = n < all.length ? "1" : "0";
    });
    resize(rows, all.length, row).forEach((one, n) => tellRow(one, all[n], n === pointed, settled));
    lines.replaceChildren(...(settled ? all : []).map(({ side }, n) => {
      const share = 100 * Math.max(side / all[0].side, FINEST / 100);
      const d = `M${share} ${100 - share}L${100 + APART} ${(100 * (n + 0.5)) / all.length}`;
      return s("path", { d, class: n === pointed ? "pool-pointed" : "" });
    }));
  }
  return { element, update };
}

/** @param {HTMLElement} row @param {Square} square @param {boolean} pointed @param {boolean} settled */
function tellRow(row, { look, many, made }, pointed, settled) {
  row.className = pointed ? "pool-pointed" : "";
  nth(row, 0).className = look;
  setText(nth(row, 1), settled ? many : "…");
  setText(nth(row, 2), made);
  row.setAttribute("aria-label", settled ? `${made}: ${many}` : made);
}
