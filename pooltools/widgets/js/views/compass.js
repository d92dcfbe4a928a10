// @ts-check
/**
 * Shift Compass: a map slides under fixed windows; which outputs stay the same?
 *
 * @import { CompassLayout, CompassState as State } from "../arithmetic/compass_layout.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Mark } from "../parts/rose.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {string} Pointed the label of a cell
 * @typedef {{ shell: Shell<State, Pointed>, input: GridPart, output: GridPart, stage: HTMLElement,
 *   needle: ReturnType<typeof rose>, ask: ReturnType<typeof question>, law: ReturnType<typeof lawPanel>,
 *   onlyMap: HTMLElement[], shown: Pair, tried: { key: string, histogram: number[] } }} View
 */
import { compassLayout, directionOf, lawOf, moves } from "../arithmetic/compass_layout.js";
import { compassPython } from "../arithmetic/compass_python.js";
import { edited } from "../arithmetic/maps.js";
import { formatNumber } from "../arithmetic/pool.js";
import { DIRECTIONS, overlap, trials } from "../arithmetic/shift.js";
import { goals } from "../goals/compass.js";
import { fill, h, icon, nth } from "../parts/dom.js";
import { pushable } from "../parts/drag.js";
import { land, sendEach } from "../parts/flight.js";
import { glide } from "../parts/glide.js";
import { LANDS, STANDS } from "../parts/motion.js";
import { keptCells, lattice, movedCells } from "../parts/moved_map.js";
import { lawPanel, question, rose } from "../parts/rose.js";
import { Shell } from "../parts/shell.js";

const TRIALS = 1000;

/** The window fits on the map. @param {State} state */
export function valid({ data, kernel_size }) {
  return kernel_size <= Math.min(data.length, data[0].length);
}

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const moving = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => land(stage) };
  const words = { window_of: "direction_of", scrub: "compass" };
  const tape = { count: () => DIRECTIONS.length, words, moves: moving };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "compass", valid, python: compassPython, tape, goals });
  const { strings, state } = shell;
  const onPoint = (/** @type {GridCell | null} */ cell) => shell.point(cell && cell.label);
  const input = shell.grid({
    label: strings.input, onPoint,
    onEdit: (row, column, value) => state.set({ data: edited(state.get("data"), row, column, value) }),
  });
  const output = shell.grid({ label: strings.output, onPoint });
  const needle = rose({ strings, get: () => state.get("step"), set: shell.tape.walk });
  const ask = question({ strings, get: () => state.get("guess"), set: (guess) => state.set({ guess }) });
  const law = lawPanel({ strings });
  const title = (/** @type {(Node | string)[]} */ ...parts) => h("p", { class: "pool-title" }, ...parts);
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side pool-inputs" }, title(icon("move"), strings.input_moved), input.element),
    needle.element,
    h("div", { class: "pool-side pool-outputs" }, title(strings.output_kept), output.element, ask.element));
  const [mode, entering] = [shell.choose("mode"), shell.choose("fill")];
  const distance = shell.step("distance", { label: strings.distance });
  const onlyMap = [nth(stage, 0), nth(stage, 2), mode.element, entering.element];
  const began = { shown: /** @type {Pair} */ ([0, 0]), tried: { key: "", histogram: [] } };
  const view = { shell, input, output, stage, needle, ask, law, onlyMap, ...began };
  pushable(input.element, hand(shell, input));
  return shell.mount(() => draw(view), stage, law.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where),
    shell.controls([distance], [shell.choose("view"), mode], [entering, shell.step("kernel_size")]));
}

/** @param {View} view */
function draw(view) {
  const { shell, input, output, stage, needle, ask, law, onlyMap } = view;
  const { strings } = shell;
  const state = shell.state.all();
  const now = compassLayout(state);
  const isLaw = state.view === "law";
  const { phase } = shell;
  const moved = view.shown.join() !== now.by.join();
  input.update(movedCells(strings, now, state.mode, phase));
  output.update(keptCells(strings, now, phase));
  lattice(input.layer, now.axes, state.kernel_size);
  glide(input, [view.shown[0] - now.by[0], view.shown[1] - now.by[1]], state.speed);
  view.shown = now.by;
  needle.update(isLaw ? chances(strings, state) : state.guess < 0 ? null : found(strings, now));
  ask.update(now.whole);
  stage.classList.toggle("pool-flat", isLaw);
  law.element.hidden = !isLaw;
  onlyMap.forEach((element) => { element.hidden = isLaw; });
  shell.say(isLaw ? tellLaw(view, state, now.by) : tellMap(strings, state, now, phase));
  if (isLaw && moved && phase === LANDS) law.slide(now.by, state.speed);
}

/** How many cells each direction keeps. @param {Strings} strings @param {CompassLayout} now @returns {Mark[]} */
function found(strings, { scores, count: n }) {
  return scores.map((many, d) => ({
    text: `${many}/${n}`, label: fill(strings.keeps, { direction: strings[`d${d}`], kept: many, n }), share: many / n,
  }));
}

/** What the law says of each direction, in percent. @param {Strings} strings @param {State} state @returns {Mark[]} */
function chances(strings, { kernel_size: k, distance }) {
  return moves(distance).map((by, d) => {
    const { both, either } = overlap(k, by);
    const share = Math.round((100 * both) / either);
    const label = fill(strings.chance, { direction: strings[`d${d}`], share });
    return { text: `${share} %`, label, share: both / either };
  });
}

/**
 * What decides in each window flies to its output: the winner, or all of an average.
 * @param {View} view @param {number} ms
 */
function fly({ shell, input, output, stage }, ms) {
  const state = shell.state.all();
  if (state.view === "law") return;
  const pairs = compassLayout(state).after.flatMap((line, i) => line.flatMap(({ cells, winner }, j) => {
    const to = { grid: output, row: i, column: j };
    const chosen = state.mode === "average" ? cells : cells.slice(winner, winner + 1);
    return chosen.map(({ row, column, value }) =>
      ({ from: { grid: input, row, column, text: formatNumber(value) }, to }));
  }));
  sendEach(stage, pairs, ms);
}

/**
 * The hand pushes the map to the nearest of its places.
 * @param {Shell<State, Pointed>} shell @param {GridPart} input
 */
function hand({ tape, state }, { element }) {
  /** @type {Pair} */
  let from = [0, 0];
  return {
    start: () => { tape.pause(); from = moves(state.get("distance"))[state.get("step")]; },
    move: (/** @type {Pair} */ [down, right]) => {
      const side = element.getBoundingClientRect().width / state.get("data")[0].length;
      const step = directionOf([from[0] + down / side, from[1] + right / side], state.get("distance"));
      if (step !== state.get("step")) state.set({ step }, false);
    },
    done: () => state.set({}),
  };
}

/** @param {Strings} strings @param {State} state @param {CompassLayout} now @param {number} phase */
function tellMap(strings, { step, distance, mode }, { by, before, after, same, count: n }, phase) {
  const known = phase === STANDS;
  const kept = known ? same.flat().filter(Boolean).length : "…";
  const told = { direction: strings[`d${step}`], distance, kept, n };
  const list = same.flatMap((line, i) => line.flatMap((ok, j) =>
    (ok ? [] : [`${formatNumber(before[i][j].value)} → ${formatNumber(after[i][j].value)}`])));
  const calm = step && mode === "max" ? strings.nothing_changed : "";
  const [i, j] = by.map((d) => (d ? ` ${d > 0 ? "−" : "+"} ${Math.abs(d)}` : ""));
  return {
    sentence: step === 0 ? fill(strings.still, { n }) : fill(strings.moved, told),
    where: !known ? "" : list.length ? fill(strings.changes, { list: list.join(", ") }) : calm,
    formula: step === 0 ? "" : `y[i, j] = x[i${i}, j${j}]`,
  };
}

/**
 * What the law makes of a move, and random maps, tried once for each.
 * @param {View} view @param {State} state @param {Pair} by
 */
function tellLaw(view, { kernel_size: k, step, distance }, by) {
  const { law, shell: { strings, phase } } = view;
  const key = [k, ...by].join();
  if (view.tried.key !== key) view.tried = { key, histogram: trials(TRIALS, k, by) };
  const { histogram } = view.tried;
  const { both, either } = overlap(k, by);
  law.update(k, by, { both, either }, histogram, phase);
  const percent = (/** @type {number} */ part) => formatNumber(Math.round(1000 * part) / 10);
  const measured = histogram.reduce((sum, many, n) => sum + n * many, 0) / (4 * TRIALS);
  const known = phase === STANDS;
  const told = known ? { both, either, share: percent(both / either) } : { both: "…", either, share: "…" };
  return {
    sentence: fill(strings.law_says, told),
    where: known ? fill(strings.measured, { share: percent(measured) }) : "",
    formula: step === 0 ? "" : fill(strings.expected, { law: lawOf(k, step, distance) }),
  };
}
