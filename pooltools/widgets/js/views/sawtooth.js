// @ts-check
/**
 * The Sawtooth: a picture moves; does its small version move along?
 *
 * @import { Picture, Way } from "../arithmetic/alias.js"
 * @import { JsonNumber } from "../arithmetic/pool.js"
 * @import { RowName } from "../arithmetic/sawtooth_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ view: "photo" | "stripes" | "turn", way: Way, stride: number, step: number, speed: number,
 *   stripes: JsonNumber[][] }} State
 * @typedef {ReturnType<typeof panel>} Panel
 * @typedef {{ key: string, errors: number[], still: Picture }} Made for a way and stride: the curve, the small picture
 * @typedef {ReturnType<typeof photoStage> & { made?: Made }} Photo
 * @typedef {ReturnType<typeof stripesStage>} Stripes
 * @typedef {ReturnType<typeof turnStage>} Turn
 * @typedef {{ shell: Shell<State, never>, photo: Photo, stripes: Stripes, turn: Turn,
 *   onlyPhoto: HTMLElement[] }} View
 */
import { follow, moveRight, shrink, teeth } from "../arithmetic/alias.js";
import { edited, pythonMap } from "../arithmetic/maps.js";
import { decode, formatNumber } from "../arithmetic/pool.js";
import { bar, responses } from "../arithmetic/rotating_bar.js";
import { ROWS, comesFrom, edges, movedRows } from "../arithmetic/sawtooth_layout.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { fill, h } from "../parts/dom.js";
import { settings } from "../parts/controls.js";
import { curve } from "../parts/curve.js";
import { detectors } from "../parts/detectors.js";
import { greyLevels, paintGrey } from "../parts/grey.js";
import { Shell } from "../parts/shell.js";

const [HEIGHT, WIDTH, MOST] = [64, 96, 12];

/** @param {{ model: Model<State & { picture: string }>, el: HTMLElement }} host */
export function render({ model, el }) {
  const words = { window_of: "shift_of", scrub: "scrub_shift" };
  /** @type {Shell<State, never>} */
  const shell = new Shell({ model, el, name: "sawtooth", python, tape: { count: () => MOST + 1, words } });
  const { strings } = shell;
  /** @type {Photo} */
  const photo = photoStage(strings, greyLevels(model.get("picture")));
  const [stripes, turn] = [stripesStage(shell), turnStage(strings)];
  const [shown, way] = [shell.choose("view"), shell.choose("way")];
  const stride = shell.choose("stride", { name: (n) => `stride ${n}` });
  const view = { shell, photo, stripes, turn, onlyPhoto: [photo.element, way.element, stride.element] };
  return shell.mount(() => draw(view),
    photo.element, photo.chart.element, stripes.element, turn.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), shell.tape.element,
    settings([shown, stride]), settings([way]));
}

/** @param {View} view */
function draw({ shell, photo, stripes, turn, onlyPhoto }) {
  const state = shell.state.all();
  onlyPhoto.forEach((element) => { element.hidden = state.view !== "photo"; });
  photo.chart.element.style.display = state.view === "photo" ? "" : "none";
  stripes.element.hidden = state.view !== "stripes";
  turn.element.hidden = state.view !== "turn";
  if (state.view === "photo") drawPhoto(shell, photo, state);
  else if (state.view === "stripes") drawStripes(shell, stripes, state);
  else drawTurn(shell, turn, state);
}

/** A picture with its title. @param {Strings} strings @param {string} name */
function panel(strings, name) {
  const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
  return { canvas, element: h("div", {}, h("p", { class: "pool-title" }, strings[name]), canvas) };
}

/** Ink on paper: what is strong is dark. @param {Panel} on @param {Picture} picture */
function paintInk({ canvas }, { pixels, ...size }) {
  paintGrey(canvas, { ...size, pixels: pixels.map((value) => 255 - value) });
}

/** @param {Strings} strings @param {Float64Array} pixels */
function photoStage(strings, pixels) {
  const [input, pooled, difference] = ["input", "pooled", "difference"].map((name) => panel(strings, name));
  const element = h("div", { class: "pool-photos" }, input.element, pooled.element, difference.element);
  const picture = { height: HEIGHT, width: WIDTH, pixels };
  return { element, picture, input, pooled, difference, chart: curve({ strings, most: MOST }) };
}

/** @param {Shell<State, never>} shell @param {Photo} photo @param {State} state */
function drawPhoto(shell, photo, { way, stride, step }) {
  const { strings } = shell;
  const { errors, still } = make(photo, way, stride);
  const moved = moveRight(photo.picture, step);
  const small = shrink(moved, way, stride);
  const { error, expected } = follow(still, small, step, stride);
  paintInk(photo.input, moved);
  paintInk(photo.pooled, small);
  paintInk(photo.difference, { ...small, pixels: small.pixels.map((v, n) => Math.abs(v - expected.pixels[n])) });
  photo.chart.update(errors, step, stride);
  const follows = step % stride === 0 ? strings.exact : strings.follows;
  shell.say({
    sentence: fill(strings.sentence, { shift: step, error: formatNumber(Math.round(100 * error)) }),
    where: error > 1e-9 ? strings.between : follows,
    formula: fill(strings.in_cells, { shift: step, stride, cells: formatNumber(step / stride) }),
  });
}

/** What each step needs anew is kept. @param {Photo} photo @param {Way} way @param {number} stride */
function make(photo, way, stride) {
  const { picture, made } = photo;
  const key = `${way} ${stride}`;
  if (made?.key === key) return made;
  photo.made = { key, errors: teeth(picture, way, stride, MOST), still: shrink(picture, way, stride) };
  return photo.made;
}

/** Rows of numbers; only the first can be edited. @param {Shell<State, never>} shell */
function stripesStage(shell) {
  const { strings, state } = shell;
  const onEdit = (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ value) => {
    const from = comesFrom(column, state.get("step"));
    state.set({ stripes: edited(state.get("stripes"), row, from, value) });
  };
  const rows = ROWS.map((name) => {
    const label = strings[`row_${name}`];
    const cells = shell.grid({ label, onPoint: () => {}, ...(name === "input" ? { onEdit } : {}) });
    const title = h("p", { class: "pool-title" }, label);
    return { name, cells, element: h("div", { class: `pool-line pool-line-${name}` }, title, cells.element) };
  });
  return { element: h("div", { class: "pool-lines" }, ...rows.map(({ element }) => element)), rows };
}

/** @param {Shell<State, never>} shell @param {Stripes} stage @param {State} state */
function drawStripes(shell, { rows }, { step, stripes }) {
  const { strings } = shell;
  const numbers = decode(stripes)[0];
  const now = movedRows(numbers, step);
  rows.forEach(({ name, cells }) => drawRow(strings, cells, name, now[name], finiteRange([numbers])));
  const list = (/** @type {number[]} */ values) => values.map(formatNumber).join(" ");
  const [low, high] = edges(numbers, "max").map(formatNumber);
  const [soft_low, soft_high] = edges(numbers, "kept").map(formatNumber);
  shell.say({
    sentence: fill(strings.stripes_say, { shift: step, max: list(now.max), blur: list(now.kept) }),
    formula: fill(strings.stripes_formula, { low, high, soft_low, soft_high }),
  });
}

/**
 * @param {Strings} strings @param {GridPart} cells @param {RowName} name
 * @param {number[]} values @param {[number, number]} range
 */
function drawRow(strings, cells, name, values, range) {
  cells.update([values.map((value, column) => {
    const keeps = column % 2 === 0 && (name === "dense" || name === "blur");
    const label = fill(keeps ? strings.kept_cell : strings.cell, { column, value: formatNumber(value) });
    const state = keeps ? "pool-kept" : "";
    return { row: 0, column, text: formatNumber(value), level: level(value, ...range), state, label };
  })]);
}

/** @param {Strings} strings */
function turnStage(strings) {
  const [turning, found] = [panel(strings, "turned_bar"), detectors(strings)];
  return { element: h("div", { class: "pool-turn" }, turning.element, found.element), turning, found };
}

/** @param {Shell<State, never>} shell @param {Turn} stage @param {State} state */
function drawTurn(shell, { turning, found }, { step }) {
  const angle = 15 * step;
  const turned = bar(angle);
  const values = responses(turned);
  paintGrey(turning.canvas, { ...turned, pixels: turned.pixels.map((value) => 255 * value) });
  found.update(values);
  shell.say({ sentence: found.say(values, angle), where: shell.strings.turned_where });
}

/** @param {State} state */
function python({ view, way, stride, step, stripes }) {
  const widget = "from pooltools.widgets import Sawtooth\n\n";
  if (view === "turn") return `${widget}Sawtooth(view="turn", step=${step}).responses\n`;
  if (view === "photo") return `${widget}saw = Sawtooth(way="${way}", stride=${stride}, step=${step})\nsaw.errors\n`;
  return "import numpy as np\nfrom pooltools import blur_pool2d, max_pool2d, shift2d\n\n"
    + `${pythonMap(stripes)}x = shift2d(x, (0, ${step}), fill="wrap")\n`
    + 'dense = max_pool2d(np.pad(x, ((0, 0), (0, 1)), mode="wrap"), (1, 2), stride=1)\n'
    + 'max_pool2d(x, (1, 2)), blur_pool2d(dense, 3, padding_mode="wrap")\n';
}
