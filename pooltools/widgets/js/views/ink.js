// @ts-check
/**
 * Ink & Noise Lab: one picture, three summaries, and the window that shows why.
 *
 * @import { Picture } from "../arithmetic/alias.js"
 * @import { InkState as State, PictureName } from "../arithmetic/ink_python.js"
 * @import { Pooled } from "../arithmetic/noise.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ element: HTMLElement, canvas: HTMLCanvasElement, mark: HTMLElement }} Panel
 * @typedef {{ key: string, noisy: Picture, pooled: Pooled }} Made
 * @typedef {{ key: string, pooled: Pooled }} Wanted
 */
/**
 * The number pointed at is a window. made and wanted are the pictures of the settings in
 * their keys, with and without noise; drawn is the step drawn last.
 * @typedef {{ shell: Shell<State, number>, clean: Record<PictureName, Float64Array>, panels: Panel[],
 *   swatches: HTMLElement, marks: HTMLElement, bars: HTMLElement,
 *   made?: Made, wanted?: Wanted, drawn?: number }} View
 */
import {
  HEIGHT, WAYS, WIDTH, errorsOf, placeOf, sameSpot, stillPicture, walk, windowAt, windowGrid,
} from "../arithmetic/ink_layout.js";
import { inkPython } from "../arithmetic/ink_python.js";
import { poolPicture, sortedWindow, stripPlaces, withNoise } from "../arithmetic/noise.js";
import { formatNumber } from "../arithmetic/pool.js";
import { settings, slider } from "../parts/controls.js";
import { fill, h, modified, nth, resize, setText } from "../parts/dom.js";
import { greyLevels, paintGrey } from "../parts/grey.js";
import { Shell } from "../parts/shell.js";

const BRIGHT = 118; // from here on, black reads better than white

/** @param {{ model: Model<State & { pictures: Record<PictureName, string> }>, el: HTMLElement }} host */
export function render({ model, el }) {
  const sized = (/** @type {number} */ k) =>
    ({ kernel_size: k, step: sameSpot(state.get("step"), state.get("kernel_size"), k) });
  /** @type {Shell<State, number>} */
  const shell = new Shell({
    model, el, name: "ink", python: inkPython,
    tape: { // Play lets the window grow: 6144 windows, one after the other, would tell nobody anything
      count: () => shell.range("kernel_size")[1],
      at: ({ kernel_size }) => kernel_size - 1,
      to: (i) => sized(i + 1),
      words: { first: "smallest", last: "largest", scrub: "scrub_size", window_of: "size_of" },
    },
  });
  const { strings, state } = shell;
  const panels = ["input", ...WAYS].map((name) => panel(shell, name));
  const swatches = h("div", { class: "pool-swatches", "aria-hidden": "true" });
  const marks = h("div", { class: "pool-marks" });
  const bars = h("div", { class: "pool-bars" }, h("p", { class: "pool-title" }, strings.rmse),
    ...WAYS.map((name) => h("div", {}, h("span", {}, strings[name]), h("i"), h("b"))));
  const size = shell.step("kernel_size", { set: (k) => state.set(sized(k)) });
  const controls = [shell.choose("image"), size, shell.check("invert", strings.invert)];
  const noise = [amount(shell, "gaussian", ""), amount(shell, "salt", " %")];
  const { page, coins, camera } = model.get("pictures");
  const clean = { page: greyLevels(page), coins: greyLevels(coins), camera: greyLevels(camera) };
  const view = { shell, clean, panels, swatches, marks, bars };
  return shell.mount(() => draw(view),
    h("div", { class: "pool-panels" }, ...panels.map(({ element }) => element)),
    h("div", { class: "pool-say" }, shell.sentence, shell.where),
    h("div", { class: "pool-strip" }, swatches, marks),
    shell.tape.element, settings(controls), settings(noise), bars);
}

/**
 * A slider for how much noise.
 * @param {Shell<State, number>} shell @param {"gaussian" | "salt"} key @param {string} unit
 */
function amount(shell, key, unit) {
  const { strings, state } = shell;
  const [min, max] = shell.range(key);
  return shell.add(slider({
    label: strings[key], min, max, get: () => state.get(key), set: (value) => state.set({ [key]: value }, false),
    done: () => state.set({}), format: (value) => `${value}${unit}`,
  }));
}

/**
 * A picture with its title and a mark; on the input, arrow keys walk window by window.
 * @param {Shell<State, number>} shell @param {string} name
 * @returns {Panel}
 */
function panel(shell, name) {
  const { strings, state } = shell;
  const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
  const mark = h("div", { class: "pool-mark" });
  const keys = name === "input" ? { tabindex: 0, role: "application", "aria-label": strings.picture_keys } : {};
  const sheet = h("div", { class: "pool-view", ...keys }, canvas, mark);
  const under = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const box = sheet.getBoundingClientRect();
    return windowAt([(clientY - box.top) / box.height, (clientX - box.left) / box.width], state.get("kernel_size"));
  };
  sheet.addEventListener("pointermove", (event) => shell.point(under(event)));
  sheet.addEventListener("pointerleave", () => shell.point(null));
  sheet.addEventListener("click", (event) => state.set({ step: under(event) }));
  if (name === "input") sheet.addEventListener("keydown", (event) => move(shell, event));
  const title = h("p", { class: "pool-title" }, strings[name]);
  return { element: h("div", { class: "pool-side" }, title, sheet), canvas, mark };
}

/** @param {Shell<State, number>} shell @param {KeyboardEvent} event */
function move({ state, tape }, event) {
  if (modified(event)) return;
  const step = walk(state.get("step"), event.key, state.get("kernel_size"));
  if (step !== undefined) state.set({ step });
  else if (!(event.key === " " && tape.key(event))) return;
  event.preventDefault();
}

/** @param {View} view */
function draw(view) {
  const { shell, panels } = view;
  const { strings } = shell;
  const state = shell.state.all();
  const { kernel_size: k, step } = state;
  if (step !== view.drawn) shell.pointed = null; // a window is pointed at until the step moves
  view.drawn = step;
  const { noisy, pooled } = make(view, state);
  view.bars.hidden = !state.gaussian && !state.salt; // without noise there is nothing to get wrong
  const [i, j] = placeOf(shell.pointed ?? step, k);
  panels.forEach(({ mark }) => drawMark(mark, i, j, k));
  const [height, width] = windowGrid(k);
  const values = WAYS.map((way) => pooled[way].pixels[i * width + j]);
  drawStrip(view, Array.from(sortedWindow(noisy, k, i, j)), k, values[WAYS.indexOf("average")]);
  const window = fill(strings.window_of, { i: i * width + j + 1, n: height * width });
  shell.say({
    sentence: WAYS.map((way, n) => `${strings[way]} ${formatNumber(values[n])}`).join(" · "),
    where: fill(strings.where, { window, row: i, column: j }),
    formula: fill(strings.sizes, { h: HEIGHT, w: WIDTH, oh: height, ow: width }),
  });
}

/** @param {HTMLElement} mark @param {number} i @param {number} j @param {number} k */
function drawMark({ style }, i, j, k) {
  style.setProperty("--x", String((j * k) / WIDTH));
  style.setProperty("--y", String((i * k) / HEIGHT));
  style.setProperty("--w", String(k / WIDTH));
  style.setProperty("--h", String(k / HEIGHT));
}

/**
 * The pictures take a few milliseconds: each setting's are made, and painted, once.
 * @param {View} view @param {State} state
 */
function make(view, { image, invert, gaussian, salt, kernel_size: k }) {
  const key = [image, invert, gaussian, salt, k].join();
  if (view.made?.key === key) return view.made;
  const still = stillPicture(view.clean[image], invert);
  const noisy = { ...still, pixels: withNoise(still.pixels, gaussian, salt) };
  const pooled = poolPicture(noisy, k);
  const aim = [image, invert, k].join();
  if (view.wanted?.key !== aim) view.wanted = { key: aim, pooled: poolPicture(still, k) };
  const [input, ...results] = view.panels;
  paintPanel(input, noisy, 1);
  results.forEach((result, n) => paintPanel(result, pooled[WAYS[n]], k));
  drawErrors(view.bars, errorsOf(pooled, view.wanted.pooled));
  view.made = { key, noisy, pooled };
  return view.made;
}

/** @param {Panel} panel @param {Picture} picture @param {number} k the side of a pixel */
function paintPanel({ canvas }, picture, k) {
  paintGrey(canvas, picture);
  canvas.style.width = `${(100 * picture.width * k) / WIDTH}%`;
  canvas.style.height = `${(100 * picture.height * k) / HEIGHT}%`;
}

/**
 * The numbers of the window in order, and where the summaries stand.
 * @param {View} view @param {number[]} sorted @param {number} k @param {number} average
 */
function drawStrip({ shell: { strings }, swatches, marks }, sorted, k, average) {
  swatches.dataset.side = String(k);
  resize(swatches, sorted.length, () => h("i")).forEach((swatch, n) => {
    setText(swatch, k <= 5 ? String(sorted[n]) : ""); // 36 numbers have no room
    swatch.classList.toggle("pool-bright", sorted[n] >= BRIGHT);
    swatch.style.setProperty("--grey", String(sorted[n]));
  });
  const places = Object.entries(stripPlaces(sorted, average));
  if (!marks.children.length) marks.append(...places.map(([way]) => h("span", {}, strings[way])));
  places.forEach(([, at], n) => nth(marks, n).style.setProperty("--at", String((at + 0.5) / sorted.length)));
}

/** @param {HTMLElement} bars @param {number[]} errors */
function drawErrors(bars, errors) {
  const largest = Math.max(...errors, 1);
  errors.forEach((error, n) => {
    const bar = nth(bars, n + 1);
    nth(bar, 1).style.setProperty("--share", String(error / largest));
    setText(nth(bar, 2), error.toFixed(1));
  });
}
