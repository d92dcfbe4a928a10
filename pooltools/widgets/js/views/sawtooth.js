// @ts-nocheck
/** The Sawtooth: a picture moves; does its small version move along? */
import { WAYS, blur, denseMax, follow, moveRight, shrink, teeth } from "../arithmetic/alias.js";
import { decode, encode, formatNumber } from "../arithmetic/pool.js";
import { fill, h, s, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings } from "../parts/controls.js";
import { grid } from "../parts/grid.js";
import { pythonMap } from "../arithmetic/maps.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";
import { bar, responses } from "../arithmetic/rotating_bar.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { detectors } from "../parts/detectors.js";

const [HEIGHT, WIDTH, MOST] = [64, 96, 12];

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); }); // a refusal ends with any change
  const pixels = Float64Array.from(atob(model.get("picture")), (letter) => letter.charCodeAt(0));
  const picture = { height: HEIGHT, width: WIDTH, pixels };
  let made = {}; // the curve of the way and stride in made.key
  let notice = "";

  const panels = Object.fromEntries(["input", "pooled", "difference"].map((name) => [name, panel(name)]));
  const photo = h("div", { class: "pool-photos" }, ...Object.values(panels).map(({ element }) => element));
  const curve = chart();
  const rows = Object.fromEntries(["input", "dense", "max", "blur", "kept"].map((name) => [name, line(name)]));
  const stripes = h("div", { class: "pool-lines" }, ...Object.values(rows).map(({ element }) => element));
  const turning = panel("turned_bar");
  const found = detectors(strings);
  const turn = h("div", { class: "pool-turn" }, turning.element, found.element);
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const tape = player({
    word: (key) => ({ ...strings, window_of: strings.shift_of, scrub: strings.scrub_shift })[key], count: () => MOST + 1, get: () => state.get("step"),
    set: (step, save) => state.set({ step }, save), getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const choose = (key, options, names = (value) => strings[value], cast = (value) => value) => segmented({
    label: strings[key], options: options.map((value) => ({ value, label: names(value) })), get: () => state.get(key), set: (value) => state.set({ [key]: cast(value) }),
  });
  const onlyPhoto = [choose("way", WAYS), choose("stride", [2, 4], (n) => `stride ${n}`, Number)];
  const view = choose("view", ["photo", "stripes", "turn"]);
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-sawtooth", role: "group", "aria-label": strings.title },
    photo, curve.element, stripes, turn, h("div", { class: "pool-verdict" }, sentence, where), tape.element,
    settings([view, onlyPhoto[1]]), settings([onlyPhoto[0]]), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function panel(name) {
    const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
    return { canvas, element: h("div", {}, h("p", { class: "pool-title" }, strings[name]), canvas) };
  }
  /** The error against the shift; drawn as far as the reader has gone. */
  function chart() {
    const path = s("path", { class: "pool-curve" });
    const [dot, ticks, marks] = [s("circle", { r: 5, class: "pool-dot" }), s("g"), s("g")];
    // lines stretch with the width, texts do not; one scale for all ways, so that they compare
    const [x, y] = [(step) => `${(100 * step) / MOST}%`, (error) => 112 - 76 * error];
    for (let step = 0; step <= MOST; step += 1) ticks.append(s("text", { x: x(step), y: 132 }, String(step)));
    ticks.append(s("text", { x: "100%", y: 152, class: "pool-axis" }, strings.axis));
    for (const error of [0, 0.5, 1]) ticks.append(s("text", { x: -10, y: y(error) + 4, class: "pool-axis" }, `${100 * error} %`));
    const lines = s("svg", { viewBox: `0 0 ${MOST} 156`, preserveAspectRatio: "none", width: "100%", height: "100%" }, marks, path);
    const element = s("svg", { class: "pool-chart", role: "img" }, lines, ticks, dot);
    const update = (errors, step, stride) => {
      path.setAttribute("d", errors.slice(0, step + 1).map((error, n) => `${n ? "L" : "M"}${n} ${y(error)}`).join(""));
      dot.setAttribute("cx", x(step));
      dot.setAttribute("cy", String(y(errors[step])));
      const levels = [0, 0.5, 1].map((part) => s("path", { d: `M0 ${y(part)}H${MOST}` }));
      marks.replaceChildren(...levels, ...errors.flatMap((_, n) => (n % stride ? [] : [s("path", { d: `M${n} 12V116` })])));
      element.setAttribute("aria-label", fill(strings.curve, { most: formatNumber(Math.round(100 * Math.max(...errors.slice(0, step + 1)))) }));
    };
    return { element, update };
  }
  /** One row of numbers; only the first can be edited. */
  function line(name) {
    const onEdit = name === "input" ? editCell : undefined;
    const cells = grid({ label: strings[`row_${name}`], onEdit, onRefuse: refuse, onPoint: () => {}, onKey: (event) => tape.key(event) });
    return { cells, element: h("div", { class: `pool-line pool-line-${name}` }, h("p", { class: "pool-title" }, strings[`row_${name}`]), cells.element) };
  }
  function draw() {
    const shown = state.get("view");
    Object.entries({ photo, stripes, turn }).forEach(([name, element]) => { element.hidden = name !== shown; });
    curve.element.style.display = shown === "photo" ? "" : "none";
    onlyPhoto.forEach((control) => { control.element.hidden = shown !== "photo"; });
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    ({ photo: drawPhoto, stripes: drawStripes, turn: drawTurn })[shown]();
    [view, ...onlyPhoto].forEach((control) => control.update());
    tape.update();
  }
  function drawPhoto() {
    const { way, stride, step } = state.all();
    const key = [way, stride].join();
    if (made.key !== key) made = { key, errors: teeth(picture, way, stride, MOST), still: shrink(picture, way, stride) };
    const moved = moveRight(picture, step);
    const small = shrink(moved, way, stride);
    const { error, expected } = follow(made.still, small, step, stride);
    paint(panels.input.canvas, moved);
    paint(panels.pooled.canvas, small);
    paint(panels.difference.canvas, { ...small, pixels: small.pixels.map((v, n) => Math.abs(v - expected.pixels[n])) });
    curve.update(made.errors, step, stride);
    setText(sentence, fill(strings.sentence, { shift: step, error: formatNumber(Math.round(100 * error)) }));
    const whole = step % stride === 0;
    setText(where, error > 1e-9 ? strings.between : whole ? strings.exact : strings.follows);
    setText(bottom.formula, fill(strings.in_cells, { shift: step, stride, cells: formatNumber(step / stride) }));
  }
  function paint(canvas, { height, width, pixels: values }) {
    if (canvas.width !== width) Object.assign(canvas, { width, height });
    const image = new ImageData(width, height);
    values.forEach((value, n) => image.data.set([255 - value, 255 - value, 255 - value, 255], 4 * n));
    canvas.getContext("2d").putImageData(image, 0, 0);
  }
  function drawStripes() {
    const numbers = decode(state.get("stripes"))[0];
    const chain = (step) => {
      const x = moveRight({ height: 1, width: 8, pixels: Float64Array.from(numbers) }, step);
      // one row twice: the windows are 2 high, and both rows are equal
      const two = { height: 2, width: 8, pixels: Float64Array.from([...x.pixels, ...x.pixels]) };
      const dense = denseMax(two, 2);
      const first = ({ pixels: all, width }) => [...all.slice(0, width)];
      const soft = first(blurRow(dense));
      return { input: [...x.pixels], dense: first(dense), max: first(shrink(two, "max", 2)), blur: soft, kept: first(blur(dense, 2)) };
    };
    const now = chain(state.get("step"));
    const range = finiteRange([numbers]);
    Object.entries(rows).forEach(([name, { cells }]) => cells.update([now[name].map((value, column) => {
      const keeps = column % 2 === 0 && (name === "dense" || name === "blur");
      return {
        row: 0, column, text: formatNumber(value), level: level(value, ...range), state: keeps ? "pool-kept" : "",
        label: fill(keeps ? strings.kept_cell : strings.cell, { column, value: formatNumber(value) }),
      };
    })]));
    const list = (values) => values.map(formatNumber).join(" ");
    setText(sentence, notice || fill(strings.stripes_say, { shift: state.get("step"), max: list(now.max), blur: list(now.kept) }));
    setText(where, "");
    const all = Array.from({ length: 8 }, (_, step) => chain(step));
    const edges = (name) => [Math.min, Math.max].map((pick) => formatNumber(pick(...all.flatMap((row) => row[name]))));
    const [[low, high], [softLow, softHigh]] = [edges("max"), edges("kept")];
    setText(bottom.formula, fill(strings.stripes_formula, { low, high, soft_low: softLow, soft_high: softHigh }));
  }
  function drawTurn() {
    const angle = 15 * state.get("step");
    const turned = bar(angle);
    const values = responses(turned);
    paint(turning.canvas, { ...turned, pixels: turned.pixels.map((v) => 255 - 255 * v) });
    found.update(values);
    setText(sentence, found.say(values, angle));
    setText(where, strings.turned_where);
    setText(bottom.formula, "");
  }
  /** The blurred row at all its places, before any is dropped. */
  function blurRow({ height, width, pixels: values }) {
    const at = (row, column) => values[row * width + ((column + width) % width)];
    return { height, width, pixels: values.map((_, n) => {
      const [row, column] = [Math.floor(n / width), n % width];
      return (at(row, column - 1) + 2 * at(row, column) + at(row, column + 1)) / 4;
    }) };
  }
  function editCell(row, column, value) {
    const from = (((column - state.get("step")) % 8) + 8) % 8;
    const numbers = [...state.get("stripes")[0]];
    numbers[from] = encode(value);
    notice = "";
    state.set({ stripes: [numbers] });
  }
  function refuse(text, value) {
    notice = fill(strings.not_a_number, { text, value });
    draw();
  }
  function python() {
    const { view: shown, way, stride, step, stripes: numbers } = state.all();
    if (shown === "turn") return `from pooltools.widgets import Sawtooth\n\nSawtooth(view="turn", step=${step}).responses\n`;
    if (shown === "photo") return `from pooltools.widgets import Sawtooth\n\nsaw = Sawtooth(way="${way}", stride=${stride}, step=${step})\nsaw.errors\n`;
    return `import numpy as np\nfrom pooltools import blur_pool2d, max_pool2d, shift2d\n\n${pythonMap(numbers)}x = shift2d(x, (0, ${step}), fill="wrap")\n`
      + `dense = max_pool2d(np.pad(x, ((0, 0), (0, 1)), mode="wrap"), (1, 2), stride=1)\nmax_pool2d(x, (1, 2)), blur_pool2d(dense, 3, padding_mode="wrap")\n`;
  }
}
