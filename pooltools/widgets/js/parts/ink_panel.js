// @ts-check
/**
 * A picture of the Ink & Noise Lab, with its title and the mark of a window.
 *
 * @import { Picture } from "../arithmetic/alias.js"
 * @import { InkState } from "../arithmetic/ink_python.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Shell } from "./shell.js"
 * @typedef {{ element: HTMLElement, sheet: HTMLElement, canvas: HTMLCanvasElement, before: HTMLCanvasElement,
 *   lens: HTMLElement, mark: HTMLElement, knob: HTMLElement }} Panel before is what it showed last
 */
import { HEIGHT, LENS, WIDTH, lensAt, walk, windowAt } from "../arithmetic/ink_layout.js";
import { around, h, modified, nth } from "./dom.js";
import { pushable } from "./drag.js";
import { paintGrey } from "./grey.js";

/** How far the hand goes for one more pixel of the window's side, in pixels, at least. */
const PULL = 8;
/** Pixels of the lens for one of the picture. */
const ZOOM = 5;

/**
 * A picture with its title, a mark and its knob; on the input, arrow keys walk window by window, + and − make it
 * larger and smaller. sized() is the state with a window so large.
 * @param {Shell<InkState, number>} shell @param {string} name @param {(k: number) => Partial<InkState>} sized
 * @returns {Panel}
 */
export function inkPanel(shell, name, sized) {
  const { strings, state } = shell;
  const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
  const before = h("canvas", { width: 1, height: 1, class: "pool-last", "aria-hidden": "true" });
  const lens = h("div", { class: "pool-lens", "aria-hidden": "true" },
    h("canvas", { width: ZOOM * LENS, height: ZOOM * LENS }), h("div", { class: "pool-tile" }));
  const mark = h("div", { class: "pool-mark" });
  const knob = h("div", { class: "pool-knob", "aria-hidden": "true" });
  const keys = name === "input" ? { tabindex: 0, role: "application", "aria-label": strings.picture_keys } : {};
  const sheet = h("div", { class: "pool-view", ...keys }, canvas, before, lens, mark, knob);
  const at = (/** @type {Pair} */ [y, x]) => {
    const { width, height } = sheet.getBoundingClientRect();
    return windowAt([y / height, x / width], state.get("kernel_size"));
  };
  const under = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const box = sheet.getBoundingClientRect();
    return at([clientY - box.top, clientX - box.left]);
  };
  const isKnob = (/** @type {Event} */ event) => around(event, ".pool-knob") !== null;
  /** What the hand has hold of: by its knob, a window so large. */
  const held = { knob: false, size: 0, unit: PULL };
  const pull = (/** @type {Pair} */ [down, right]) => {
    const way = Math.abs(down) > Math.abs(right) ? down : right;
    const [least, most] = shell.range("kernel_size");
    state.set(sized(Math.min(Math.max(held.size + Math.round(way / held.unit), least), most)), false);
  };
  sheet.addEventListener("pointermove", (event) => shell.point(isKnob(event) || held.knob ? null : under(event)));
  sheet.addEventListener("pointerleave", () => shell.point(null));
  sheet.addEventListener("click", (event) => { if (!isKnob(event)) state.set({ step: under(event) }); });
  sheet.addEventListener("pointerdown", (event) => {
    const unit = Math.max(sheet.getBoundingClientRect().width / WIDTH, PULL);
    Object.assign(held, { knob: isKnob(event), size: state.get("kernel_size"), unit });
  });
  sheet.addEventListener("pointerup", () => { held.knob = false; });
  pushable(sheet, {
    move: (by, place) => (held.knob ? pull(by) : state.set({ step: at(place) }, false)),
    done: () => { held.knob = false; state.set({}); },
  });
  if (name === "input") sheet.addEventListener("keydown", (event) => move(shell, event, sized));
  const title = h("p", { class: "pool-title" }, strings[name]);
  return { element: h("div", { class: "pool-side" }, title, sheet), sheet, canvas, before, lens, mark, knob };
}

/**
 * @param {Shell<InkState, number>} shell @param {KeyboardEvent} event
 * @param {(k: number) => Partial<InkState>} sized
 */
function move({ state, tape }, event, sized) {
  if (modified(event)) return;
  const k = state.get("kernel_size");
  const step = walk(state.get("step"), event.key, k);
  const size = k + (event.key === "+" || event.key === "=" ? 1 : event.key === "-" ? -1 : 0);
  if (step !== undefined) state.set({ step });
  else if (size !== k && state.can({ kernel_size: size })) state.set(sized(size));
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

/** Let what a panel showed last fade over what comes now. @param {Panel} panel */
export function fadeLast({ canvas, before }) {
  Object.assign(before, { width: canvas.width, height: canvas.height });
  before.getContext("2d")?.drawImage(canvas, 0, 0);
  Object.assign(before.style, { width: canvas.style.width, height: canvas.style.height });
  before.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 350, easing: "ease-in" });
}

/**
 * Magnify what is round a window; k is the side of a pixel of the panel.
 * @param {Panel} panel @param {Pair} place @param {number} size of the window @param {number} k
 */
export function drawLens({ canvas, lens }, place, size, k) {
  const [y, x] = lensAt(place, size);
  const sheet = /** @type {HTMLCanvasElement} */ (lens.firstElementChild).getContext("2d");
  if (!sheet) return;
  sheet.imageSmoothingEnabled = false;
  sheet.drawImage(canvas, x / k, y / k, LENS / k, LENS / k, 0, 0, ZOOM * LENS, ZOOM * LENS);
  const { style } = nth(lens, 1);
  const [top, left] = [place[0] * size - y, place[1] * size - x].map((n) => `${(100 * n) / LENS}%`);
  Object.assign(style, { top, left, width: `${(100 * size) / LENS}%`, height: `${(100 * size) / LENS}%` });
  lens.classList.toggle("pool-leftmost", x + LENS / 2 > WIDTH / 2);
}
