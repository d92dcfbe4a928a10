// @ts-check
/** Where the brackets of the ruler go. Numbers in, numbers out. */
import { makeAxis, samePadding, unseenCells, windowBounds, windowTaps } from "./pool.js";

/** The axis that a ruler's state describes; "same" chooses its own padding. */
export function rulerAxis({ n, kernel_size, stride, padding, dilation, rule }) {
  const both = rule === "same" ? samePadding(n, kernel_size, stride, dilation) : [padding, padding];
  return makeAxis(n, kernel_size, { stride, padding: both, dilation, ceil_mode: rule === "ceil" });
}

/** The number of windows that rounding up alone would ask for. */
export function bareCeiling(axis) {
  const span = axis.dilation * (axis.kernelSize - 1) + 1;
  return Math.ceil((axis.n + axis.before + axis.after - span) / axis.stride) + 1;
}

/**
 * Everything a ruler shows: the positions from the first padding to the last
 * overhanging tap, and a bracket per window, in as few lanes as keep them apart.
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
 * What each framework makes of a setting: the name of a sentence, and what to put
 * into it. The sizes were compared with these releases for every setting of the ruler.
 */
export function verdicts({ n, kernel_size: k, stride: s, padding: p, dilation: d, rule }, { outputs: count }) {
  const [same, ceil] = [rule === "same", rule === "ceil"];
  const gives = (...call) => ["gives", { count, call: call.filter(Boolean).join(", ") }];
  const smallest = Math.ceil(n / s);
  const tensorflow = () => {
    if (d > 1) return ["tf_dilation", {}];
    if (ceil) return ["tf_ceil", { count: smallest }];
    if (same || !p) return gives(`padding="${same ? "SAME" : "VALID"}"`);
    return ["tf_padding", { count, call: `padding=[[0,0],[${p},${p}],[${p},${p}],[0,0]]` }];
  };
  const onnxSame = () => {
    const [name, values] = gives(`strides=[${s}]`, d > 1 && `dilations=[${d}]`, "auto_pad=SAME_UPPER");
    if (d > 1 && k > 1) return ["onnx_dilation", values];
    return d === 1 && (smallest - 1) * s + k < n ? ["onnx_gap", values] : [name, values];
  };
  return {
    "PyTorch 2.13": same ? ["torch_same", {}] : gives(p && `padding=${p}`, d > 1 && `dilation=${d}`, `ceil_mode=${ceil ? "True" : "False"}`),
    "TensorFlow 2.21": tensorflow(),
    "ONNX opset 22": same ? onnxSame() : gives(`strides=[${s}]`, p && `pads=[${p},${p}]`, d > 1 && `dilations=[${d}]`, `ceil_mode=${Number(ceil)}`),
  };
}

/** Cells as a reader says them: "2 to 4" where they follow each other, else a list. */
export function spell(cells, range) {
  const runs = cells.length > 1 && cells.every((cell, k) => k === 0 || cell === cells[k - 1] + 1);
  return runs ? range(cells[0], cells[cells.length - 1]) : cells.join(", ");
}
