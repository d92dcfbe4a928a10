// @ts-check
/**
 * The end of a strip of cells: a flag that is dragged, or moved with the arrow keys, and
 * asks for another number of cells.
 */
import { pushable } from "./drag.js";
import { h, modified, setText } from "./dom.js";

/** @type {{ [key: string]: number }} */
const BY = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/**
 * set(n, save) asks for n cells, with save false while the flag is dragged; unit() tells how
 * many pixels a cell is wide as a drag begins, done() that it is over.
 * @param {{ label: string, range: [number, number], get: () => number, set: (n: number, save: boolean) => void,
 *   unit: () => number, done: () => void }} of
 */
export function stripEnd({ label, range: [min, max], get, set, unit, done }) {
  const text = h("b");
  const element = h("div", {
    class: "pool-end", role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": min, "aria-valuemax": max,
  }, text);
  const within = (/** @type {number} */ n) => Math.min(Math.max(n, min), max);
  element.addEventListener("keydown", (event) => {
    const to = event.key === "Home" ? min : event.key === "End" ? max : get() + (BY[event.key] ?? NaN);
    if (modified(event) || Number.isNaN(to)) return;
    event.preventDefault();
    event.stopPropagation(); // the tape has the same keys
    set(within(to), true);
  });
  let [cells, side] = [0, 1];
  pushable(element, {
    start: () => { [cells, side] = [get(), unit()]; },
    move: ([, right]) => set(within(cells + Math.round(right / side)), false),
    done,
  });
  const update = () => {
    setText(text, `‹ ${label} = ${get()} ›`);
    element.setAttribute("aria-valuenow", String(get()));
  };
  return { element, update };
}
