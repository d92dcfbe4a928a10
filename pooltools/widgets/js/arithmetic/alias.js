// @ts-check
/**
 * Moving a picture in a circle and shrinking it: what the Sawtooth shows.
 *
 * @typedef {{ height: number, width: number, pixels: Float64Array }} Picture pixels in reading order
 * @typedef {"subsample" | "max" | "average" | "max-blur" | "polyphase"} Way
 */
import { makeAxis, windowTaps } from "./pool.js";

/** @type {Way[]} */
export const WAYS = ["subsample", "max", "average", "max-blur", "polyphase"];

/** @param {number} p @param {number} n */
const wrap = (p, n) => ((p % n) + n) % n;

/** Move to the right by whole pixels. @param {Picture} picture @param {number} step @returns {Picture} */
export function moveRight({ height, width, pixels }, step) {
  const moved = pixels.map((_, n) => {
    const row = Math.floor(n / width);
    return pixels[row * width + wrap(n - row * width - step, width)];
  });
  return { height, width, pixels: moved };
}

/**
 * Combine the windows along one axis of a picture whose borders wrap.
 * @param {Picture} picture @param {boolean} vertical @param {number} k @param {number} stride @param {number} start
 * @param {(values: number[]) => number} combine
 * @returns {Picture}
 */
function along(picture, vertical, k, stride, start, combine) {
  const { height, width, pixels } = picture;
  const n = vertical ? height : width;
  // beyond the end a window reads on from the start
  const axis = makeAxis(n + Math.max(k - stride, 0), k, { stride });
  const [rows, columns] = vertical ? [axis.outputs, width] : [height, axis.outputs];
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const places = windowTaps(axis, vertical ? i : j).map((p) => wrap(p + start, n));
      out[i * columns + j] = combine(places.map((p) => (vertical ? pixels[p * width + j] : pixels[i * width + p])));
    }
  }
  return { height: rows, width: columns, pixels: out };
}

/**
 * @param {Picture} picture @param {number} k @param {number} stride @param {number} start
 * @param {(values: number[]) => number} combine
 */
function both(picture, k, stride, start, combine) {
  return along(along(picture, true, k, stride, start, combine), false, k, stride, start, combine);
}

/** @param {number[]} values */
const largest = (values) => Math.max(...values);
/** @param {number[]} values */
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** Weights of a row of Pascal's triangle. @param {number} taps */
export function pascal(taps) {
  let row = [1];
  while (row.length < taps) row = [...row, 0].map((v, n) => (v + (row[n - 1] ?? 0)) / 2);
  return row;
}

/** @param {Picture} picture @param {number} stride */
export function blur(picture, stride) {
  const weights = pascal(2 * stride - 1);
  const weigh = (/** @type {number[]} */ values) => values.reduce((sum, v, n) => sum + weights[n] * v, 0);
  return both(picture, weights.length, stride, 1 - stride, weigh);
}

/** Every place of a stride-1 maximum: the windows before any are dropped. @param {Picture} picture @param {number} k */
export function denseMax(picture, k) {
  return both(picture, k, 1, 0, largest);
}

/** Shrink a picture by `stride`. @param {Picture} picture @param {Way} way @param {number} stride */
export function shrink(picture, way, stride) {
  if (way === "max") return both(picture, stride, stride, 0, largest);
  if (way === "average") return both(picture, stride, stride, 0, mean);
  if (way === "max-blur") return blur(denseMax(picture, stride), stride);
  if (way === "subsample") return keep(picture, stride, 0, 0);
  const dense = denseMax(picture, stride);
  const places = Array.from({ length: stride * stride }, (_, n) => n);
  const grids = places.map((n) => keep(dense, stride, Math.floor(n / stride), n % stride));
  const sizes = grids.map(({ pixels }) => pixels.reduce((sum, v) => sum + v * v, 0));
  return grids[sizes.indexOf(Math.max(...sizes))];
}

/** One pixel of each stride. @param {Picture} from @param {number} stride @param {number} top @param {number} left */
function keep(from, stride, top, left) {
  return along(along(from, true, 1, stride, top, largest), false, 1, stride, left, largest);
}

/** The sum of all differences over the sum of all values. @param {Picture} before @param {Picture} after */
export function change(before, after) {
  let [size, difference] = [0, 0];
  before.pixels.forEach((v, n) => {
    size += Math.abs(v);
    difference += Math.abs(after.pixels[n] - v);
  });
  return size ? difference / size : 0;
}

/**
 * How far the shrunk picture of a moved one is from the shrunk picture, moved: the
 * better of the two neighbouring whole moves. Returns that picture, too.
 * @param {Picture} still @param {Picture} moved @param {number} step @param {number} stride
 */
function lag(still, moved, step, stride) {
  const tries = [Math.floor(step / stride), Math.ceil(step / stride)].map((n) => moveRight(still, n));
  const errors = tries.map((picture) => change(picture, moved));
  return { error: Math.min(...errors), expected: tries[errors[1] < errors[0] ? 1 : 0] };
}

/** The absolute difference of two pictures of one size, pixel by pixel. @param {Picture} a @param {Picture} b */
function apart(a, b) {
  return { ...a, pixels: a.pixels.map((value, n) => Math.abs(value - b.pixels[n])) };
}

/**
 * Every shift from 0 to `most`: the small picture, what did not follow, and the error.
 * @param {Picture} picture @param {Way} way @param {number} stride @param {number} most
 */
export function shifts(picture, way, stride, most) {
  const still = shrink(picture, way, stride);
  return Array.from({ length: most + 1 }, (_, step) => {
    const small = shrink(moveRight(picture, step), way, stride);
    const { error, expected } = lag(still, small, step, stride);
    return { small, left: apart(small, expected), error };
  });
}
