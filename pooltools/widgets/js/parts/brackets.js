// @ts-check
/**
 * A bracket for each window of one axis, below the cells, with a dot for each cell it reads.
 *
 * @import { Layout } from "../arithmetic/ruler_layout.js"
 */
import { around, h, nth, resize, setText } from "./dom.js";
import { place } from "./grid.js";

/**
 * What a bracket looks like besides: of a window that comes later, that the tape has not
 * come to while it runs, that is chosen, or that reads the cell the reader points at.
 * @typedef {"later" | "hidden" | "chosen" | "fed" | ""} Look
 */

/** @param {{ refused: string, onPoint: (window: number | null) => void }} of */
export function brackets({ refused: word, onPoint }) {
  const element = h("div", { class: "pool-brackets", "aria-hidden": "true" });
  element.addEventListener("pointerover", (event) => {
    const bracket = around(event, ".pool-bracket:not(.pool-refused)");
    if (bracket) onPoint(Number(bracket.dataset.window));
  });
  element.addEventListener("pointerleave", () => onPoint(null));

  /** @param {Layout} layout @param {(i: number, taps: number[]) => Look} look */
  function update({ brackets: asked, first, lanes }, look) {
    element.style.setProperty("--lanes", String(lanes));
    const elements = resize(element, asked.length, () => h("div", {}, h("b")));
    asked.forEach(({ i, lane, start, span, taps, refused }, n) => {
      const looks = ["pool-bracket", refused ? "pool-refused" : "", `pool-bracket-${look(i, taps)}`];
      const one = elements[n];
      if (one.className !== looks.join(" ")) one.className = looks.join(" ");
      one.dataset.window = String(i);
      place(one, lane, start - first, 1, span);
      one.style.setProperty("--dilation", String(taps.length > 1 ? taps[1] - taps[0] : 1));
      setText(nth(one, 0), refused ? word : String(i + 1));
    });
  }
  return { element, update };
}
