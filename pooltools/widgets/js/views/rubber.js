// @ts-check
/**
 * Rubber Grid: a map of any size, and always as many bins: all stand but the one being pooled.
 *
 * @import { Bin } from "../arithmetic/bins.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { RubberLayout, RubberState as State } from "../arithmetic/rubber_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ side: "input" | "output", row: number, column: number }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, stage: HTMLElement, input: GridPart, output: GridPart,
 *   sheet: ReturnType<typeof rubberSheetOf>,
 *   inputTitle: HTMLElement, outputTitle: HTMLElement, told: HTMLElement, order: HTMLElement }} View
 */
import { edited } from "../arithmetic/maps.js";
import { decode, formatNumber } from "../arithmetic/pool.js";
import { binNear, holds, rubberLayout, rubberSheet } from "../arithmetic/rubber_layout.js";
import { rubberPython } from "../arithmetic/rubber_python.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { goals } from "../goals/rubber.js";
import { setDisabled } from "../parts/controls.js";
import { corner } from "../parts/corner.js";
import { fill, h, setText } from "../parts/dom.js";
import { draggable } from "../parts/drag.js";
import { gather, land } from "../parts/flight.js";
import { cellLabel, place, spot } from "../parts/grid.js";
import { DECIDES, STANDS } from "../parts/motion.js";
import { Shell } from "../parts/shell.js";
import { placeBin, rubberSheetOf } from "../parts/stretch.js";

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ { outputs }) => outputs ** 2;
  const words = { first: "first_bin", last: "last_bin", scrub: "scrub_bin", window_of: "bin_of" };
  const moves = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => land(stage) };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "rubber", python: rubberPython, tape: { count, words, moves }, goals });
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
  const pulled = handle(shell, input).element;
  input.element.append(pulled);
  const [inputTitle, outputTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const told = h("output", { class: "pool-told", "aria-live": "polite" });
  const button = (/** @type {string} */ text, /** @type {() => number} */ seed) =>
    h("button", { type: "button", onclick: () => state.set({ seed: seed() }) }, text);
  const jumble = button(strings.jumble, () => (state.get("seed") % shell.range("seed")[1]) + 1);
  const order = button(strings.order, () => 0);
  const verdict = h("div", { class: "pool-verdict" }, shell.sentence, shell.where, told);
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side pool-sheet" }, inputTitle, input.element),
    h("div", { class: "pool-side" }, outputTitle, output.element, verdict));
  const sheet = rubberSheetOf(input, output, pulled);
  const view = { shell, stage, input, output, sheet, inputTitle, outputTitle, told, order };
  draggable(input, {
    move: (to) => state.set({ step: binNear(state.all(), to) }, false),
    done: () => state.set({}),
  });
  // what a button asks for happens as a step does: edges glide, then the bin is read
  const side = (/** @type {"outputs" | "height" | "width"} */ key, /** @type {string} */ label) =>
    shell.step(key, { label, set: (value) => { state.set({ [key]: value }); shell.tape.happen(); } });
  const size = side("outputs", "output_size");
  const sides = [side("height", strings.rows), side("width", strings.columns)];
  return shell.mount(() => draw(view), stage,
    shell.controls([size], [shell.choose("mode"), { element: jumble }, { element: order }], sides));
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
    unit: () => input.element.getBoundingClientRect().width / state.get("width"),
  }));
}

/** @param {View} view */
function draw({ shell, input, output, sheet, inputTitle, outputTitle, told, order }) {
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const now = rubberLayout(state, pointed?.side === "output" ? pointed : null);
  const { bins: [rows, columns], n, i, j } = now;
  const phase = pointed?.side === "output" ? STANDS : shell.phase;
  const range = finiteRange(decode(state.data));
  input.update(inputRows(strings, now, range, phase));
  output.update(outputRows(strings, now, range, pointed, phase));
  sheet.update(now.bins);
  placeBin(input.frame, rows[i], columns[j]);
  place(output.frame, i, j, 1, 1);
  setText(inputTitle, fill(strings.input_size, { h: state.height, w: state.width }));
  setText(outputTitle, fill(strings.output_size_is, { n }));
  setText(told, comparison(strings, state, now));
  setDisabled(order, state.seed === 0);
  shell.root.classList.toggle("pool-crowded", state.width > 11);
  shell.say({
    sentence: reading(strings, state, now, phase),
    where: fill(strings.where, { rows: span(strings, rows[i]), columns: span(strings, columns[j]) }),
    formula: formula(strings, state, now),
  });
}

/** The bin's number flies to its cell. @param {View} view @param {number} ms */
function fly({ shell, stage, input, output }, ms) {
  const { bins: [rows, columns], pooled, i, j } = rubberLayout(shell.state.all(), null);
  const { cells, winner, value } = pooled[i][j];
  const middle = (/** @type {Bin} */ [a, b]) => (a + b - 1) / 2;
  const start = cells[winner] ?? { row: middle(rows[i]), column: middle(columns[j]) };
  const ball = { grid: input, row: start.row, column: start.column, text: formatNumber(value) };
  gather(stage, [ball], { grid: output, row: i, column: j }, ms);
}

/**
 * @param {Strings} strings @param {RubberLayout} now @param {Pair} range @param {number} phase
 * @returns {GridCell[][]}
 */
function inputRows(strings, { bins, map, pooled, i, j }, range, phase) {
  const { cells, winner } = pooled[i][j];
  const look = (/** @type {number} */ row, /** @type {number} */ column) => {
    if (!holds(bins, i, j, { row, column })) return "";
    const won = cells[winner]?.row === row && cells[winner].column === column;
    const lit = winner < 0 && phase < STANDS;
    return `pool-grip ${phase < DECIDES ? "" : won ? "pool-winner" : lit ? "pool-lit" : ""}`;
  };
  return map.map((line, row) => line.map((value, column) => ({
    row, column, text: formatNumber(value), level: level(value, ...range),
    label: cellLabel(strings, row, column, value), state: look(row, column),
  })));
}

/**
 * @param {Strings} strings @param {RubberLayout} now @param {Pair} range @param {Pointed | null} pointed
 * @param {number} phase
 * @returns {GridCell[][]}
 */
function outputRows(strings, { bins, pooled, same, i, j }, range, pointed, phase) {
  return pooled.map((line, row) => line.map(({ value }, column) => {
    if (phase < STANDS && row === i && column === j) {
      const label = fill(strings.not_yet, { row, column });
      return { row, column, text: "", level: "-none", label, state: "pool-waiting" };
    }
    const text = formatNumber(value);
    const fed = pointed?.side === "input" && holds(bins, row, column, pointed);
    return {
      row, column, text, level: level(value, ...range),
      label: fill(same[row][column] ? strings.cell : strings.changed, { row, column, value: text }),
      state: `${same[row][column] ? "" : "pool-changed"} ${fed ? "pool-fed" : ""}`,
    };
  }));
}

/** @param {Strings} strings @param {Bin} bin */
function span(strings, [a, b]) {
  return fill(strings.range, { a, b: b - 1 });
}

/** @param {Strings} strings @param {State} state @param {RubberLayout} now @param {number} phase */
function reading(strings, { mode }, { pooled, n, i, j }, phase) {
  const { cells, value } = pooled[i][j];
  const bin = fill(strings.bin_of, { i: i * n + j + 1, n: n * n });
  const result = phase === STANDS ? formatNumber(value) : "…";
  return fill(strings[`${mode}_of`], { bin, count: cells.length, value: result });
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
