// @ts-check
/**
 * How far a stack of layers sees, and what it costs: the mirror of zoom.py.
 *
 * @import { Pair } from "./pool.js"
 * @typedef {{ kind: "conv" | "pool", k: number, s: number, d: number }} StackLayer kernel_size, stride, dilation
 * @typedef {{ size: number, jump: number, start: number, outputs: number }} View what a cell sees along one axis
 * @typedef {StackLayer & View & { cost: number }} Row
 */
import { outputSize } from "./pool.js";

export const [SIDE, MAPS, MOST] = [224, 64, 24];
const NOTATION = /^(conv|pool)(\d+)(?:\/(\d+))?(?:@(\d+))?$/;

/** @param {Pick<StackLayer, "kind" | "k">} layer */
const ownStride = ({ kind, k }) => (kind === "conv" ? 1 : k);

/** One word such as "conv3/2"; null where it is no layer. @param {string} word @returns {StackLayer | null} */
function readLayer(word) {
  const found = NOTATION.exec(word);
  if (!found) return null;
  const [, , k, s, d] = found.map(Number);
  const kind = word.startsWith("conv") ? "conv" : "pool";
  /** @type {StackLayer} */
  const layer = { kind, k, s: found[3] ? s : ownStride({ kind, k }), d: found[4] ? d : 1 };
  const within = (/** @type {number} */ v, /** @type {number} */ most) => v >= 1 && v <= most;
  const fine = within(k, 11) && within(layer.s, 11) && within(layer.d, 4) && (kind === "conv" || layer.d === 1);
  return fine ? layer : null;
}

/** Stacks that were read before: each step asks for a dozen. @type {Map<string, StackLayer[] | null>} */
const STACKS = new Map();

/** "conv3 conv3/2 conv3@2 pool2" as layers; null where it is no such stack. @param {string} text */
export function readStack(text) {
  const known = STACKS.get(text);
  if (known !== undefined) return known;
  const layers = text.split(" ").map(readLayer).filter((layer) => layer !== null);
  const whole = layers.length === text.split(" ").length && layers.length <= MOST;
  const read = whole && follow(layers).every(({ outputs }) => outputs > 0) ? layers : null;
  STACKS.set(text, read);
  return read;
}

/** @param {StackLayer[]} layers */
export function writeStack(layers) {
  return layers.map((layer) => {
    const { kind, k, s, d } = layer;
    return [kind, k, s === ownStride(layer) ? "" : `/${s}`, d > 1 ? `@${d}` : ""].join("");
  }).join(" ");
}

/** Padding that keeps the size where the stride is 1 and the span odd. @param {Pick<StackLayer, "k" | "d">} layer */
export function margin({ k, d }) {
  return Math.floor((d * (k - 1)) / 2);
}

/**
 * One row per layer: what a cell sees along one axis, the map's side, the multiply-adds.
 * @param {StackLayer[]} layers
 * @returns {Row[]}
 */
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

/** @param {Pick<Row, "cost">[]} rows */
export function totalCost(rows) {
  return rows.reduce((sum, { cost }) => sum + cost, 0);
}

/** The cell whose view has its middle closest to pixel p. @param {View} view @param {number} p */
export function nearestCell({ size, jump, start, outputs }, p) {
  return Math.min(Math.max(Math.round((p - start - (size - 1) / 2) / jump), 0), outputs - 1);
}

/**
 * The half-open range of cells whose view holds pixel p.
 * @param {View} view @param {number} p
 * @returns {Pair}
 */
export function cellsSeeing({ size, jump, start, outputs }, p) {
  const [first, last] = [Math.floor((p - start - size) / jump) + 1, Math.floor((p - start) / jump) + 1];
  return [Math.max(first, 0), Math.min(last, outputs)];
}

/** A list with one entry at another place. @template T @param {T[]} list @param {number} from @param {number} to */
export function reordered(list, from, to) {
  const rest = list.filter((_, n) => n !== from);
  rest.splice(to, 0, list[from]);
  return rest;
}

/**
 * The picture on the grid of a layer's cells: each the mean of what lies nearest to it.
 * @param {ArrayLike<number>} pixels @param {View} view
 */
export function mosaic(pixels, { size, jump, start, outputs }) {
  const bounds = Array.from({ length: outputs }, (_, i) => {
    const middle = start + i * jump + size / 2;
    const low = Math.min(Math.max(Math.round(middle - jump / 2), 0), SIDE - 1);
    return [low, Math.min(Math.max(low + 1, Math.round(middle + jump / 2)), SIDE)];
  });
  const means = new Float64Array(outputs * outputs);
  bounds.forEach(([top, bottom], row) => bounds.forEach(([left, right], column) => {
    let sum = 0;
    for (let i = top; i < bottom; i += 1) for (let j = left; j < right; j += 1) sum += pixels[i * SIDE + j];
    means[row * outputs + column] = sum / ((bottom - top) * (right - left));
  }));
  return means;
}
