// @ts-check
/**
 * What the Zoom Stack says of a layer.
 *
 * @import { StackLayer } from "../arithmetic/stack.js"
 * @import { ZoomLayout } from "../arithmetic/zoom_layout.js"
 * @import { Strings } from "./dom.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { fill } from "./dom.js";

/** @param {Strings} strings @param {StackLayer} layer */
export function named(strings, { kind, k, s, d }) {
  return `${strings[kind]} ${k} × ${k}${s > 1 ? `, stride ${s}` : ""}${d > 1 ? `, dilation ${d}` : ""}`;
}

/** @param {Strings} strings @param {ZoomLayout} now */
export function whereabouts(strings, { at, rows, row }) {
  const layer = fill(strings.layer_of, { i: at + 1, n: rows.length });
  return fill(strings.after, { layer, name: named(strings, row), start: formatNumber(row.start) });
}

/** @param {ZoomLayout} now @param {(number: number) => number | string} told */
export function formula({ at, rows, row: { k, s, d, size, jump } }, told) {
  const before = at ? rows[at - 1] : { size: 1, jump: 1 };
  const span = d > 1 ? `${d} · (${k} − 1)` : `(${k} − 1)`;
  const seen = `r = ${before.size} + ${span} · ${before.jump} = ${told(size)}`;
  return `${seen}, jump = ${before.jump} · ${s} = ${told(jump)}`;
}

/** @param {number} count of multiply-adds */
export function formatCost(count) {
  return count >= 1e9 ? `${formatNumber(count / 1e9)} G` : `${formatNumber(count / 1e6)} M`;
}
