// @ts-nocheck
/** Ink & Noise Lab: one picture, three summaries, and the window that shows why. */
import { formatNumber } from "../arithmetic/pool.js";
import { poolPicture, rmse, sortedWindow, stripPlaces, withNoise } from "../arithmetic/noise.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings, slider, stepper, toggle } from "../parts/controls.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";

const [HEIGHT, WIDTH] = [128, 192];
const WAYS = ["max", "average", "median"];
const BRIGHT = 118; // from here on, black reads better than white

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, draw);
  const clean = Object.fromEntries(Object.entries(model.get("pictures")).map(([name, text]) =>
    [name, Float64Array.from(atob(text), (letter) => letter.charCodeAt(0))]));
  let pointed = null; // the window under the pointer, until the step moves
  let drawn; // the step drawn last
  let [made, wanted] = [{}, {}]; // the pictures of the settings in their keys: they take a few milliseconds

  const panels = Object.fromEntries(["input", ...WAYS].map((name) => [name, panel(name)]));
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const swatches = h("div", { class: "pool-swatches", "aria-hidden": "true" });
  const marks = h("div", { class: "pool-marks" });
  const bars = h("div", { class: "pool-bars" }, h("p", { class: "pool-title" }, strings.rmse),
    ...WAYS.map((name) => h("div", {}, h("span", {}, strings[name]), h("i"), h("b"))));
  const tape = player({
    word: (key) => strings[key], count: () => compute().count, get: () => Math.min(state.get("step"), compute().count - 1), set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const image = segmented({
    label: strings.image, options: ["page", "coins", "camera"].map((value) => ({ value, label: strings[value] })),
    get: () => state.get("image"), set: (value) => state.set({ image: value }),
  });
  const size = stepper({
    label: "kernel_size", strings, get: () => state.get("kernel_size"), set: (value) => state.set({ kernel_size: value, step: sameSpot(value) }),
    allowed: (value) => state.can({ kernel_size: value }),
  });
  const invert = toggle({ label: strings.invert, get: () => state.get("invert"), set: (value) => state.set({ invert: value }) });
  const amount = (key, max, unit) => slider({
    label: strings[key], min: 0, max, get: () => state.get(key), set: (value) => state.set({ [key]: value }, false),
    done: () => state.set({}), format: (value) => `${value}${unit}`,
  });
  const controls = [image, size, invert];
  const sliders = [amount("gaussian", 60, ""), amount("salt", 20, " %")];
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-ink", role: "group", "aria-label": strings.title },
    h("div", { class: "pool-panels" }, ...Object.values(panels).map((p) => p.element)),
    h("div", { class: "pool-say" }, sentence, where),
    h("div", { class: "pool-strip" }, swatches, marks),
    tape.element, settings(controls), settings(sliders), bars, bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function panel(name) {
    const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
    const mark = h("div", { class: "pool-mark" });
    const title = h("p", { class: "pool-title" }, strings[name]);
    const keys = name === "input" ? { tabindex: 0, role: "application", "aria-label": strings.picture_keys } : {};
    const view = h("div", { class: "pool-view", ...keys }, canvas, mark);
    view.addEventListener("pointermove", (event) => point(windowAt(event, view)));
    view.addEventListener("pointerleave", () => point(null));
    view.addEventListener("click", (event) => state.set({ step: windowAt(event, view) }));
    if (name === "input") view.addEventListener("keydown", move);
    return { element: h("div", { class: "pool-side" }, title, view), canvas, mark };
  }
  function windowAt(event, view) {
    const { width, height } = compute().pooled.max;
    const box = view.getBoundingClientRect();
    const k = state.get("kernel_size");
    const j = Math.floor(((event.clientX - box.left) / box.width) * (WIDTH / k));
    const i = Math.floor(((event.clientY - box.top) / box.height) * (HEIGHT / k));
    return Math.min(Math.max(i, 0), height - 1) * width + Math.min(Math.max(j, 0), width - 1);
  }
  /** Arrow keys walk over the picture, window by window. */
  function move(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = compute().pooled.max;
    const [i, j] = place(state.get("step"));
    const target = { ArrowUp: [i - 1, j], ArrowDown: [i + 1, j], ArrowLeft: [i, j - 1], ArrowRight: [i, j + 1], Home: [i, 0], End: [i, width - 1] }[event.key];
    if (target) {
      const [row, column] = [Math.min(Math.max(target[0], 0), height - 1), Math.min(Math.max(target[1], 0), width - 1)];
      state.set({ step: row * width + column });
    } else if (!(event.key === " " && tape.key(event))) return;
    event.preventDefault();
  }
  function point(window) {
    if (window === pointed) return;
    pointed = window;
    draw();
  }
  function place(window) {
    const { count, pooled } = compute();
    const at = Math.min(window, count - 1);
    return [Math.floor(at / pooled.max.width), at % pooled.max.width];
  }
  /** The window of size k over the middle of the present one: a letter stays in view. */
  function sameSpot(k) {
    const [i, j] = place(state.get("step"));
    const at = (n, side) => Math.min(Math.floor(((n + 0.5) * state.get("kernel_size")) / k), Math.floor(side / k) - 1);
    return at(i, HEIGHT) * Math.floor(WIDTH / k) + at(j, WIDTH);
  }
  function compute() {
    const { image: name, invert: inverted, gaussian, salt, kernel_size: k } = state.all();
    const key = [name, inverted, gaussian, salt, k].join();
    if (made.key !== key) {
      const pixels = inverted ? clean[name].map((value) => 255 - value) : clean[name];
      const still = { height: HEIGHT, width: WIDTH, pixels };
      const noisy = { ...still, pixels: withNoise(pixels, gaussian, salt) };
      const pooled = poolPicture(noisy, k);
      const aim = [name, inverted, k].join();
      if (wanted.key !== aim) wanted = { key: aim, pooled: poolPicture(still, k) };
      const errors = Object.fromEntries(WAYS.map((way) => [way, rmse(pooled[way], wanted.pooled[way])]));
      made = { key, noisy, pooled, errors, count: pooled.max.pixels.length, fresh: true };
    }
    return made;
  }
  function draw() {
    const now = compute();
    const { kernel_size: k, step } = state.all();
    if (step !== drawn) pointed = null;
    drawn = step;
    if (now.fresh) {
      paint(panels.input.canvas, now.noisy, 1);
      WAYS.forEach((way) => paint(panels[way].canvas, now.pooled[way], k));
      showErrors(now.errors);
      now.fresh = false;
    }
    const [i, j] = place(pointed ?? step);
    Object.values(panels).forEach(({ mark }) => {
      mark.style.setProperty("--x", String(j * k / WIDTH));
      mark.style.setProperty("--y", String(i * k / HEIGHT));
      mark.style.setProperty("--w", String(k / WIDTH));
      mark.style.setProperty("--h", String(k / HEIGHT));
    });
    showWindow(now, k, i, j);
    [...controls, ...sliders].forEach((control) => control.update());
    tape.update();
    setText(bottom.formula, fill(strings.sizes, { h: HEIGHT, w: WIDTH, oh: now.pooled.max.height, ow: now.pooled.max.width }));
  }
  function paint(canvas, { pixels, width, height }, k) {
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.style.width = `${(100 * width * k) / WIDTH}%`;
    canvas.style.height = `${(100 * height * k) / HEIGHT}%`;
    const context = canvas.getContext("2d");
    const data = context.createImageData(width, height);
    pixels.forEach((value, p) => data.data.set([value, value, value, 255], 4 * p));
    context.putImageData(data, 0, 0);
  }
  function showWindow({ noisy, pooled, count }, k, i, j) {
    const sorted = [...sortedWindow(noisy, k, i, j)];
    const at = i * pooled.max.width + j;
    const values = Object.fromEntries(WAYS.map((way) => [way, pooled[way].pixels[at]]));
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    setText(sentence, WAYS.map((way) => `${strings[way]} ${formatNumber(values[way])}`).join(" · "));
    setText(where, fill(strings.where, { window: fill(strings.window_of, { i: at + 1, n: count }), row: i, column: j }));
    while (swatches.children.length > sorted.length) swatches.lastChild.remove();
    while (swatches.children.length < sorted.length) swatches.append(h("i"));
    swatches.dataset.side = String(k);
    sorted.forEach((value, n) => {
      const swatch = swatches.children[n];
      setText(swatch, k <= 5 ? String(value) : ""); // 36 numbers have no room
      swatch.classList.toggle("pool-bright", value >= BRIGHT);
      swatch.style.setProperty("--grey", String(value));
    });
    const places = stripPlaces(sorted, values.average);
    if (!marks.children.length) marks.append(...Object.keys(places).map((way) => h("span", {}, strings[way])));
    Object.values(places).forEach((at, n) => marks.children[n].style.setProperty("--at", String((at + 0.5) / sorted.length)));
  }
  function showErrors(errors) {
    const largest = Math.max(...Object.values(errors), 1);
    WAYS.forEach((way, n) => {
      const [, bar, number] = bars.children[n + 1].children;
      bar.style.setProperty("--share", String(errors[way] / largest));
      setText(number, errors[way].toFixed(1));
    });
  }
  function python() {
    const { image: name, kernel_size, invert: inverted, gaussian, salt } = state.all();
    const options = [`"${name}"`, `kernel_size=${kernel_size}`];
    if (inverted) options.push("invert=True");
    if (gaussian) options.push(`gaussian=${gaussian}`);
    if (salt) options.push(`salt=${salt}`);
    return `from pooltools.widgets import InkLab\n\nlab = InkLab(${options.join(", ")})\nlab.output["max"], lab.output["average"], lab.output["median"]\n`;
  }
}
