// @ts-check
/**
 * Shift Compass: a map slides under fixed windows; which outputs stay the same?
 *
 * @import { CompassLayout, CompassState as State } from "../arithmetic/compass_layout.js"
 * @import { Axes, Pair } from "../arithmetic/pool.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Mark } from "../parts/rose.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {string} Pointed the label of a cell
 * @typedef {{ shell: Shell<State, Pointed>, input: GridPart, output: GridPart, stage: HTMLElement,
 *   needle: ReturnType<typeof rose>, ask: ReturnType<typeof question>, law: ReturnType<typeof lawPanel>,
 *   onlyMap: HTMLElement[], shown: Pair, tried: { key: string, histogram: number[] } }} View
 */
import { compassLayout, fates, lawOf, moves } from "../arithmetic/compass_layout.js";
import { edited, pythonMap } from "../arithmetic/maps.js";
import { formatNumber, windowBounds } from "../arithmetic/pool.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { DIRECTIONS, overlap, trials } from "../arithmetic/shift.js";
import { fill, h, nth, resize } from "../parts/dom.js";
import { settings } from "../parts/controls.js";
import { cellLabel, place } from "../parts/grid.js";
import { lawPanel, question, rose } from "../parts/rose.js";
import { Shell } from "../parts/shell.js";

const TRIALS = 1000;
const LOOKS = { stayed: "pool-winner", lost: "pool-lost", took_over: "pool-taker", "": "" };

/** The window fits on the map. @param {State} state */
export function valid({ data, kernel_size }) {
  return kernel_size <= Math.min(data.length, data[0].length);
}

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const tape = { count: () => DIRECTIONS.length, words: { window_of: "direction_of", scrub: "compass" } };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "compass", valid, python, tape });
  const { strings, state } = shell;
  const onPoint = (/** @type {GridCell | null} */ cell) => shell.point(cell && cell.label);
  const input = shell.grid({
    label: strings.input, onPoint,
    onEdit: (row, column, value) => state.set({ data: edited(state.get("data"), row, column, value) }),
  });
  const output = shell.grid({ label: strings.output, onPoint });
  const turn = (/** @type {number} */ step) => { shell.tape.pause(); state.set({ step }); };
  const needle = rose({ strings, get: () => state.get("step"), set: turn });
  const ask = question({ strings, get: () => state.get("guess"), set: (guess) => state.set({ guess }) });
  const law = lawPanel({ strings });
  const title = (/** @type {string} */ text) => h("p", { class: "pool-title" }, text);
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side" }, title(strings.input_moved), input.element),
    h("div", { class: "pool-side pool-middle" }, needle.element),
    h("div", { class: "pool-side" }, title(strings.output_kept), output.element));
  const choices = [shell.choose("view"), shell.choose("mode"), shell.choose("fill")];
  const numbers = [shell.step("kernel_size"), shell.step("distance", { label: strings.distance })];
  const onlyMap = [nth(stage, 0), nth(stage, 2), ask.element, choices[1].element, choices[2].element];
  const began = { shown: /** @type {Pair} */ ([0, 0]), tried: { key: "", histogram: [] } };
  const view = { shell, input, output, stage, needle, ask, law, onlyMap, ...began };
  return shell.mount(() => draw(view), stage, law.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), ask.element, shell.tape.element,
    settings(choices), settings(numbers));
}

/** @param {View} view */
function draw(view) {
  const { shell, input, output, stage, needle, ask, law, onlyMap } = view;
  const { strings } = shell;
  const state = shell.state.all();
  const now = compassLayout(state);
  const isLaw = state.view === "law";
  input.update(inputRows(strings, now));
  output.update(outputRows(strings, now));
  lattice(input.layer, now.axes, state.kernel_size);
  slide(view, now.by, state.speed);
  needle.update(isLaw ? chances(strings, state) : state.guess < 0 ? null : found(strings, now));
  ask.update(now.whole);
  stage.classList.toggle("pool-flat", isLaw);
  law.element.hidden = !isLaw;
  onlyMap.forEach((element) => { element.hidden = isLaw; });
  shell.say(isLaw ? tellLaw(view, state, now.by) : tellMap(strings, state, now));
}

/** How many cells each direction keeps. @param {Strings} strings @param {CompassLayout} now @returns {Mark[]} */
function found(strings, { scores, count: n }) {
  return scores.map((many, d) => ({
    text: `${many}/${n}`, label: fill(strings.keeps, { direction: strings[`d${d}`], kept: many, n }), whole: many === n,
  }));
}

/** What the law says of each direction, in percent. @param {Strings} strings @param {State} state @returns {Mark[]} */
function chances(strings, { kernel_size: k, distance }) {
  return moves(distance).map((by, d) => {
    const { both, either } = overlap(k, by);
    const share = Math.round((100 * both) / either);
    return { text: `${share} %`, label: fill(strings.chance, { direction: strings[`d${d}`], share }), whole: false };
  });
}

/** @param {Strings} strings @param {CompassLayout} now @returns {GridCell[][]} */
function inputRows(strings, now) {
  const { data, moved, from, axes } = now;
  const range = finiteRange(data);
  const fate = fates(now);
  const [bottom, right] = axes.map((axis) => windowBounds(axis, axis.outputs - 1)[1]);
  return moved.map((line, row) => line.map((value, column) => {
    const source = from[row][column];
    const pad = !source || source.entered;
    const mark = fate[row][column];
    const entered = fill(strings.new_cell, { row, column, value: formatNumber(value) });
    const cell = pad ? entered : cellLabel(strings, row, column, value);
    return {
      row: source?.row ?? row, column: source?.column ?? column, pad,
      text: formatNumber(value), level: level(value, ...range), label: mark ? fill(strings[mark], { cell }) : cell,
      state: `${LOOKS[mark]} ${row >= bottom || column >= right ? "pool-unseen" : ""}`,
    };
  }));
}

/** @param {Strings} strings @param {CompassLayout} now @returns {GridCell[][]} */
function outputRows(strings, { data, before, after, same }) {
  const range = finiteRange(data);
  return after.map((line, row) => line.map(({ value }, column) => {
    const [was, is] = [before[row][column].value, value].map(formatNumber);
    const stays = same[row][column];
    const told = { row, column, before: was, value: is };
    return {
      row, column, text: stays ? is : `${was}${was.length + is.length > 4 ? "\n" : ""}→${is}`,
      level: level(value, ...range), label: fill(stays ? strings.same : strings.changed, told),
      state: stays ? "" : "pool-changed",
    };
  }));
}

/** The fixed windows: one outline each. @param {HTMLElement} layer @param {Axes} axes @param {number} k */
function lattice(layer, [rows, columns], k) {
  const tiles = resize(layer, rows.outputs * columns.outputs, () => h("div", { class: "pool-tile" }));
  tiles.forEach((tile, n) => place(tile, Math.floor(n / columns.outputs) * k, (n % columns.outputs) * k, k, k));
}

/** Let the numbers slide from where they were. @param {View} view @param {Pair} by @param {number} speed */
function slide(view, by, speed) {
  const [down, right] = by.map((d, n) => view.shown[n] - d);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const body = nth(view.input.element, 0);
  if ((down || right) && !still && body.animate) {
    const start = `translate(calc(${right} * var(--cell)), calc(${down} * var(--cell)))`;
    const duration = 280 / Math.max(speed, 1);
    body.animate([{ transform: start }, { transform: "none" }], { duration, easing: "ease-in-out" });
  }
  view.shown = by;
}

/** @param {Strings} strings @param {State} state @param {CompassLayout} now */
function tellMap(strings, { step, distance, mode }, { by, before, after, same, count: n }) {
  const told = { direction: strings[`d${step}`], distance, kept: same.flat().filter(Boolean).length, n };
  const list = same.flatMap((line, i) => line.flatMap((ok, j) =>
    (ok ? [] : [`${formatNumber(before[i][j].value)} → ${formatNumber(after[i][j].value)}`])));
  const calm = step && mode === "max" ? strings.nothing_changed : "";
  const [i, j] = by.map((d) => (d ? ` ${d > 0 ? "−" : "+"} ${Math.abs(d)}` : ""));
  return {
    sentence: step === 0 ? fill(strings.still, { n }) : fill(strings.moved, told),
    where: list.length ? fill(strings.changes, { list: list.join(", ") }) : calm,
    formula: step === 0 ? "" : `y[i, j] = x[i${i}, j${j}]`,
  };
}

/**
 * What the law makes of a move, and random maps, tried once for each.
 * @param {View} view @param {State} state @param {Pair} by
 */
function tellLaw(view, { kernel_size: k, step, distance }, by) {
  const { law, shell: { strings } } = view;
  const key = [k, ...by].join();
  if (view.tried.key !== key) view.tried = { key, histogram: trials(TRIALS, k, by) };
  const { histogram } = view.tried;
  const { both, either } = overlap(k, by);
  law.update(k, by, { both, either }, histogram);
  const percent = (/** @type {number} */ part) => formatNumber(Math.round(1000 * part) / 10);
  const measured = histogram.reduce((sum, many, n) => sum + n * many, 0) / (4 * TRIALS);
  return {
    sentence: fill(strings.law_says, { both, either, share: percent(both / either) }),
    where: fill(strings.measured, { share: percent(measured) }),
    formula: step === 0 ? "" : fill(strings.expected, { law: lawOf(k, step, distance) }),
  };
}

/** @param {State} state */
function python({ data, mode, kernel_size: k, distance, fill: entering, step, view }) {
  const by = `(${moves(distance)[step].join(", ")})`;
  if (view === "law") return `from pooltools import survival_probability\n\nsurvival_probability(${k}, ${by})\n`;
  const name = mode === "max" ? "max_pool2d" : "avg_pool2d";
  const head = `import numpy as np\nfrom pooltools import ${name}, shift2d, unchanged_fraction\n\n`;
  const move = `moved = shift2d(x, ${by}, fill="${entering}")\n`;
  return `${head}${pythonMap(data)}${move}unchanged_fraction(${name}(x, ${k}), ${name}(moved, ${k}))\n`;
}
