// @ts-check
/**
 * What is said of the windows along one axis.
 *
 * @import { Axis } from "../arithmetic/pool.js"
 * @import { Rule, Told } from "../arithmetic/ruler_layout.js"
 * @import { Strings } from "./dom.js"
 */
import { windowTaps } from "../arithmetic/pool.js";
import { bareCeiling, spell } from "../arithmetic/ruler_layout.js";
import { fill, h, nth, setText } from "./dom.js";

/**
 * Which cells a window reads, and how much padding; nothing of it before it has read them.
 * @param {Strings} strings @param {Axis} axis @param {number} i @param {boolean} read
 * @param {(a: number, b: number) => string} range
 */
export function reading(strings, axis, i, read, range) {
  const taps = windowTaps(axis, i);
  const real = taps.filter((p) => p >= 0 && p < axis.n);
  const padded = taps.length - real.length;
  const window = fill(strings.window_of, { i: i + 1, n: axis.outputs });
  if (!read) return fill(strings.reads, { window, cells: "…" });
  if (!real.length) return fill(strings.reads_padding, { window });
  const reads = fill(strings.reads, { window, cells: spell(real, range) });
  return padded ? `${reads} ${fill(strings.and_padding, { count: padded })}` : reads;
}

/** @param {Strings} strings @param {Rule} rule @param {Axis} axis */
export function axisFormula(strings, rule, axis) {
  const { n, outputs: count, dilation: d, kernelSize: k, stride: s, before } = axis;
  if (rule === "same") return `⌈${n} / ${s}⌉ = ${count}`;
  const span = d === 1 ? `${k}` : `(${d}·(${k} − 1) + 1)`;
  const [open, close] = rule === "ceil" ? ["⌈", "⌉"] : ["⌊", "⌋"];
  const asked = rule === "ceil" ? bareCeiling(axis) : count;
  const text = `${open}(${n} + 2·${before} − ${span}) / ${s}${close} + 1 = ${asked}`;
  return asked === count ? text : fill(strings.corrected, { formula: text, window: asked, count });
}

/**
 * What each framework makes of it.
 * @param {HTMLElement} list @param {Strings} strings @param {[string, Told][]} rows
 */
export function drawVerdicts(list, strings, rows) {
  if (!list.children.length) list.append(...rows.map(([name]) => h("div", {}, h("dt", {}, name), h("dd"))));
  rows.forEach(([, [name, values]], k) => setText(nth(nth(list, k), 1), fill(strings[name], values)));
}
