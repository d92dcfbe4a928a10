// @ts-check
/**
 * Window Ruler: one axis, its windows as brackets, and the cells nobody sees.
 *
 * @import { Axis } from "../arithmetic/pool.js"
 * @import { Layout, Setting } from "../arithmetic/ruler_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {Setting & { step: number, speed: number }} State
 * @typedef {{ window?: number, cell?: number }} Pointed one of the two
 * @typedef {{ shell: Shell<State, Pointed>, cells: GridPart, outputs: GridPart, brackets: HTMLElement,
 *   title: HTMLElement, outputTitle: HTMLElement, frameworks: HTMLElement }} View
 */
import { outputSize, windowBounds, windowTaps, windowsReading } from "../arithmetic/pool.js";
import { bareCeiling, rulerAxis, rulerLayout, spell, verdicts } from "../arithmetic/ruler_layout.js";
import { around, fill, h, nth, resize, setText } from "../parts/dom.js";
import { settings } from "../parts/controls.js";
import { place } from "../parts/grid.js";
import { Shell } from "../parts/shell.js";

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
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({ model, el, name: "ruler", valid, python, tape: { count } });
  const { strings, state } = shell;
  const cells = shell.grid({ label: strings.cells, onPoint: (cell) => shell.point(cell && { cell: cell.column }) });
  const outputs = shell.grid({
    label: strings.windows, onPoint: (cell) => shell.point(cell && { window: cell.column }),
  });
  const brackets = h("div", { class: "pool-brackets", "aria-hidden": "true" });
  brackets.addEventListener("pointerover", (event) => {
    const bracket = around(event, ".pool-bracket:not(.pool-refused)");
    if (bracket) shell.point({ window: Number(bracket.dataset.window) });
  });
  brackets.addEventListener("pointerleave", () => shell.point(null));
  cells.element.append(brackets);
  const [title, outputTitle] = [h("p", { class: "pool-title" }), h("p", { class: "pool-title" })];
  const frameworks = h("dl");
  const view = { shell, cells, outputs, brackets, title, outputTitle, frameworks };
  const numbers = [
    shell.step("n"), shell.step("kernel_size"), shell.step("stride"),
    shell.step("padding", { allowed: () => state.get("rule") !== "same" }), shell.step("dilation"),
  ];
  return shell.mount(() => draw(view),
    h("div", { class: "pool-line" }, title, cells.element),
    h("div", { class: "pool-say" }, shell.sentence, shell.where),
    h("div", { class: "pool-line" }, outputTitle, outputs.element),
    shell.tape.element, settings([shell.choose("rule")]), settings(numbers), frameworks);
}

/** @param {View} view */
function draw({ shell, cells, outputs, brackets, title, outputTitle, frameworks }) {
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const axis = rulerAxis(state);
  const layout = rulerLayout(axis, state.rule === "ceil");
  const step = Math.min(state.step, axis.outputs - 1);
  const chosen = Math.min(pointed?.window ?? step, axis.outputs - 1);
  const [start, end] = windowBounds(axis, chosen);
  cells.update([cellRow(strings, axis, layout, windowTaps(axis, chosen))]);
  outputs.update([outputRow(strings, axis, step, chosen, pointed?.cell)]);
  place(cells.frame, 0, start - layout.first, 1, end - start);
  place(outputs.frame, 0, chosen, 1, 1);
  drawBrackets(brackets, strings, layout, chosen, pointed?.cell);
  setText(title, fill(strings.size, { n: axis.n, before: axis.before, after: axis.after }));
  setText(outputTitle, fill(strings.outputs, { count: axis.outputs }));
  drawVerdicts(frameworks, strings, state, axis);
  const range = (/** @type {number} */ a, /** @type {number} */ b) => fill(strings.range, { a, b });
  const unseen = fill(strings.unseen, { cells: spell(layout.unseen, range) });
  shell.say({
    sentence: reading(strings, axis, chosen, range),
    where: layout.unseen.length ? unseen : strings.all_seen,
    formula: formula(strings, state, axis),
  });
}

/** @param {Strings} strings @param {Axis} axis @param {Layout} layout @param {number[]} taps */
function cellRow(strings, { n, after }, { first, end, unseen }, taps) {
  return Array.from({ length: end - first }, (_, x) => {
    const column = first + x;
    const tapped = taps.includes(column) ? "pool-tapped" : "";
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
 * @param {Strings} strings @param {Axis} axis @param {number} step @param {number} chosen
 * @param {number | undefined} cell the cell that is pointed at
 */
function outputRow(strings, axis, step, chosen, cell) {
  const fed = cell === undefined ? [] : windowsReading(axis, cell);
  return Array.from({ length: axis.outputs }, (_, window) => {
    const done = window <= step || window === chosen;
    const [a, b] = windowBounds(axis, window);
    return {
      row: 0, column: window, text: String(window + 1), level: done ? 2 : "-none",
      state: `${done ? "" : "pool-waiting"} ${fed.includes(window) ? "pool-fed" : ""}`,
      label: fill(strings.window_label, { window: window + 1, a, b: b - 1 }),
    };
  });
}

/**
 * @param {HTMLElement} brackets @param {Strings} strings @param {Layout} layout @param {number} chosen
 * @param {number | undefined} cell the cell that is pointed at
 */
function drawBrackets(brackets, strings, { brackets: asked, first, lanes }, chosen, cell) {
  brackets.style.setProperty("--lanes", String(lanes));
  const elements = resize(brackets, asked.length, () => h("div", {}, h("b")));
  asked.forEach(({ i, lane, start, span, taps, refused }, n) => {
    const fed = cell !== undefined && taps.includes(cell);
    const looks = [refused ? "pool-refused" : "", i === chosen ? "pool-chosen" : "", fed ? "pool-fed-bracket" : ""];
    elements[n].dataset.window = String(i);
    elements[n].className = `pool-bracket ${looks.join(" ")}`;
    place(elements[n], lane, start - first, 1, span);
    elements[n].style.setProperty("--dilation", String(taps.length > 1 ? taps[1] - taps[0] : 1));
    setText(nth(elements[n], 0), refused ? strings.refused : String(i + 1));
  });
}

/** @param {HTMLElement} list @param {Strings} strings @param {State} state @param {Axis} axis */
function drawVerdicts(list, strings, state, axis) {
  const rows = Object.entries(verdicts(state, axis));
  if (!list.children.length) list.append(...rows.map(([name]) => h("div", {}, h("dt", {}, name), h("dd"))));
  rows.forEach(([, [name, values]], k) => setText(nth(nth(list, k), 1), fill(strings[name], values)));
}

/**
 * Which cells a window reads, and how much padding.
 * @param {Strings} strings @param {Axis} axis @param {number} i @param {(a: number, b: number) => string} range
 */
function reading(strings, axis, i, range) {
  const taps = windowTaps(axis, i);
  const real = taps.filter((p) => p >= 0 && p < axis.n);
  const padded = taps.length - real.length;
  const window = fill(strings.window_of, { i: i + 1, n: axis.outputs });
  if (!real.length) return fill(strings.reads_padding, { window });
  const reads = fill(strings.reads, { window, cells: spell(real, range) });
  return padded ? `${reads} ${fill(strings.and_padding, { count: padded })}` : reads;
}

/** @param {Strings} strings @param {State} state @param {Axis} axis */
function formula(strings, { rule }, axis) {
  const { n, outputs: count, dilation: d, kernelSize: k, stride: s, before } = axis;
  if (rule === "same") return `⌈${n} / ${s}⌉ = ${count}`;
  const span = d === 1 ? `${k}` : `(${d}·(${k} − 1) + 1)`;
  const [open, close] = rule === "ceil" ? ["⌈", "⌉"] : ["⌊", "⌋"];
  const asked = rule === "ceil" ? bareCeiling(axis) : count;
  const text = `${open}(${n} + 2·${before} − ${span}) / ${s}${close} + 1 = ${asked}`;
  return asked === count ? text : fill(strings.corrected, { formula: text, window: asked, count });
}

/** @param {State} state */
function python({ n, kernel_size, stride, padding, dilation, rule }) {
  const options = [`stride=${stride}`];
  if (rule === "same") options.push('padding="same"');
  else if (padding) options.push(`padding=${padding}`);
  if (dilation > 1) options.push(`dilation=${dilation}`);
  if (rule === "ceil") options.push("ceil_mode=True");
  return `from pooltools import output_size\n\noutput_size(${n}, ${kernel_size}, ${options.join(", ")})\n`;
}
