// @ts-check
/**
 * Any-Size Machine: an image of any size, a pyramid of bins, a barcode of one length.
 *
 * @import { AnySizeState as State, Bar, Echo } from "../arithmetic/anysize_layout.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ cell?: GridCell, bar?: Bar }} Pointed one of the two
 * @typedef {{ shell: Shell<State, Pointed>, stage: HTMLElement, covers: HTMLElement[], map: GridPart,
 *   code: ReturnType<typeof barcode>, photoTitle: HTMLElement, mapTitle: HTMLElement, own?: string,
 *   echoes?: { key: string, made: Echo[] } }} View own are the digits of the reader's photo
 */
import {
  anySizeLayout, binCount, CHANNELS, chosenBin, digitIndex, echo, ECHOES, SIDE,
} from "../arithmetic/anysize_layout.js";
import { anySizePython } from "../arithmetic/anysize_python.js";
import { edgeDigits } from "../arithmetic/edges.js";
import { formatNumber } from "../arithmetic/pool.js";
import { goals } from "../goals/anysize.js";
import { drawBins, mapRows } from "../parts/anysize_map.js";
import { binBorders, binNumbers, lengthFormula } from "../parts/anysize_words.js";
import { barcode } from "../parts/barcode.js";
import { toggle } from "../parts/controls.js";
import { corner } from "../parts/corner.js";
import { fill, h, setText } from "../parts/dom.js";
import { land, sendEach } from "../parts/flight.js";
import { greyLevels, paintGrey } from "../parts/grey.js";
import { place } from "../parts/grid.js";
import { DECIDES, STANDS } from "../parts/motion.js";
import { ownPhoto } from "../parts/photo.js";
import { Shell } from "../parts/shell.js";

const [PIXELS, DOTS] = [32, 64]; // of the image, for each cell of a map; of the photo, along a side

/** Levels come once each, the finest first. @param {Pick<State, "levels">} state */
export function valid({ levels }) {
  return levels.every((n, i) => i === 0 || n < levels[i - 1]);
}

/** @param {{ model: Model<State & { picture: string }>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ state) => Math.max(binCount(state), 1);
  const moves = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => land(stage) };
  const words = { first: "first_bin", last: "last_bin", scrub: "scrub_bin", window_of: "bin_of" };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({
    model, el, name: "anysize", valid, python: (now) => own.python(anySizePython(now)),
    tape: { count, words, moves }, goals,
  });
  const { strings } = shell;
  const canvas = h("canvas", { width: DOTS, height: DOTS, role: "img", "aria-label": strings.photo });
  const clear = h("canvas", { width: DOTS, height: DOTS, class: "pool-clear", "aria-hidden": "true" });
  const frame = h("div", { class: "pool-frame" });
  const map = shell.grid({
    label: strings.map, onPoint: (cell) => shell.point(cell && { cell }),
    onEdit: (row, column, value) => editDigit(view, row, column, value),
  });
  const photo = h("div", { class: "pool-photo" }, canvas, clear, map.element, frame);
  frame.append(sizeCorner(shell, photo).element);
  const thumbs = ["", ...ECHOES].map(() => h("canvas", { width: DOTS, height: DOTS, "aria-hidden": "true" }));
  const [photoTitle, mapTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const code = barcode({ strings, thumbs, onPoint: (bar) => shell.point(bar && { bar }) });
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-image" }, h("div", { class: "pool-titles" }, photoTitle, mapTitle), photo), code.element);
  const numbers = /** @type {const} */ ([["height", "rows"], ["width", "columns"], ["channel", "channel"]])
    .map(([key, label]) => shell.step(key, { label: strings[label] }));
  /** @type {View} */
  const view = { shell, stage, covers: [clear, frame], map, code, photoTitle, mapTitle };
  const paint = (/** @type {Float64Array} */ pixels) =>
    [canvas, clear, ...thumbs].forEach((sheet) => paintGrey(sheet, { height: DOTS, width: DOTS, pixels }));
  const sample = greyLevels(model.get("picture"));
  paint(sample);
  const own = ownPhoto(shell, model, { height: DOTS, width: DOTS, take: (pixels) => {
    view.own = pixels ? edgeDigits({ height: DOTS, width: DOTS, pixels }) : undefined;
    paint(pixels ?? sample);
  } });
  return shell.mount(() => draw(view), stage,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where),
    shell.controls(levelChips(shell), [shell.choose("rule")], numbers, [own]));
}

/** The corner of the frame on the photo. @param {Shell<State, Pointed>} shell @param {HTMLElement} photo */
function sizeCorner(shell, photo) {
  const { strings, state } = shell;
  const kept = (/** @type {"height" | "width"} */ key, /** @type {number} */ side) => {
    const [least, most] = shell.range(key);
    return Math.min(Math.max(side, least), most);
  };
  return shell.add(corner({
    label: () => fill(strings.corner, sizes(state.all())),
    get: () => [state.get("height"), state.get("width")],
    set: (height, width, save) => state.set({ height: kept("height", height), width: kept("width", width) }, save),
    unit: () => photo.getBoundingClientRect().width / SIDE,
  }));
}

/** A box to tick for each level; one has to stay. @param {Shell<State, Pointed>} shell */
function levelChips(shell) {
  const { state } = shell;
  const { of: { values } } = /** @type {{ of: { values: number[] } }} */ (state.schema.levels);
  return values.map((n) => shell.add(toggle({
    label: `${n} × ${n}`, get: () => state.get("levels").includes(n),
    set: (on) => {
      const levels = values.filter((level) => (level === n ? on : state.get("levels").includes(level)));
      if (levels.length) state.set({ levels });
      else shell.redraw();
    },
  })));
}

/** The state, its maps those of the picture that is shown. @param {View} view @returns {State} */
function shownState({ shell, own }) {
  const state = shell.state.all();
  return own ? { ...state, maps: own } : state;
}

/** @param {View} view @param {number} row @param {number} column @param {number} value */
function editDigit(view, row, column, value) {
  const { state, refuse, redraw } = view.shell;
  const { channel, maps: digits } = shownState(view);
  const at = digitIndex(channel, row, column);
  const maps = `${digits.slice(0, at)}${value}${digits.slice(at + 1)}`;
  if (!Number.isInteger(value) || value < 0 || value > 9) refuse(String(value), digits[at]);
  else if (view.own) {
    view.own = maps; // what comes from the photo is no state
    redraw();
  } else state.set({ maps });
}

/** The sides of the maps, and of the image. @param {State} state */
function sizes({ height, width }) {
  return { h: height, w: width, y: PIXELS * height, x: PIXELS * width };
}

/** @param {View} view */
function draw(view) {
  const { shell, covers, map, code, photoTitle, mapTitle } = view;
  const { strings, pointed } = shell;
  const state = shownState(view);
  const now = anySizeLayout(state, pointed?.bar);
  const chosen = chosenBin(now);
  const phase = pointed?.bar ? STANDS : shell.phase;
  const { h: rows, w: columns, y, x } = sizes(state);
  covers.forEach((part) => place(part, 0, 0, rows, columns));
  setText(photoTitle, fill(strings.image_size, { y, x }));
  setText(mapTitle, fill(strings.map_size, { c: CHANNELS, n: now.map + 1, h: rows, w: columns }));
  map.update(mapRows(strings, now, phase < DECIDES ? null : chosen));
  drawBins(map, now, chosen);
  code.update(now, now.place, now.step + Number(phase === STANDS), pointed?.cell, [rows, columns],
    echoesOf(view, state));
  shell.say({
    sentence: chosen ? binNumbers(strings, chosen, phase) : strings.no_bins,
    where: chosen ? binBorders(strings, chosen) : "",
    formula: lengthFormula(strings, state, now),
  });
}

/** What comes of the other photos, made once for each setting. @param {View} view @param {State} state */
function echoesOf(view, state) {
  const key = [state.levels, state.rule, state.maps].join();
  if (view.echoes?.key !== key) view.echoes = { key, made: ECHOES.map((size) => echo(state, size)) };
  return view.echoes.made;
}

/** The winner of each map flies to its bar. @param {View} view @param {number} ms */
function fly(view, ms) {
  const { stage, map, code } = view;
  const now = anySizeLayout(shownState(view), undefined);
  const chosen = chosenBin(now);
  if (!now.place || !chosen) return;
  const { bin, tier } = chosen;
  sendEach(stage, code.barsAt(now.place).map((to, n) => {
    const { cells, winner } = tier.results[n][bin];
    const { row, column, value } = cells[winner];
    return { from: { grid: map, row, column, text: formatNumber(value) }, to };
  }), ms);
}
