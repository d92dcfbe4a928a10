// @ts-check
/**
 * Pooling Bench: a window slides over a small map, one number falls out at each stop.
 *
 * @import { BenchLayout, BenchState as State } from "../arithmetic/bench_layout.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ side: "input" | "output", row: number, column: number }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, stage: HTMLElement, input: GridPart, output: GridPart,
 *   inputTitle: HTMLElement, outputTitle: HTMLElement, includePad: { element: HTMLElement },
 *   trail: ReturnType<typeof trail> }} View
 */
import { benchAxes, benchLayout, formula, padText, stepAt } from "../arithmetic/bench_layout.js";
import { benchPython } from "../arithmetic/bench_python.js";
import { edited } from "../arithmetic/maps.js";
import { formatNumber, reads, windowBounds } from "../arithmetic/pool.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { goals } from "../goals/bench.js";
import { equation, whereabouts } from "../parts/bench_words.js";
import { fill, h, nth, resize, setText } from "../parts/dom.js";
import { draggable } from "../parts/drag.js";
import { gather, land } from "../parts/flight.js";
import { cellLabel, place, spot } from "../parts/grid.js";
import { DECIDES, STANDS, TRAVELS } from "../parts/motion.js";
import { Shell } from "../parts/shell.js";
import { trail } from "../parts/trail.js";

/** Padding is at most half the window, and a window fits. @param {State} state */
export function valid({ data, kernel_size: k, padding }) {
  return 2 * padding <= k && k <= Math.min(data.length, data[0].length) + 2 * padding;
}

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ state) => benchAxes(state).reduce((product, axis) => product * axis.outputs, 1);
  const moves = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => land(stage) };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "bench", valid, python: benchPython, tape: { count, moves }, goals });
  const { strings, state } = shell;
  const input = shell.grid({
    label: strings.input,
    onPoint: (cell) => shell.point(spot("input", cell)),
    onEdit: (row, column, value) => state.set({ data: edited(state.get("data"), row, column, value) }),
  });
  const output = shell.grid({ label: strings.output, onPoint: (cell) => shell.point(spot("output", cell)) });
  const [inputTitle, outputTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const includePad = shell.check("count_include_pad", "count_include_pad");
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side" }, inputTitle, input.element),
    h("div", { class: "pool-say" }, shell.sentence, shell.where),
    h("div", { class: "pool-side" }, outputTitle, output.element));
  const view = { shell, stage, input, output, inputTitle, outputTitle, includePad, trail: trail(stage) };
  draggable(input, hand(view));
  const numbers = [shell.step("kernel_size"), shell.step("stride"), shell.step("padding"), includePad];
  return shell.mount(() => draw(view), stage, shell.controls([shell.choose("mode")], [shell.choose("view")], numbers));
}

/** What a drag of the window sets. @param {View} view */
function hand({ shell: { state } }) {
  return {
    move: (/** @type {Pair} */ to) => state.set({ step: stepAt(state.all(), to) }, false),
    size: (/** @type {number} */ kernel_size, /** @type {Pair} */ at) => {
      if (!state.can({ kernel_size })) return;
      state.set({ kernel_size, step: stepAt({ ...state.all(), kernel_size }, at) }, false);
    },
    done: () => state.set({}),
  };
}

/** @param {View} view */
function draw(view) {
  const { shell, stage, input, output, inputTitle, outputTitle, includePad } = view;
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const now = benchLayout(state, pointed?.side === "output" ? pointed : null);
  const { data, pooled, height, width, i, j } = now;
  const phase = pointed?.side === "output" || state.view === "all" ? STANDS : shell.phase;
  input.update(inputRows(strings, state, now, phase));
  output.update(outputRows(strings, state, now, pointed, phase));
  place(input.frame, ...corner(state, now, i, j), state.kernel_size, state.kernel_size);
  place(output.frame, i, j, 1, 1);
  drawTiles(view, state, now);
  Object.assign(shell.root.dataset, { view: state.view, mode: state.mode });
  includePad.element.hidden = state.mode !== "average" || state.padding === 0;
  setText(inputTitle, fill(strings.input_size, { h: data.length, w: data[0].length }));
  setText(outputTitle, fill(strings.output_size, { h: height, w: width }));
  stage.style.setProperty("--wide", String(data[0].length + 2 * state.padding + width));
  stage.style.setProperty("--tall", String(data.length + 2 * state.padding));
  const ends = state.view === "step" && phase === STANDS ? flown(view, now) : [];
  view.trail.update(ends[ends.length - 1], { grid: output, row: i, column: j });
  const sentence = equation(strings, pooled[i][j], state.mode, phase);
  shell.say({
    sentence, part: phase < DECIDES ? "" : sentence, phase,
    where: whereabouts(strings, now),
    formula: formula(state, now),
  });
}

/**
 * The corner of window (i, j) on the padded map.
 * @param {State} state @param {BenchLayout} now @param {number} i @param {number} j
 * @returns {Pair}
 */
function corner({ padding }, { axes: [rows, columns] }, i, j) {
  return [windowBounds(rows, i)[0] + padding, windowBounds(columns, j)[0] + padding];
}

/** What decides flies to the output. @param {View} view @param {number} ms */
function fly(view, ms) {
  const now = benchLayout(view.shell.state.all(), null);
  gather(view.stage, flown(view, now), { grid: view.output, row: now.i, column: now.j }, ms);
}

/** What decides: the winner, or all of an average. @param {View} view @param {BenchLayout} now */
function flown({ shell: { state }, input }, { pooled, i, j }) {
  const { mode, padding } = state.all();
  const { cells, winner } = pooled[i][j];
  const chosen = mode === "average" ? cells : cells.slice(winner, winner + 1);
  return chosen.map(({ row, column, value }) =>
    ({ grid: input, row: row + padding, column: column + padding, text: formatNumber(value) }));
}

/**
 * @param {Strings} strings @param {State} state @param {BenchLayout} now @param {number} phase
 * @returns {GridCell[][]}
 */
function inputRows(strings, { padding: p, view, ...state }, { data, axes, pooled, i, j }, phase) {
  const { cells, winner } = pooled[i][j];
  const range = finiteRange(data);
  const cellAt = (/** @type {number} */ row, /** @type {number} */ column) => {
    const grip = view === "step" && reads(axes, i, j, { row, column }) ? "pool-grip" : "";
    const value = data[row]?.[column];
    if (value === undefined) {
      const label = fill(strings.pad_cell, { row, column });
      return { row, column, pad: true, text: padText(state), label, state: grip };
    }
    const won = view === "step" && phase >= DECIDES && cells[winner]?.row === row && cells[winner].column === column;
    const lit = grip && state.mode === "average" && (phase === DECIDES || phase === TRAVELS);
    return {
      row, column, text: formatNumber(value), level: level(value, ...range),
      label: cellLabel(strings, row, column, value), state: `${grip} ${won ? "pool-winner" : lit ? "pool-lit" : ""}`,
    };
  };
  return Array.from({ length: axes[0].n + 2 * p }, (_, y) =>
    Array.from({ length: axes[1].n + 2 * p }, (__, x) => cellAt(y - p, x - p)));
}

/**
 * @param {Strings} strings @param {State} state @param {BenchLayout} now @param {Pointed | null} pointed
 * @param {number} phase
 */
function outputRows(strings, { view }, { data, axes, pooled, width, step, i, j }, pointed, phase) {
  const range = finiteRange(data);
  return pooled.map((line, row) => line.map(({ value }, column) => {
    const here = row === i && column === j;
    const done = here ? phase === STANDS : view === "all" || row * width + column <= step;
    const fed = pointed?.side === "input" && reads(axes, row, column, pointed);
    return {
      row, column, text: done ? formatNumber(value) : "", level: done ? level(value, ...range) : "-none",
      label: done ? cellLabel(strings, row, column, value) : fill(strings.not_yet, { row, column }),
      state: `${done ? "" : "pool-waiting"} ${fed ? "pool-fed" : ""}`,
    };
  }));
}

/**
 * All windows at once: a grey outline each, nested where they overlap, and one of them in colour.
 * @param {View} view @param {State} state @param {BenchLayout} now
 */
function drawTiles({ shell: { pointed }, input, output }, state, now) {
  const { kernel_size: k, stride } = state;
  const count = state.view === "all" ? now.height * now.width : 0;
  for (const { layer } of [input, output]) {
    layer.classList.toggle("pool-some", pointed?.side === "output");
    layer.classList.toggle("pool-overlap", stride < k);
    resize(layer, count, () => h("div", {}, h("b"))).forEach((tile, n) => {
      const [i, j] = [Math.floor(n / now.width), n % now.width];
      const nest = layer === input.layer && stride < k ? (i % 2) + 2 * (j % 2) : 0;
      if (layer === input.layer) place(tile, ...corner(state, now, i, j), k, k);
      else place(tile, i, j, 1, 1);
      setText(nth(tile, 0), String.fromCodePoint(65 + (n % 26)));
      tile.className = `pool-tile ${i === now.i && j === now.j ? "pool-chosen" : ""}`;
      tile.style.setProperty("--inset", String(nest));
    });
  }
}
