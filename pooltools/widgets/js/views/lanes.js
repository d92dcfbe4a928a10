// @ts-check
/**
 * Channel Lanes: three channels side by side, and what a pooling costs.
 *
 * @import { ChannelOperation } from "../arithmetic/channels.js"
 * @import { Grid, Pair, Place } from "../arithmetic/pool.js"
 * @import { Choice } from "../parts/counter.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {Choice & { view: "lanes" | "counter", operation: ChannelOperation, painted: Grid[], step: number,
 *   speed: number }} State
 * @typedef {{ side: "input" | "output", lane: number, row: number, column: number }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, before: Grid[], inputs: GridPart[], results: GridPart[],
 *   kernels: ReturnType<typeof weightsOf>[], wires: ReturnType<typeof wiring>, lanes: HTMLElement,
 *   costs: ReturnType<typeof counter>,
 *   operation: HTMLElement, head: HTMLElement, about: string, run: number | null }} View run is a window shown
 *   in place of the last, as long as the reader leaves alone what it is about
 */
import { axesOf, joined } from "../arithmetic/channels.js";
import {
  LANES, LAST, carried, lanesLayout, nearest, paintedWindow, repainted, windowOf, winners,
} from "../arithmetic/lanes_layout.js";
import { lanesPython } from "../arithmetic/lanes_python.js";
import { formatNumber, reads, windowBounds } from "../arithmetic/pool.js";
import { finiteRange } from "../arithmetic/shades.js";
import { goalsOf } from "../goals/lanes.js";
import { counter } from "../parts/counter.js";
import { fill, h } from "../parts/dom.js";
import { draggable } from "../parts/drag.js";
import { land, point, sendAlong } from "../parts/flight.js";
import { place, spot } from "../parts/grid.js";
import { light, rowsOf, told } from "../parts/lane_rows.js";
import { DECIDES, STANDS } from "../parts/motion.js";
import { Shell } from "../parts/shell.js";
import { weightsOf, wiring } from "../parts/wires.js";

/** @param {{ model: Model<State & { data: Grid[] }>, el: HTMLElement }} host */
export function render({ model, el }) {
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({
    model, el, name: "lanes", python: lanesPython, goals: goalsOf(model.get("data")),
    tape: {
      count: ({ view }) => (view === "counter" ? 6 : 4),
      at: ({ view, pools, step }) => (view === "counter" ? [...pools].filter((bit) => bit === "0").length : step),
      to: (i) => (state.get("view") === "counter" ? { pools: "1".repeat(5 - i) + "0".repeat(i) } : { step: i }),
      words: { first: "first_step", last: "last_step", scrub: "scrub_step", window_of: "step_of" },
      moves: { fly: (ms) => fly(view, ms), land: () => land(lanes) },
    },
  });
  const { strings, state } = shell;
  const inputs = LANES.map((lane) => laneGrid(shell, "input", lane, (at) => happen(view, nearest(at))));
  const results = LANES.map((lane) => laneGrid(shell, "output", lane));
  const kernels = LANES.map((o) => weightsOf(strings, o));
  const wires = wiring(strings);
  const road = (/** @type {Pointed["side"]} */ side, /** @type {number} */ n, /** @type {Element[]} */ ...parts) =>
    h("div", { class: `pool-lane pool-lane${n}` }, h("p", { class: "pool-title" }, named(strings, side, n)), ...parts);
  const lanes = h("div", { class: "pool-roads" },
    ...inputs.map(({ element }, n) => road("input", n, element)), wires.element,
    ...results.map(({ element }, n) => road("output", n, element, kernels[n].element)));
  const costs = counter({ strings, get: state.all, set: state.set });
  const choose = (/** @type {"view" | "operation" | "head"} */ key) => shell.choose(key, {
    set: (value) => {
      shell.tape.pause();
      state.set({ [key]: value });
      if (key === "operation") happen(view, paintedWindow(state.get("painted"), view.before));
    },
  });
  const [shown, operation, head] = [choose("view"), choose("operation"), choose("head")];
  /** @type {View} */
  const view = {
    shell, before: model.get("data"), inputs, results, kernels, wires, lanes, costs,
    operation: operation.element, head: head.element, about: "", run: null,
  };
  inputs.forEach((input) => draggable(input, {
    move: (to) => state.set({ step: nearest(to) }, false),
    done: () => state.set({}),
  }));
  return shell.mount(() => draw(view), lanes, costs.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), shell.controls([operation, head], [shown]));
}

/** What one window reads runs down its wires, while all others stand. @param {View} view @param {number} window */
function happen(view, window) {
  const { shell: { state, tape } } = view;
  state.set({ step: LAST });
  [view.about, view.run] = [subject(state.all()), window];
  tape.happen();
}

/** What a reader can change about the lanes besides the step. @param {State} state */
function subject({ painted, operation }) {
  return JSON.stringify([painted, operation]);
}

/** The window to show: that of the step, or of what has changed. @param {View} view @param {State} state */
function shownWindow(view, state) {
  const about = subject(state);
  if (about !== view.about) [view.about, view.run] = [about, paintedWindow(state.painted, view.before)];
  if (state.step !== LAST) view.run = null;
  return view.run ?? state.step;
}

/** @param {Strings} strings @param {Pointed["side"]} side @param {number} lane */
function named(strings, side, lane) {
  return fill(strings[side], { n: lane + 1 });
}

/**
 * @param {Shell<State, Pointed>} shell @param {Pointed["side"]} side @param {number} lane
 * @param {(at: Pair) => void} [onPaint]
 */
function laneGrid(shell, side, lane, onPaint) {
  const { strings, state } = shell;
  const onEdit = (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ value) => {
    const painted = state.get("painted");
    if (!Number.isFinite(value)) {
      shell.refuse(formatNumber(value), formatNumber(painted[lane][row][column]));
      return;
    }
    shell.tape.pause();
    state.set({ painted: repainted(painted, lane, row, column, value) });
    onPaint?.([row - 0.5, column - 0.5]);
  };
  return shell.grid({
    label: named(strings, side, lane),
    onPoint: (cell) => {
      const at = spot(side, cell);
      shell.point(at && { ...at, lane });
    },
    ...(onPaint ? { onEdit } : {}),
  });
}

/** @param {View} view */
function draw(view) {
  const { shell, lanes, costs, operation, head } = view;
  const state = shell.state.all();
  const counting = state.view === "counter";
  lanes.hidden = counting;
  costs.element.hidden = !counting;
  operation.hidden = counting;
  head.hidden = !counting;
  lanes.dataset.operation = state.operation;
  shell.say(counting ? costs.update() : drawLanes(view, state));
}

/** @param {View} view @param {State} state */
function drawLanes(view, state) {
  const { shell: { pointed, phase, strings }, before, inputs, results, kernels, wires } = view;
  const { painted, operation, step } = state;
  const axes = axesOf(painted[0]);
  const target = pointed?.side === "output" ? pointed : null;
  const source = pointed?.side === "input" ? pointed : null;
  const at = shownWindow(view, state);
  const stands = (/** @type {number} */ n) => n <= step && (n !== at || phase === STANDS);
  const layout = lanesLayout(state, before, target ?? windowOf(at), stands);
  const winner = winners(painted, { row: layout.i, column: layout.j });
  const [inputRange, outputRange] = [finiteRange(painted.flat()), finiteRange(layout.now.flat())];
  LANES.forEach((c) => {
    const unread = target !== null && !joined(operation, target.lane, c);
    const decides = (/** @type {Place} */ cell) => {
      if (unread || !reads(axes, layout.i, layout.j, cell)) return "";
      const won = cell.row === winner[c].row && cell.column === winner[c].column;
      if (operation === "max") return won && phase >= DECIDES ? "pool-grip pool-winner" : "pool-grip";
      return phase >= DECIDES && phase < STANDS ? "pool-grip pool-lit" : "pool-grip";
    };
    const fed = (/** @type {Place} */ { row, column }) =>
      source && joined(operation, c, source.lane) && reads(axes, row, column, source);
    inputs[c].update(rowsOf(strings, painted[c], before[c], inputRange, (changed, cell) =>
      `${changed ? "pool-painted" : ""} ${decides(cell)}`));
    results[c].update(rowsOf(strings, layout.now[c], layout.old[c], outputRange, (changed, cell) => {
      const asked = target?.lane === c && target.row === cell.row && target.column === cell.column;
      if (!asked && !stands(2 * cell.row + cell.column)) return null;
      return `${changed ? "pool-changed" : ""} ${fed(cell) ? "pool-fed" : ""}`;
    }));
    place(inputs[c].frame, windowBounds(axes[0], layout.i)[0], windowBounds(axes[1], layout.j)[0], 2, 2);
    place(results[c].frame, layout.i, layout.j, 1, 1);
    inputs[c].frame.hidden = unread;
    results[c].frame.hidden = target !== null && target.lane !== c;
  });
  wires.update(operation, layout.wet);
  light(inputs, results, layout);
  kernels.forEach((weights) => weights.update(operation));
  return told(strings, state, layout, target?.lane, stands);
}

/** What the window has read runs down the wires. @param {View} view @param {number} ms */
function fly(view, ms) {
  const { shell, before, inputs, results, wires, lanes } = view;
  const state = shell.state.all();
  if (state.view === "counter") return;
  const window = windowOf(shownWindow(view, state));
  const wire = wires.ways(lanes);
  sendAlong(lanes, carried(state.painted, before, state.operation, window).map(({ c, o, row, column, value, was }) => ({
    text: formatNumber(value),
    look: value === was ? "" : "pool-told",
    way: [point(lanes, { grid: inputs[c], row, column }), ...wire(c, o), point(lanes, { grid: results[o], ...window })],
  })), ms);
}
