// @ts-check
/**
 * Any-Size Machine: an image of any size, a pyramid of bins, a barcode of one length.
 *
 * @import { AnySizeLayout, AnySizeState as State, Bar, ChosenBin } from "../arithmetic/anysize_layout.js"
 * @import { Bin } from "../arithmetic/bins.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ cell?: GridCell, bar?: Bar }} Pointed one of the two
 * @typedef {{ layer: HTMLElement, frame: HTMLElement }} Sheet where bins are drawn
 * @typedef {{ shell: Shell<State, Pointed>, stage: HTMLElement, covers: HTMLElement[], over: Sheet, map: GridPart,
 *   code: ReturnType<typeof barcode>, photoTitle: HTMLElement, mapTitle: HTMLElement }} View
 */
import {
  anySizeLayout, binCount, brokenRecipe, CHANNELS, chosenBin, digitIndex, SIDE,
} from "../arithmetic/anysize_layout.js";
import { anySizePython } from "../arithmetic/anysize_python.js";
import { recipeBins } from "../arithmetic/bins.js";
import { formatNumber } from "../arithmetic/pool.js";
import { goals } from "../goals/anysize.js";
import { barcode } from "../parts/barcode.js";
import { toggle } from "../parts/controls.js";
import { corner } from "../parts/corner.js";
import { fill, h, resize, setText } from "../parts/dom.js";
import { land, sendEach } from "../parts/flight.js";
import { place } from "../parts/grid.js";
import { DECIDES, STANDS } from "../parts/motion.js";
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
    model, el, name: "anysize", valid, python: anySizePython, tape: { count, words, moves }, goals,
  });
  const { strings } = shell;
  const canvas = h("canvas", { width: DOTS, height: DOTS, role: "img", "aria-label": strings.photo });
  const clear = h("canvas", { width: DOTS, height: DOTS, class: "pool-clear", "aria-hidden": "true" });
  const frame = h("div", { class: "pool-frame" });
  const [layer, bin] = [h("div", { class: "pool-layer" }), h("div", { class: "pool-window" })];
  const photo = h("div", { class: "pool-photo" }, canvas, clear, layer, bin, frame);
  frame.append(sizeCorner(shell, photo).element);
  const map = shell.grid({
    label: strings.map, onPoint: (cell) => shell.point(cell && { cell }),
    onEdit: (row, column, value) => editDigit(shell, row, column, value),
  });
  const [photoTitle, mapTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const code = barcode({ strings, onPoint: (bar) => shell.point(bar && { bar }) });
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-image" }, photoTitle, photo),
    h("div", { class: "pool-sheet" }, mapTitle, map.element), code.element, code.told);
  const numbers = /** @type {const} */ ([["height", "rows"], ["width", "columns"], ["channel", "channel"]])
    .map(([key, label]) => shell.step(key, { label: strings[label] }));
  const view = { shell, stage, covers: [clear, frame], over: { layer, frame: bin }, map, code, photoTitle, mapTitle };
  paintPhoto([canvas, clear], model.get("picture"));
  return shell.mount(() => draw(view), stage,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), shell.tape.element,
    ...shell.settings(levelChips(shell), [shell.choose("rule")], numbers));
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

/** @param {HTMLCanvasElement[]} sheets @param {string} picture grey levels in base64 */
function paintPhoto(sheets, picture) {
  const image = new ImageData(DOTS, DOTS);
  const grey = atob(picture);
  for (let n = 0; n < grey.length; n += 1) image.data.set([...Array(3).fill(grey.charCodeAt(n)), 255], 4 * n);
  sheets.forEach((sheet) => sheet.getContext("2d")?.putImageData(image, 0, 0));
}

/** @param {Shell<State, Pointed>} shell @param {number} row @param {number} column @param {number} value */
function editDigit({ state, refuse }, row, column, value) {
  const at = digitIndex(state.get("channel"), row, column);
  const digits = state.get("maps");
  if (!Number.isInteger(value) || value < 0 || value > 9) refuse(String(value), digits[at]);
  else state.set({ maps: `${digits.slice(0, at)}${value}${digits.slice(at + 1)}` });
}

/** The sides of the maps, and of the image. @param {State} state */
function sizes({ height, width }) {
  return { h: height, w: width, y: PIXELS * height, x: PIXELS * width };
}

/** @param {View} view */
function draw({ shell, covers, over, map, code, photoTitle, mapTitle }) {
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const now = anySizeLayout(state, pointed?.bar);
  const chosen = chosenBin(now);
  const phase = pointed?.bar ? STANDS : shell.phase;
  const { h: rows, w: columns, y, x } = sizes(state);
  covers.forEach((part) => place(part, 0, 0, rows, columns));
  setText(photoTitle, fill(strings.image_size, { y, x }));
  setText(mapTitle, fill(strings.map_size, { c: CHANNELS, n: now.map + 1, h: rows, w: columns }));
  map.update(mapRows(strings, now, phase < DECIDES ? null : chosen));
  [map, over].forEach((sheet) => drawBins(sheet, chosen));
  code.update(now, now.place, now.step + Number(phase === STANDS), pointed?.cell, CHANNELS * rows * columns);
  shell.say({
    sentence: chosen ? binNumbers(strings, chosen, phase) : strings.no_bins,
    where: chosen ? binBorders(strings, chosen) : "",
    formula: formula(strings, state, now),
  });
}

/** @param {Strings} strings @param {AnySizeLayout} now @param {ChosenBin | null} chosen @returns {GridCell[][]} */
function mapRows(strings, { maps, map }, chosen) {
  const result = chosen?.tier.results[map][chosen.bin];
  const won = result?.cells[result.winner];
  return maps[map].map((line, row) => line.map((value, column) => ({
    row, column, text: String(value), level: Math.round((value * 4) / 9),
    label: fill(strings.cell, { row, column, value }),
    state: won && won.row === row && won.column === column ? "pool-winner" : "",
  })));
}

/** The winner of each map flies to its bar. @param {View} view @param {number} ms */
function fly({ shell, stage, map, code }, ms) {
  const now = anySizeLayout(shell.state.all(), undefined);
  const chosen = chosenBin(now);
  if (!now.place || !chosen) return;
  const { bin, tier } = chosen;
  sendEach(stage, code.barsAt(now.place).map((to, n) => {
    const { cells, winner } = tier.results[n][bin];
    const { row, column, value } = cells[winner];
    return { from: { grid: map, row, column, text: formatNumber(value) }, to };
  }), ms);
}

/** The bins of the level that the step has reached. @param {Sheet} sheet @param {ChosenBin | null} chosen */
function drawBins({ layer, frame }, chosen) {
  const bins = chosen ? chosen.tier.bins : [];
  const box = (/** @type {HTMLElement} */ part, /** @type {Bin} */ [top, end], /** @type {Bin} */ [left, right]) =>
    place(part, top, left, end - top, right - left);
  resize(layer, bins.length, () => h("div", { class: "pool-tile" })).forEach((tile, n) => box(tile, ...bins[n]));
  frame.hidden = !chosen;
  if (chosen) box(frame, chosen.rows, chosen.columns);
}

/** @param {Strings} strings @param {ChosenBin} chosen @param {number} phase */
function binNumbers(strings, { tier, bin }, phase) {
  const values = phase < STANDS ? "…" : tier.results.map((line) => line[bin].value).join(" ");
  const [r, c] = [tier.rows.length, tier.columns.length];
  return fill(strings.bin_says, { r, c, i: bin + 1, n: tier.bins.length, values });
}

/** @param {Strings} strings @param {ChosenBin} chosen */
function binBorders(strings, { rows, columns }) {
  const range = (/** @type {Bin} */ [a, b]) => fill(strings.range, { a, b: b - 1 });
  return fill(strings.where, { rows: range(rows), columns: range(columns) });
}

/**
 * How long the vector is, or why the recipe breaks.
 * @param {Strings} strings @param {State} state @param {AnySizeLayout} now
 */
function formula(strings, state, { got }) {
  const broken = brokenRecipe(state);
  if (!broken) return `${CHANNELS} · (${state.levels.map((n) => `${n}²`).join(" + ")}) = ${got}`;
  const [a, n] = broken;
  const [wide, apart] = [Math.ceil(a / n), Math.floor(a / n)];
  return fill(strings.recipe_breaks, { a, n, wide, apart, bins: recipeBins(a, n).length });
}
