// @ts-check
/**
 * Moving a picture in a circle and shrinking it: what the Sawtooth shows. Pure.
 * A picture is { height, width, pixels }, pixels in reading order.
 */
import { makeAxis, windowTaps } from "./pool.js";

export const WAYS = ["subsample", "max", "average", "max-blur", "polyphase"];
const wrap = (p, n) => ((p % n) + n) % n;

/** Move to the right by whole pixels. */
export function moveRight({ height, width, pixels }, step) {
  const moved = pixels.map((_, n) => {
    const row = Math.floor(n / width);
    return pixels[row * width + wrap(n - row * width - step, width)];
  });
  return { height, width, pixels: moved };
}

/** Combine the windows along one axis of a picture whose borders wrap. */
function along(picture, vertical, k, stride, start, combine) {
  const { height, width, pixels } = picture;
  const n = vertical ? height : width;
  // beyond the end a window reads on from the start
  const axis = makeAxis(n + Math.max(k - stride, 0), k, { stride });
  const [rows, columns] = vertical ? [axis.outputs, width] : [height, axis.outputs];
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const values = windowTaps(axis, vertical ? i : j).map((p) => wrap(p + start, n)).map((p) => (vertical ? pixels[p * width + j] : pixels[i * width + p]));
      out[i * columns + j] = combine(values);
    }
  }
  return { height: rows, width: columns, pixels: out };
}

const both = (picture, k, stride, start, combine) => along(along(picture, true, k, stride, start, combine), false, k, stride, start, combine);
const largest = (values) => Math.max(...values);
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** Weights of a row of Pascal's triangle. */
export function pascal(taps) {
  let row = [1];
  while (row.length < taps) row = [...row, 0].map((v, n) => (v + (row[n - 1] ?? 0)) / 2);
  return row;
}

export function blur(picture, stride) {
  const weights = pascal(2 * stride - 1);
  return both(picture, weights.length, stride, 1 - stride, (values) => values.reduce((sum, v, n) => sum + weights[n] * v, 0));
}

/** Every place of a stride-1 maximum: the windows before any are dropped. */
export function denseMax(picture, k) {
  return both(picture, k, 1, 0, largest);
}

/** Shrink a picture by `stride` in one of the WAYS. */
export function shrink(picture, way, stride) {
  if (way === "max") return both(picture, stride, stride, 0, largest);
  if (way === "average") return both(picture, stride, stride, 0, mean);
  if (way === "max-blur") return blur(denseMax(picture, stride), stride);
  const keep = (from, top, left) => along(along(from, true, 1, stride, top, largest), false, 1, stride, left, largest);
  if (way === "subsample") return keep(picture, 0, 0);
  const dense = denseMax(picture, stride);
  const grids = Array.from({ length: stride * stride }, (_, n) => keep(dense, Math.floor(n / stride), n % stride));
  const sizes = grids.map(({ pixels }) => pixels.reduce((sum, v) => sum + v * v, 0));
  return grids[sizes.indexOf(Math.max(...sizes))];
}

/** The sum of all differences over the sum of all values. */
export function change(before, after) {
  const [size, difference] = before.pixels.reduce(([a, b], v, n) => [a + Math.abs(v), b + Math.abs(after.pixels[n] - v)], [0, 0]);
  return size ? difference / size : 0;
}

/**
 * How far the shrunk picture of a moved one is from the shrunk picture, moved: the
 * better of the two neighbouring whole moves. Returns that picture, too.
 */
export function follow(still, moved, step, stride) {
  const tries = [Math.floor(step / stride), Math.ceil(step / stride)].map((n) => moveRight(still, n));
  const errors = tries.map((picture) => change(picture, moved));
  return { error: Math.min(...errors), expected: tries[errors[1] < errors[0] ? 1 : 0] };
}

/** The error at every shift from 0 to `most`. */
export function teeth(picture, way, stride, most) {
  const still = shrink(picture, way, stride);
  return Array.from({ length: most + 1 }, (_, step) => follow(still, shrink(moveRight(picture, step), way, stride), step, stride).error);
}
