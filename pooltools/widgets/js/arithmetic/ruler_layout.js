// @ts-check
/**
 * Where the brackets of the ruler go. Numbers in, numbers out.
 *
 * @import { Axis } from "./pool.js"
 * @typedef {"floor" | "ceil" | "same"} Rule
 * @typedef {{ n: number, kernel_size: number, stride: number, padding: number, dilation: number, rule: Rule }} Setting
 * @typedef {{ i: number, lane: number, start: number, span: number, taps: number[], refused: boolean }} Bracket
 * @typedef {{ first: number, end: number, lanes: number, brackets: Bracket[], unseen: number[] }} Layout
 * @typedef {[name: string, values: { [gap: string]: string | number }]} Told a sentence's name, and what to put into it
 */
import { makeAxis, samePadding, unseenCells, windowBounds, windowTaps } from "./pool.js";

/** The axis that a ruler's state describes; "same" chooses its own padding. @param {Setting} setting */
export function rulerAxis({ n, kernel_size, stride, padding: p, dilation, rule }) {
  /** @type {[number, number]} */
  const padding = rule === "same" ? samePadding(n, kernel_size, stride, dilation) : [p, p];
  return makeAxis(n, kernel_size, { stride, padding, dilation, ceil_mode: rule === "ceil" });
}

/** The number of windows that rounding up alone would ask for. @param {Axis} axis */
export function bareCeiling(axis) {
  const span = axis.dilation * (axis.kernelSize - 1) + 1;
  return Math.ceil((axis.n + axis.before + axis.after - span) / axis.stride) + 1;
}

/**
 * Everything a ruler shows: the positions from the first padding to the last
 * overhanging tap, and a bracket per window, in as few lanes as keep them apart.
 * @param {Axis} axis @param {boolean} ceiling
 * @returns {Layout}
 */
export function rulerLayout(axis, ceiling) {
  const span = axis.dilation * (axis.kernelSize - 1) + 1;
  const count = ceiling ? Math.max(axis.outputs, bareCeiling(axis)) : axis.outputs;
  const lanes = Math.max(Math.min(Math.ceil(span / axis.stride), count), 1);
  const brackets = Array.from({ length: count }, (_, i) => ({
    i, lane: i % lanes, start: windowBounds(axis, i)[0], span, taps: windowTaps(axis, i), refused: i >= axis.outputs,
  }));
  const end = Math.max(axis.n + axis.after, ...brackets.map(({ start }) => start + span));
  return { first: -axis.before, end, lanes, brackets, unseen: unseenCells(axis) };
}

/**
 * The window that settles whether anyone sees a cell, counted from 0: the first that starts
 * beyond it, or the last there is.
 * @param {Axis} axis @param {number} cell
 */
export function settledBy(axis, cell) {
  return Math.min(Math.max(Math.ceil((cell + axis.before + 1) / axis.stride), 0), axis.outputs - 1);
}

/**
 * How many cells the last window could go on before it stuck out over the end; none where it
 * already does, or where the next would fit.
 * @param {Axis} axis
 */
export function slackOf(axis) {
  const { n, after, stride, outputs } = axis;
  const slack = n + after - windowBounds(axis, outputs - 1)[1];
  return slack > 0 && slack < stride ? slack : 0;
}

/**
 * The window that starts nearest to a position, of those there are.
 * @param {Axis} axis @param {number} position
 */
export function windowNear({ before, stride, outputs }, position) {
  return Math.min(Math.max(Math.round((position + before) / stride), 0), outputs - 1);
}

/**
 * What each framework makes of a setting. The sizes were compared with these releases
 * for every setting of the ruler.
 * @param {Setting} setting @param {Axis} axis
 * @returns {{ [framework: string]: Told }}
 */
export function verdicts(setting, { outputs: count }) {
  const { padding: p, dilation: d, rule } = setting;
  const ceil = rule === "ceil";
  const torch = options(p && `padding=${p}`, d > 1 && `dilation=${d}`, `ceil_mode=${ceil ? "True" : "False"}`);
  return {
    "PyTorch 2.13": rule === "same" ? ["torch_same", {}] : ["gives", { count, call: torch }],
    "TensorFlow 2.21": tensorflow(setting, count),
    "ONNX opset 22": onnx(setting, count),
  };
}

/** @param {...(string | number | false)} given */
function options(...given) {
  return given.filter(Boolean).join(", ");
}

/** @param {Setting} setting @param {number} count @returns {Told} */
function tensorflow({ n, stride, padding: p, dilation, rule }, count) {
  if (dilation > 1) return ["tf_dilation", {}];
  if (rule === "ceil") return ["tf_ceil", { count: Math.ceil(n / stride) }];
  if (rule === "same" || !p) return ["gives", { count, call: `padding="${rule === "same" ? "SAME" : "VALID"}"` }];
  return ["tf_padding", { count, call: `padding=[[0,0],[${p},${p}],[${p},${p}],[0,0]]` }];
}

/** @param {Setting} setting @param {number} count @returns {Told} */
function onnx({ n, kernel_size: k, stride: s, padding: p, dilation: d, rule }, count) {
  const [strides, dilations] = [`strides=[${s}]`, d > 1 && `dilations=[${d}]`];
  if (rule !== "same") {
    const call = options(strides, p && `pads=[${p},${p}]`, dilations, `ceil_mode=${Number(rule === "ceil")}`);
    return ["gives", { count, call }];
  }
  const values = { count, call: options(strides, dilations, "auto_pad=SAME_UPPER") };
  if (d > 1 && k > 1) return ["onnx_dilation", values];
  const gap = d === 1 && (Math.ceil(n / s) - 1) * s + k < n;
  return [gap ? "onnx_gap" : "gives", values];
}

/**
 * Cells as a reader says them: "2 to 4" where they follow each other, else a list.
 * @param {number[]} cells @param {(a: number, b: number) => string} range
 */
export function spell(cells, range) {
  const runs = cells.length > 1 && cells.every((cell, k) => k === 0 || cell === cells[k - 1] + 1);
  return runs ? range(cells[0], cells[cells.length - 1]) : cells.join(", ");
}
