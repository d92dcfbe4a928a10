// @ts-check
/**
 * A picture of the Ink & Noise Lab, with its title and the mark of a window.
 *
 * @import { Picture } from "../arithmetic/alias.js"
 * @import { InkState } from "../arithmetic/ink_python.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Shell } from "./shell.js"
 * @typedef {{ element: HTMLElement, sheet: HTMLElement, canvas: HTMLCanvasElement, mark: HTMLElement }} Panel
 */
import { HEIGHT, WIDTH, walk, windowAt } from "../arithmetic/ink_layout.js";
import { h, modified } from "./dom.js";
import { pushable } from "./drag.js";
import { paintGrey } from "./grey.js";

/**
 * A picture with its title and a mark; on the input, arrow keys walk window by window.
 * @param {Shell<InkState, number>} shell @param {string} name
 * @returns {Panel}
 */
export function inkPanel(shell, name) {
  const { strings, state } = shell;
  const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
  const mark = h("div", { class: "pool-mark" });
  const keys = name === "input" ? { tabindex: 0, role: "application", "aria-label": strings.picture_keys } : {};
  const sheet = h("div", { class: "pool-view", ...keys }, canvas, mark);
  const at = (/** @type {Pair} */ [y, x]) =>
    windowAt([y / sheet.clientHeight, x / sheet.clientWidth], state.get("kernel_size"));
  const under = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const box = sheet.getBoundingClientRect();
    return at([clientY - box.top, clientX - box.left]);
  };
  sheet.addEventListener("pointermove", (event) => shell.point(under(event)));
  sheet.addEventListener("pointerleave", () => shell.point(null));
  sheet.addEventListener("click", (event) => state.set({ step: under(event) }));
  pushable(sheet, { move: (_, place) => state.set({ step: at(place) }, false), done: () => state.set({}) });
  if (name === "input") sheet.addEventListener("keydown", (event) => move(shell, event));
  const title = h("p", { class: "pool-title" }, strings[name]);
  return { element: h("div", { class: "pool-side" }, title, sheet), sheet, canvas, mark };
}

/** @param {Shell<InkState, number>} shell @param {KeyboardEvent} event */
function move({ state, tape }, event) {
  if (modified(event)) return;
  const step = walk(state.get("step"), event.key, state.get("kernel_size"));
  if (step !== undefined) state.set({ step });
  else if (!(event.key === " " && tape.key(event))) return;
  event.preventDefault();
}

/** @param {HTMLElement} mark @param {number} i @param {number} j @param {number} k */
export function drawMark({ style }, i, j, k) {
  style.setProperty("--x", String((j * k) / WIDTH));
  style.setProperty("--y", String((i * k) / HEIGHT));
  style.setProperty("--w", String(k / WIDTH));
  style.setProperty("--h", String(k / HEIGHT));
}

/** @param {Panel} panel @param {Picture} picture @param {number} k the side of a pixel */
export function paintPanel({ canvas }, picture, k) {
  paintGrey(canvas, picture);
  canvas.style.width = `${(100 * picture.width * k) / WIDTH}%`;
  canvas.style.height = `${(100 * picture.height * k) / HEIGHT}%`;
}
