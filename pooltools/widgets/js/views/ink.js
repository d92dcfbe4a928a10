// @ts-check
/**
 * Ink & Noise Lab: one picture, three summaries, and the window that shows why.
 *
 * @import { Picture } from "../arithmetic/alias.js"
 * @import { InkState as State, PictureName } from "../arithmetic/ink_python.js"
 * @import { Pooled } from "../arithmetic/noise.js"
 * @import { Model } from "../parts/state.js"
 * @import { Panel } from "../parts/ink_panel.js"
 * @typedef {{ key: string, noisy: Picture, pooled: Pooled, errors: number[] }} Made
 * @typedef {{ key: string, pooled: Pooled }} Wanted
 */
/**
 * The number pointed at is a window. input, made and wanted are the pictures of the settings
 * in their keys: what is pooled, its poolings, and those without noise; painted is the key of
 * the results on the page, drawn the step drawn last.
 * @typedef {{ shell: Shell<State, number>, clean: Record<PictureName, Float64Array>, panels: Panel[],
 *   strip: ReturnType<typeof inkStrip>, bars: HTMLElement, stage: HTMLElement,
 *   own?: { name: string, pixels: Float64Array }, input?: { key: string, noisy: Picture }, made?: Made,
 *   wanted?: Wanted, painted?: string, drawn?: number, lens?: string, out?: string }} View lens and out are the
 *   keys of what is magnified, and of the window that has come out of the picture
 */
import {
  HEIGHT, WAYS, WIDTH, errorsOf, windowInOrder, placeOf, sameSpot, stillPicture, windowGrid,
} from "../arithmetic/ink_layout.js";
import { inkPython } from "../arithmetic/ink_python.js";
import { poolPicture, withNoise } from "../arithmetic/noise.js";
import { formatNumber } from "../arithmetic/pool.js";
import { goalsOf } from "../goals/ink.js";
import { slider } from "../parts/controls.js";
import { fill, h, nth, setText } from "../parts/dom.js";
import { greyLevels } from "../parts/grey.js";
import { land } from "../parts/flight.js";
import { comeOut, magnify, sendOff } from "../parts/ink_motion.js";
import { drawMark, fadeLast, inkPanel, paintPanel } from "../parts/ink_panel.js";
import { inkStrip } from "../parts/ink_strip.js";
import { STANDS, TRAVELS } from "../parts/motion.js";
import { ownPhoto } from "../parts/photo.js";
import { Shell } from "../parts/shell.js";

/** @param {{ model: Model<State & { pictures: Record<PictureName, string> }>, el: HTMLElement }} host */
export function render({ model, el }) {
  const sized = (/** @type {number} */ k) =>
    ({ kernel_size: k, step: sameSpot(state.get("step"), state.get("kernel_size"), k) });
  /** @type {Shell<State, number>} */
  const shell = new Shell({
    model, el, name: "ink", python: (now) => photo.python(inkPython(now)),
    goals: goalsOf(() => (view.own ? [] : view.made?.errors ?? [])), // of the book's pictures
    tape: { // Play lets the window grow: 6144 windows, one after the other, would tell nobody anything
      count: () => shell.range("kernel_size")[1],
      at: ({ kernel_size }) => kernel_size - 1,
      to: (i) => sized(i + 1),
      words: { first: "smallest", last: "largest", scrub: "scrub_size", window_of: "size_of" },
      moves: {
        fly: (/** @type {number} */ ms) => sendOff(view, view.made, ms), land: () => land(view.stage),
      },
    },
  });
  const { strings, state } = shell;
  const panels = ["input", ...WAYS].map((name) => inkPanel(shell, name, sized));
  const strip = inkStrip(strings);
  const bars = h("div", { class: "pool-bars" }, h("p", { class: "pool-title" }, strings.rmse),
    ...WAYS.map((name) => h("div", {}, h("span", {}, strings[name]), h("i"), h("b"))));
  const size = shell.step("kernel_size", { set: (k) => state.set(sized(k)) });
  const invert = shell.check("invert", strings.invert);
  const photo = ownPhoto(shell, model, {
    height: HEIGHT, width: WIDTH,
    take: (pixels, turn) => { view.own = pixels ? { name: `own ${turn}`, pixels } : undefined; },
  });
  const image = shell.choose("image", {
    get: () => (view.own ? undefined : state.get("image")),
    set: (name) => { photo.aside(); state.set({ image: name }); },
  });
  const controls = [image, shell.choose("view")];
  const noise = [amount(shell, "gaussian", ""), amount(shell, "salt", " %")];
  const { page, coins, camera } = model.get("pictures");
  const clean = { page: greyLevels(page), coins: greyLevels(coins), camera: greyLevels(camera) };
  const stage = h("div", { class: "pool-bench-top" },
    h("div", { class: "pool-panels" }, ...panels.map(({ element }) => element)),
    h("div", { class: "pool-why" },
      h("div", { class: "pool-say" }, shell.sentence, shell.where), strip.element));
  /** @type {View} */
  const view = { shell, clean, panels, strip, bars, stage };
  return shell.mount(() => draw(view), stage, bars, shell.controls([size, invert], controls, noise, [photo]));
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

/** @param {View} view */
function draw(view) {
  const { shell, panels } = view;
  const { strings } = shell;
  const state = shell.state.all();
  const { kernel_size: k, step } = state;
  if (step !== view.drawn) shell.pointed = null; // a window is pointed at until the step moves
  view.drawn = step;
  shell.root.dataset.view = state.view;
  const { phase } = shell;
  const made = paintMade(view, make(view, state), k, phase);
  const { noisy, pooled } = made;
  view.bars.hidden = !state.gaussian && !state.salt; // without noise there is nothing to get wrong
  const [i, j] = placeOf(shell.pointed ?? step, k);
  const chosen = placeOf(step, k);
  panels.forEach(({ mark, knob }) => {
    drawMark(mark, i, j, k);
    drawMark(knob, ...chosen, k);
  });
  const [height, width] = windowGrid(k);
  const values = WAYS.map((way) => pooled[way].pixels[i * width + j]);
  const ordered = windowInOrder(noisy, k, i, j);
  view.strip.update(ordered, k, values[WAYS.indexOf("average")], phase >= TRAVELS);
  magnify(view, [i, j], k);
  comeOut(view, ordered, k, phase === STANDS ? "" : `${made.key} at ${step}`);
  const told = (/** @type {number} */ n) => (phase === STANDS ? formatNumber(values[n]) : "…");
  const window = fill(strings.window_of, { i: i * width + j + 1, n: height * width });
  shell.say({
    sentence: WAYS.map((way, n) => `${strings[way]}\u00a0${told(n)}`).join(" · "),
    where: fill(strings.where, { window, row: i, column: j }),
    formula: fill(strings.sizes, { h: HEIGHT, w: WIDTH, oh: height, ow: width }),
  });
}

/**
 * The pictures take a few milliseconds: each setting's are made once.
 * @param {View} view @param {State} state
 */
function make(view, { image, invert, gaussian, salt, kernel_size: k }) {
  const { name, pixels } = view.own ?? { name: image, pixels: view.clean[image] };
  const key = [name, invert, gaussian, salt, k].join();
  if (view.made?.key === key) return view.made;
  const still = stillPicture(pixels, invert);
  const input = [name, invert, gaussian, salt].join();
  const noisy = view.input?.key === input ? view.input.noisy
    : { ...still, pixels: withNoise(still.pixels, gaussian, salt) };
  if (view.input?.noisy !== noisy) paintPanel(view.panels[0], noisy, 1);
  view.input = { key: input, noisy };
  const pooled = poolPicture(noisy, k);
  const aim = [name, invert, k].join();
  const isClean = !gaussian && !salt;
  if (view.wanted?.key !== aim) view.wanted = { key: aim, pooled: isClean ? pooled : poolPicture(still, k) };
  view.made = { key, noisy, pooled, errors: errorsOf(pooled, view.wanted.pooled) };
  return view.made;
}

/**
 * Paint the results once their numbers have arrived; what was there before fades.
 * @param {View} view @param {Made} made @param {number} k @param {number} phase
 */
function paintMade(view, made, k, phase) {
  const { panels: [, ...results], bars } = view;
  if (phase < STANDS && view.painted) return made;
  if (view.painted !== made.key) {
    results.forEach((result, n) => {
      if (view.out) fadeLast(result); // after a step; a jump is a cut
      paintPanel(result, made.pooled[WAYS[n]], k);
    });
  }
  view.painted = made.key;
  drawErrors(bars, made.errors);
  return made;
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
