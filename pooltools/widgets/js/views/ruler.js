// @ts-check
/**
 * Window Ruler: one axis, its windows as brackets, and the cells nobody sees. A ruler is
 * asked what fits, so at rest it shows all of that; as it plays, only what has been read.
 *
 * @import { Axis } from "../arithmetic/pool.js"
 * @import { Layout, Setting } from "../arithmetic/ruler_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {Setting & { step: number, speed: number }} State
 * @typedef {{ window?: number, cell?: number }} Pointed one of the two
 * @typedef {{ shell: Shell<State, Pointed>, strip: HTMLElement, cells: GridPart, outputs: GridPart,
 *   braces: ReturnType<typeof brackets>, end: ReturnType<typeof stripEnd>, held: { slots: number },
 *   title: HTMLElement, outputTitle: HTMLElement, frameworks: HTMLElement, phase: number,
 *   plays: boolean }} View with the slots while n is dragged, and the phase that was drawn last
 * @typedef {{ step: number, phase: number, playing: boolean }} Progress of the tape
 */
import { outputSize, windowBounds, windowTaps, windowsReading } from "../arithmetic/pool.js";
import { rulerAxis, rulerLayout, settledBy, slackOf, spell, verdicts, windowNear } from "../arithmetic/ruler_layout.js";
import { rulerPython } from "../arithmetic/ruler_python.js";
import { goals } from "../goals/ruler.js";
import { axisFormula, drawVerdicts, reading } from "../parts/axis_words.js";
import { brackets } from "../parts/brackets.js";
import { fill, h, setText } from "../parts/dom.js";
import { draggable } from "../parts/drag.js";
import { gather, land } from "../parts/flight.js";
import { place } from "../parts/grid.js";
import { DECIDES, STANDS } from "../parts/motion.js";
import { refuse } from "../parts/refuse.js";
import { Shell } from "../parts/shell.js";
import { stripEnd } from "../parts/strip_end.js";

const SLOTS = 10; // places along the strip: the end can be dragged further

/**
 * A window has to fit when rounding down, so that all three rules can be chosen at any time.
 * @param {State} state
 */
export function valid({ n, kernel_size: k, stride, padding, dilation }) {
  return 2 * padding <= k && outputSize(n, k, { stride, padding: [padding, padding], dilation }) > 0;
}

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ state) => rulerAxis(state).outputs;
  const moves = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => land(strip) };
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "ruler", valid, python: rulerPython, tape: { count, moves }, goals });
  const { strings, state } = shell;
  const cells = shell.grid({ label: strings.cells, onPoint: (cell) => shell.point(cell && { cell: cell.column }) });
  const toWindow = (/** @type {number | null | undefined} */ window) => shell.point(window == null ? null : { window });
  const outputs = shell.grid({ label: strings.windows, onPoint: (cell) => toWindow(cell?.column) });
  const braces = brackets({ refused: strings.refused, onPoint: toWindow });
  const held = { slots: SLOTS };
  const end = stripEnd({
    label: "n", range: shell.range("n"), get: () => state.get("n"),
    set: (n, save) => { if (state.can({ n })) state.set({ n }, save); },
    unit: () => {
      held.slots = slotsOf(state.all(), held);
      return cells.element.getBoundingClientRect().width / cells.element.querySelectorAll(".pool-cell").length;
    },
    done: () => { held.slots = SLOTS; state.set({}); shell.redraw(); },
  });
  cells.element.append(braces.element, end.element);
  const [title, outputTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const strip = h("div", { class: "pool-strip" },
    h("div", { class: "pool-axis" }, title, cells.element),
    h("div", { class: "pool-axis" }, outputTitle, outputs.element),
    h("div", { class: "pool-say" }, shell.sentence, shell.where)); // numbers fly over no word
  const frameworks = h("dl");
  const drawn = { phase: STANDS, plays: false };
  const view = { shell, strip, cells, outputs, braces, end, held, title, outputTitle, frameworks, ...drawn };
  draggable(cells, hand(view));
  shell.tape.element.addEventListener("click", shell.redraw); // playing shows less than rest
  const numbers = [
    shell.step("n"), shell.step("kernel_size"), shell.step("stride"),
    shell.step("padding", { allowed: () => state.get("rule") !== "same" }), shell.step("dilation"),
  ];
  return shell.mount(() => draw(view), strip, shell.controls([shell.choose("rule")], numbers), frameworks);
}

/** How many places the strip has: as many as are needed, and no fewer than it is held at. @param {State} state */
function slotsOf(state, { slots } = { slots: SLOTS }) {
  const { first, end } = rulerLayout(rulerAxis(state), state.rule === "ceil");
  return Math.max(end - first, slots);
}

/** What a drag of the window sets; it always starts at a stride. @param {View} view */
function hand({ shell: { state, tape } }) {
  const first = () => -rulerAxis(state.all()).before;
  return {
    move: (/** @type {[number, number]} */ [, column]) => {
      tape.halt();
      state.set({ step: windowNear(rulerAxis(state.all()), column + first()) }, false);
    },
    size: (/** @type {number} */ span, /** @type {[number, number]} */ [, column]) => {
      const kernel_size = Math.floor((span - 1) / state.get("dilation")) + 1;
      if (!state.can({ kernel_size })) return;
      const axis = rulerAxis({ ...state.all(), kernel_size });
      state.set({ kernel_size, step: windowNear(axis, column + first()) }, false);
    },
    done: () => state.set({}),
  };
}

/** The window's number flies from what it reads to its cell of the output. @param {View} view @param {number} ms */
function fly({ shell: { state }, strip, cells, outputs }, ms) {
  const axis = rulerAxis(state.all());
  const { step } = state.all();
  const [start, end] = windowBounds(axis, step);
  const ball = { grid: cells, row: 0, column: (start + end - 1) / 2 + axis.before, text: String(step + 1) };
  gather(strip, [ball], { grid: outputs, row: 0, column: step }, ms);
}

/** @param {View} view */
function draw(view) {
  const { shell, cells, outputs, braces, end, held, title, outputTitle, frameworks } = view;
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const axis = rulerAxis(state);
  const layout = rulerLayout(axis, state.rule === "ceil");
  const step = Math.min(state.step, axis.outputs - 1);
  const progress = { step, phase: shell.phase, playing: shell.tape.playing() };
  const chosen = Math.min(pointed?.window ?? step, axis.outputs - 1);
  const [start, stop] = windowBounds(axis, chosen);
  const phase = chosen === step ? progress.phase : STANDS;
  view.plays = progress.playing || (view.plays && progress.phase < STANDS); // its last step, too
  const known = layout.unseen.filter((cell) => !view.plays || !hidden(progress, settledBy(axis, cell)));
  shell.root.style.setProperty("--slots", String(slotsOf(state, held)));
  shell.root.style.setProperty("--end", String(axis.n - layout.first));
  cells.update([cellRow(strings, axis, { ...layout, unseen: known }, windowTaps(axis, chosen), phase)]);
  outputs.update([outputRow(strings, axis, progress, chosen, pointed?.cell)]);
  place(cells.frame, 0, start - layout.first, 1, stop - start);
  place(outputs.frame, 0, chosen, 1, 1);
  const last = view.phase < STANDS && progress.phase === STANDS && step === axis.outputs - 1;
  if (last) refuse(cells.frame, end.element, slackOf(axis), state.speed);
  view.phase = progress.phase;
  braces.update(layout, (i, taps) => {
    if (pointed?.cell !== undefined && taps.includes(pointed.cell)) return "fed";
    if (i === chosen) return phase >= DECIDES ? "chosen" : "hidden";
    if (hidden(progress, Math.min(i, axis.outputs - 1))) return "hidden";
    return i > step ? "later" : "";
  });
  end.update();
  setText(title, fill(strings.size, { n: axis.n, before: axis.before, after: axis.after }));
  setText(outputTitle, fill(strings.outputs, { count: axis.outputs }));
  drawVerdicts(frameworks, strings, Object.entries(verdicts(state, axis)));
  const range = (/** @type {number} */ a, /** @type {number} */ b) => fill(strings.range, { a, b });
  const open = view.plays && hidden(progress, axis.outputs - 1);
  const told = known.length || known.length < layout.unseen.length || open;
  shell.say({
    sentence: reading(strings, axis, chosen, phase === STANDS, range),
    where: told ? fill(strings.unseen, { cells: spell(known, range) || "…" }) : strings.all_seen,
    formula: axisFormula(strings, state.rule, axis),
  });
}

/** What comes of a window is hidden as it moves there, and until then while the tape plays. @param {Progress} now */
function hidden({ step, phase, playing }, /** @type {number} */ window) {
  return window === step ? phase < STANDS : playing && window > step;
}

/**
 * @param {Strings} strings @param {Axis} axis @param {Layout} layout @param {number[]} taps
 * @param {number} phase
 */
function cellRow(strings, { n, after }, { first, end, unseen }, taps, phase) {
  const ends = [taps[0], taps[taps.length - 1]];
  return Array.from({ length: end - first }, (_, x) => {
    const column = first + x;
    const grip = column >= ends[0] && column <= ends[1] ? "pool-grip" : "";
    const tapped = `${grip} ${taps.includes(column) && phase >= DECIDES ? "pool-tapped" : ""}`;
    if (column < 0 || column >= n) {
      const kind = column < n + after ? strings.pad : strings.beyond;
      return { row: 0, column, pad: true, text: "", state: tapped, label: fill(strings.named, { kind, column }) };
    }
    const never = unseen.includes(column);
    const label = fill(never ? strings.cell_unseen : strings.cell, { column });
    const look = `${tapped} ${never ? "pool-unseen" : ""}`;
    return { row: 0, column, text: String(column), level: never ? "-none" : 1, state: look, label };
  });
}

/**
 * @param {Strings} strings @param {Axis} axis @param {Progress} progress @param {number} chosen
 * @param {number | undefined} cell the cell that is pointed at
 */
function outputRow(strings, axis, progress, chosen, cell) {
  const fed = cell === undefined ? [] : windowsReading(axis, cell);
  return Array.from({ length: axis.outputs }, (_, window) => {
    const done = (window <= progress.step || window === chosen) && !hidden(progress, window);
    const [a, b] = windowBounds(axis, window);
    return {
      row: 0, column: window, text: done ? String(window + 1) : "", level: done ? 2 : "-none",
      state: `${done ? "" : "pool-waiting"} ${fed.includes(window) ? "pool-fed" : ""}`,
      label: fill(strings.window_label, { window: window + 1, a, b: b - 1 }),
    };
  });
}
