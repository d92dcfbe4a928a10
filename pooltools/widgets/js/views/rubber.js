// @ts-check
/**
 * Rubber Grid: a map of any size, and always as many bins as were asked for.
 *
 * @import { Bin } from "../arithmetic/bins.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { RubberLayout, RubberState as State } from "../arithmetic/rubber_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ side: "input" | "output", row: number, column: number }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, input: GridPart, output: GridPart, inputTitle: HTMLElement,
 *   outputTitle: HTMLElement, told: HTMLElement, order: HTMLElement }} View
 */
import { edited, pythonMap } from "../arithmetic/maps.js";
import { decode, encodeMap, formatNumber } from "../arithmetic/pool.js";
import { holds, rubberLayout, rubberSheet } from "../arithmetic/rubber_layout.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { setDisabled, settings } from "../parts/controls.js";
import { corner } from "../parts/corner.js";
import { fill, h, resize, setText } from "../parts/dom.js";
import { cellLabel, place, spot } from "../parts/grid.js";
import { Shell } from "../parts/shell.js";

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ { outputs }) => outputs ** 2;
  const words = { first: "first_bin", last: "last_bin", scrub: "scrub_bin", window_of: "bin_of" };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "rubber", python, tape: { count, words } });
  const { strings, state } = shell;
  const input = shell.grid({
    label: strings.input,
    onPoint: (cell) => shell.point(spot("input", cell)),
    onEdit: (row, column, value) => {
      const [y, x] = rubberSheet(state.all()).from[row][column];
      state.set({ data: edited(state.get("data"), y, x, value) });
    },
  });
  const output = shell.grid({ label: strings.output, onPoint: (cell) => shell.point(spot("output", cell)) });
  input.element.append(handle(shell, input).element);
  const [inputTitle, outputTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const told = h("output", { class: "pool-told", "aria-live": "polite" });
  const button = (/** @type {string} */ text, /** @type {() => number} */ seed) =>
    h("button", { type: "button", onclick: () => state.set({ seed: seed() }) }, text);
  const jumble = button(strings.jumble, () => (state.get("seed") % shell.range("seed")[1]) + 1);
  const order = button(strings.order, () => 0);
  const view = { shell, input, output, inputTitle, outputTitle, told, order };
  const verdict = h("div", { class: "pool-verdict" }, shell.sentence, shell.where, told);
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side pool-sheet" }, inputTitle, input.element),
    h("div", { class: "pool-side" }, outputTitle, output.element, verdict));
  const size = shell.step("outputs", { label: "output_size" });
  const sides = [shell.step("height", { label: strings.rows }), shell.step("width", { label: strings.columns })];
  return shell.mount(() => draw(view), stage, shell.tape.element,
    settings([size, shell.choose("mode"), { element: jumble }, { element: order }]), settings(sides));
}

/** The corner by which the sheet is pulled. @param {Shell<State, Pointed>} shell @param {GridPart} input */
function handle(shell, input) {
  const { strings, state } = shell;
  const kept = (/** @type {"height" | "width"} */ key, /** @type {number} */ side) => {
    const [least, most] = shell.range(key);
    return Math.min(Math.max(side, least), most);
  };
  return shell.add(corner({
    label: () => fill(strings.corner, { h: state.get("height"), w: state.get("width") }),
    get: () => [state.get("height"), state.get("width")],
    set: (height, width, save) => state.set({ height: kept("height", height), width: kept("width", width) }, save),
    unit: () => input.element.offsetWidth / state.get("width"),
  }));
}

/** @param {View} view */
function draw({ shell, input, output, inputTitle, outputTitle, told, order }) {
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const now = rubberLayout(state, pointed?.side === "output" ? pointed : null);
  const { bins: [rows, columns], n, i, j } = now;
  const range = finiteRange(decode(state.data));
  input.update(inputRows(strings, now, range));
  output.update(outputRows(strings, now, range, pointed));
  drawTiles(input.layer, rows, columns);
  placeBin(input.frame, rows[i], columns[j]);
  place(output.frame, i, j, 1, 1);
  setText(inputTitle, fill(strings.input_size, { h: state.height, w: state.width }));
  setText(outputTitle, fill(strings.output_size_is, { n }));
  setText(told, comparison(strings, state, now));
  setDisabled(order, state.seed === 0);
  shell.say({
    sentence: reading(strings, state, now),
    where: fill(strings.where, { rows: span(strings, rows[i]), columns: span(strings, columns[j]) }),
    formula: formula(strings, state, now),
  });
}

/** @param {Strings} strings @param {RubberLayout} now @param {Pair} range @returns {GridCell[][]} */
function inputRows(strings, { map, pooled, i, j }, range) {
  const { cells, winner } = pooled[i][j];
  return map.map((line, row) => line.map((value, column) => ({
    row, column, text: formatNumber(value), level: level(value, ...range),
    label: cellLabel(strings, row, column, value),
    state: cells[winner]?.row === row && cells[winner].column === column ? "pool-winner" : "",
  })));
}

/** @param {Strings} strings @param {RubberLayout} now @param {Pair} range @param {Pointed | null} pointed */
function outputRows(strings, { bins, pooled, same }, range, pointed) {
  return pooled.map((line, row) => line.map(({ value }, column) => {
    const text = formatNumber(value);
    const fed = pointed?.side === "input" && holds(bins, row, column, pointed);
    return {
      row, column, text, level: level(value, ...range),
      label: fill(same[row][column] ? strings.cell : strings.changed, { row, column, value: text }),
      state: `${same[row][column] ? "" : "pool-changed"} ${fed ? "pool-fed" : ""}`,
    };
  }));
}

/**
 * Every bin as a sheet of glass: where two of them lie, it is darker.
 * @param {HTMLElement} layer @param {Bin[]} rows @param {Bin[]} columns
 */
function drawTiles(layer, rows, columns) {
  resize(layer, rows.length * columns.length, () => h("div", { class: "pool-tile" })).forEach((tile, n) =>
    placeBin(tile, rows[Math.floor(n / columns.length)], columns[n % columns.length]));
}

/** @param {HTMLElement} element @param {Bin} rows @param {Bin} columns */
function placeBin(element, [top, bottom], [left, right]) {
  place(element, top, left, bottom - top, right - left);
}

/** @param {Strings} strings @param {Bin} bin */
function span(strings, [a, b]) {
  return fill(strings.range, { a, b: b - 1 });
}

/** @param {Strings} strings @param {State} state @param {RubberLayout} now */
function reading(strings, { mode }, { pooled, n, i, j }) {
  const { cells, value } = pooled[i][j];
  const bin = fill(strings.bin_of, { i: i * n + j + 1, n: n * n });
  return fill(strings[`${mode}_of`], { bin, count: cells.length, value: formatNumber(value) });
}

/**
 * How many cells came to how many, or what a jumble did.
 * @param {Strings} strings @param {State} state @param {RubberLayout} now
 */
function comparison(strings, { height, width, seed }, { same, n }) {
  if (!seed) return fill(strings.in_out, { cells: height * width, n: n * n });
  const changed = same.flat().filter((ok) => !ok).length;
  return changed ? fill(strings.jumbled, { changed, n: n * n }) : strings.jumbled_same;
}

/** @param {Strings} strings @param {State} state @param {RubberLayout} now */
function formula(strings, { height, width }, { n, i, j }) {
  const part = (/** @type {number} */ side, /** @type {number} */ k) =>
    fill(strings.range, { a: `⌊${k}·${side}/${n}⌋`, b: `⌈${k + 1}·${side}/${n}⌉ − 1` });
  return fill(strings.formula, { rows: part(height, i), columns: part(width, j) });
}

/** @param {State} state */
function python(state) {
  const name = state.mode === "max" ? "adaptive_max_pool2d" : "adaptive_avg_pool2d";
  const x = pythonMap(encodeMap(rubberSheet(state).map));
  return `import numpy as np\nfrom pooltools import ${name}\n\n${x}${name}(x, ${state.outputs})\n`;
}
