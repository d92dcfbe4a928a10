// @ts-check
/**
 * The Sawtooth: a picture moves; does its small version move along?
 *
 * @import { Way } from "../arithmetic/alias.js"
 * @import { JsonNumber } from "../arithmetic/pool.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Hand } from "../parts/push.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ view: "photo" | "stripes" | "turn", way: Way, stride: number, step: number, speed: number,
 *   stripes: JsonNumber[][] }} State
 * @typedef {{ moved: ReturnType<typeof shifts>, errors: number[], far: number }} Made what all shifts make,
 *   their errors, and the furthest that was seen
 * @typedef {ReturnType<typeof photoStage>} Photo
 * @typedef {ReturnType<typeof numberRows>} Stripes
 * @typedef {ReturnType<typeof turnStage>} Turn
 * @typedef {{ shell: Shell<State, never>, photo: Photo, stripes: Stripes, turn: Turn, onlyPhoto: HTMLElement[],
 *   shown: number }} View shown is the step that the screen shows
 */
import { shifts } from "../arithmetic/alias.js";
import { edgePicture } from "../arithmetic/edges.js";
import { edited } from "../arithmetic/maps.js";
import { decode, formatNumber } from "../arithmetic/pool.js";
import { bar, responses } from "../arithmetic/rotating_bar.js";
import { comesFrom, edges, movedRows } from "../arithmetic/sawtooth_layout.js";
import { sawtoothPython } from "../arithmetic/sawtooth_python.js";
import { finiteRange } from "../arithmetic/shades.js";
import { goals } from "../goals/sawtooth.js";
import { fill, h } from "../parts/dom.js";
import { detectors } from "../parts/detectors.js";
import { film } from "../parts/film.js";
import { land } from "../parts/flight.js";
import { come } from "../parts/glide.js";
import { greyLevels, paintGrey, paintInk } from "../parts/grey.js";
import { DECIDES, STANDS, TRAVELS } from "../parts/motion.js";
import { ownPhoto } from "../parts/photo.js";
import { sawChart } from "../parts/saw.js";
import { Shell } from "../parts/shell.js";
import { numberRows } from "../parts/stripes.js";

const [HEIGHT, WIDTH, MOST, DEGREES] = [64, 96, 12, 15];

/** @param {{ model: Model<State & { picture: string }>, el: HTMLElement }} host */
export function render({ model, el }) {
  const words = { window_of: "shift_of", scrub: "scrub_shift" };
  const moves = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => settle(view) };
  const tape = { count: () => MOST + 1, words, moves };
  /** @type {Shell<State, never>} */
  const shell = new Shell({
    model, el, name: "sawtooth", python: (now) => own.python(sawtoothPython(now)), tape, goals,
  });
  const { strings, state } = shell;
  const hand = {
    most: MOST, get: () => state.get("step"), done: () => state.set({}),
    set: (/** @type {number} */ step) => { shell.tape.pause(); state.set({ step }, false); },
  };
  const picture = greyLevels(model.get("picture"));
  const photo = photoStage(shell, hand, picture);
  const around = { height: HEIGHT + 2, width: WIDTH + 2 }; // edges are a pixel less at each border
  const take = (/** @type {Float64Array | null} */ pixels) =>
    photo.put(pixels ? edgePicture({ ...around, pixels }) : picture);
  const own = ownPhoto(shell, model, { ...around, take });
  const onEdit = (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ value) =>
    state.set({ stripes: edited(state.get("stripes"), row, comesFrom(column, state.get("step")), value) });
  const stripes = numberRows({ strings, hand, makeGrid: (options) => shell.grid(options), onEdit });
  const turn = turnStage(strings);
  const [shown, way] = [shell.choose("view"), shell.choose("way")];
  const stride = shell.choose("stride", { name: (n) => `stride ${n}` });
  const onlyPhoto = [photo.element, photo.chart.element, way.element, stride.element, own.element];
  const view = { shell, photo, stripes, turn, onlyPhoto, shown: shell.state.get("step") };
  return shell.mount(() => draw(view),
    photo.element, photo.chart.element, stripes.element, turn.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), shell.controls([way], [shown, stride], [own]));
}

/** @param {View} view */
function draw(view) {
  const { shell, photo, stripes, turn, onlyPhoto } = view;
  const state = shell.state.all();
  const by = state.step - view.shown;
  view.shown = state.step;
  onlyPhoto.forEach((element) => { element.hidden = state.view !== "photo"; });
  stripes.element.hidden = state.view !== "stripes";
  turn.element.hidden = state.view !== "turn";
  if (state.view === "photo") drawPhoto(shell, photo, state);
  else if (state.view === "stripes") drawStripes(shell, stripes, state, by);
  else drawTurn(shell, turn, state, by);
}

/** What a step has made sets off. @param {View} view @param {number} ms */
function fly({ shell, photo, stripes }, ms) {
  const { view, way, stride, step } = shell.state.all();
  if (view === "photo") photo.chart.grow(photo.make(way, stride).errors, step, ms);
  else if (view === "stripes") stripes.fly(movedRows(decode(shell.state.get("stripes"))[0], step), ms);
}

/** It is there. @param {View} view */
function settle({ photo, stripes }) {
  photo.chart.settle();
  land(stripes.element);
}

/** A picture with its title. @param {Strings} strings @param {string} name */
function panel(strings, name) {
  const canvas = h("canvas", { width: 1, height: 1, role: "img", "aria-label": strings[name] });
  const plate = h("div", { class: "pool-plate" }, canvas);
  return { canvas, element: h("div", {}, h("p", { class: "pool-title" }, strings[name]), plate) };
}

/** @param {Shell<State, never>} shell @param {Hand} hand @param {Float64Array} pixels */
function photoStage({ strings, tape }, hand, pixels) {
  let picture = { height: HEIGHT, width: WIDTH, pixels };
  const input = film({ strings, picture, hand, onKey: tape.key });
  const [pooled, difference] = [panel(strings, "pooled"), panel(strings, "difference")];
  [pooled, difference].forEach(({ canvas }) => canvas.classList.add("pool-print"));
  const element = h("div", { class: "pool-photos" },
    h("div", {}, h("p", { class: "pool-title" }, strings.input), input.element), pooled.element, difference.element);
  /** @type {Map<string, Made>} */
  const known = new Map();
  /** All that a way and a stride make is made once. @param {Way} way @param {number} stride @returns {Made} */
  const make = (way, stride) => {
    const key = `${way} ${stride}`;
    const moved = known.get(key)?.moved ?? shifts(picture, way, stride, MOST);
    const made = known.get(key) ?? { moved, errors: moved.map(({ error }) => error), far: 0 };
    known.set(key, made);
    return made;
  };
  /** Have another picture. @param {Float64Array} next */
  const put = (next) => {
    picture = { ...picture, pixels: next };
    known.clear();
    input.paint(picture);
  };
  return { element, input, pooled, difference, make, put, chart: sawChart({ strings, hand }) };
}

/**
 * The picture slides, is shrunk, is judged, and only then its error stands: what a step has
 * not come to is that of the shift before.
 * @param {Shell<State, never>} shell @param {Photo} photo @param {State} state
 */
function drawPhoto(shell, photo, { way, stride, step }) {
  const { strings, phase } = shell;
  const made = photo.make(way, stride);
  const { moved, errors } = made;
  const before = Math.max(step - 1, 0);
  const [shrunk, judged] = [DECIDES, TRAVELS].map((from) => (phase < from ? before : step));
  const told = phase === STANDS;
  photo.input.update(step, stride, phase === DECIDES);
  paintInk(photo.pooled.canvas, moved[shrunk].small);
  paintInk(photo.difference.canvas, moved[judged].left);
  made.far = Math.max(made.far, judged);
  const { errors: max } = photo.make("max", stride);
  photo.chart.update({ errors, max, step: judged, at: step, far: made.far, stride, told });
  const follows = step % stride === 0 ? strings.exact : strings.follows;
  const error = told ? formatNumber(Math.round(100 * errors[step])) : "…";
  shell.say({
    sentence: fill(strings.sentence, { shift: step, error }),
    where: !told ? "" : errors[step] > 1e-9 ? strings.between : follows,
    formula: fill(strings.in_cells, { shift: step, stride, cells: formatNumber(step / stride) }),
  });
}

/** @param {Shell<State, never>} shell @param {Stripes} rows @param {State} state @param {number} by */
function drawStripes(shell, rows, { step, stripes, speed }, by) {
  const { strings, phase } = shell;
  const numbers = decode(stripes)[0];
  const now = movedRows(numbers, step);
  rows.update(now, finiteRange([numbers]), phase, by, speed);
  const list = (/** @type {number[]} */ values) => (phase < STANDS ? "…" : values.map(formatNumber).join(" "));
  const [low, high] = edges(numbers, "max").map(formatNumber);
  const [soft_low, soft_high] = edges(numbers, "kept").map(formatNumber);
  shell.say({
    sentence: fill(strings.stripes_say, { shift: step, max: list(now.max), blur: list(now.kept) }),
    formula: fill(strings.stripes_formula, { low, high, soft_low, soft_high }),
  });
}

/** @param {Strings} strings */
function turnStage(strings) {
  const [turning, found] = [panel(strings, "turned_bar"), detectors(strings)];
  return { element: h("div", { class: "pool-turn" }, turning.element, found.element), turning, found };
}

/** @param {Shell<State, never>} shell @param {Turn} stage @param {State} state @param {number} by */
function drawTurn(shell, { turning, found }, { step, speed }, by) {
  const { strings, phase } = shell;
  const angle = DEGREES * step;
  const turned = bar(angle);
  const values = responses(turned);
  const told = phase === STANDS;
  paintGrey(turning.canvas, { ...turned, pixels: turned.pixels.map((value) => 255 * value) });
  if (by) come(turning.canvas, `rotate(${-DEGREES * by}deg)`, speed);
  found.update(phase < TRAVELS ? responses(bar(angle - DEGREES)) : values, told);
  shell.say({ sentence: found.say(values, angle, told), where: strings.turned_where });
}
