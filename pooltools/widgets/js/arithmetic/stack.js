// @ts-check
/** How far a stack of layers sees, and what it costs: the mirror of zoom.py. */
import { outputSize } from "./pool.js";

export const [SIDE, MAPS, MOST] = [224, 64, 24];
const NOTATION = /^(conv|pool)(\d+)(?:\/(\d+))?(?:@(\d+))?$/;
const ownStride = ({ kind, k }) => (kind === "conv" ? 1 : k);

/** "conv3 conv3/2 conv3@2 pool2" as layers; null where it is no such stack. */
export function readStack(text) {
  const layers = text.split(" ").map((word) => {
    const [, kind, ...numbers] = NOTATION.exec(word) ?? [];
    const [k, s, d] = numbers.map((digits) => digits && Number(digits));
    return kind ? { kind, k, s: s ?? ownStride({ kind, k }), d: d ?? 1 } : null;
  });
  const fine = (layer) => layer && [[layer.k, 11], [layer.s, 11], [layer.d, 4]].every(([v, most]) => v >= 1 && v <= most) && (layer.kind === "conv" || layer.d === 1);
  return layers.length <= MOST && layers.every(fine) && follow(layers).every(({ outputs }) => outputs > 0) ? layers : null;
}

export function writeStack(layers) {
  return layers.map((layer) => {
    const { kind, k, s, d } = layer;
    return [kind, k, s === ownStride(layer) ? "" : `/${s}`, d > 1 ? `@${d}` : ""].join("");
  }).join(" ");
}

/** Padding that keeps the size where the stride is 1 and the span odd. */
export function margin({ k, d }) {
  return Math.floor((d * (k - 1)) / 2);
}

/** One row per layer: what a cell sees along one axis, the map's side, the multiply-adds. */
export function follow(layers) {
  let [size, jump, start, outputs, channels] = [1, 1, 0, SIDE, 3];
  return layers.map((layer) => {
    const { kind, k, s, d } = layer;
    const padding = margin(layer);
    size += d * (k - 1) * jump;
    start -= padding * jump;
    jump *= s;
    outputs = outputSize(outputs, k, { stride: s, padding: [padding, padding], dilation: d });
    const cost = kind === "conv" ? outputs * outputs * MAPS * channels * k * k : 0;
    if (kind === "conv") channels = MAPS;
    return { ...layer, size, jump, start, outputs, cost };
  });
}

export function totalCost(rows) {
  return rows.reduce((sum, { cost }) => sum + cost, 0);
}

/** The cell whose view has its middle closest to pixel p. */
export function nearestCell({ size, jump, start, outputs }, p) {
  return Math.min(Math.max(Math.round((p - start - (size - 1) / 2) / jump), 0), outputs - 1);
}

/** The half-open range of cells whose view holds pixel p. */
export function cellsSeeing({ size, jump, start, outputs }, p) {
  return [Math.max(Math.floor((p - start - size) / jump) + 1, 0), Math.min(Math.floor((p - start) / jump) + 1, outputs)];
}

/** A list with one entry at another place. */
export function reordered(list, from, to) {
  const rest = list.filter((_, n) => n !== from);
  rest.splice(to, 0, list[from]);
  return rest;
}

/** The picture on the grid of a layer's cells: each the mean of what lies nearest to it. */
export function mosaic(pixels, { size, jump, start, outputs }) {
  const bounds = Array.from({ length: outputs }, (_, i) => {
    const low = Math.min(Math.max(Math.round(start + i * jump + (size - jump) / 2), 0), SIDE - 1);
    return [low, Math.min(Math.max(low + 1, Math.round(start + i * jump + (size + jump) / 2)), SIDE)];
  });
  return Float64Array.from({ length: outputs * outputs }, (_, n) => {
    const [[top, bottom], [left, right]] = [bounds[Math.floor(n / outputs)], bounds[n % outputs]];
    let sum = 0;
    for (let i = top; i < bottom; i += 1) for (let j = left; j < right; j += 1) sum += pixels[i * SIDE + j];
    return sum / ((bottom - top) * (right - left));
  });
}
