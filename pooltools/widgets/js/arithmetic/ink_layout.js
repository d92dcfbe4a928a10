// @ts-check
/**
 * The windows of the Ink & Noise Lab on its picture, counted from 0 in reading order.
 *
 * @import { Picture } from "./alias.js"
 * @import { Pooled, Summary } from "./noise.js"
 * @import { Pair } from "./pool.js"
 * @typedef {{ value: number, row: number, column: number }} Ordered a number of a window, and where in it it was
 */
import { rmse } from "./noise.js";

export const HEIGHT = 128;
export const WIDTH = 192;
/** @type {Summary[]} */
export const WAYS = ["max", "average", "median"];

/** How many windows of size k fit, down and across. @param {number} k @returns {Pair} */
export function windowGrid(k) {
  return [Math.floor(HEIGHT / k), Math.floor(WIDTH / k)];
}

/** @param {number} k */
export function windowCount(k) {
  const [height, width] = windowGrid(k);
  return height * width;
}

/** The row and column of a window, the last one at most. @param {number} window @param {number} k @returns {Pair} */
export function placeOf(window, k) {
  const width = windowGrid(k)[1];
  const at = Math.min(window, windowCount(k) - 1);
  return [Math.floor(at / width), at % width];
}

/** The window at a row and column, or the nearest one. @param {Pair} place @param {number} k */
export function windowNear([i, j], k) {
  const [height, width] = windowGrid(k);
  return Math.min(Math.max(i, 0), height - 1) * width + Math.min(Math.max(j, 0), width - 1);
}

/** The window at shares of the picture's height and width. @param {Pair} shares @param {number} k */
export function windowAt([down, across], k) {
  return windowNear([Math.floor(down * (HEIGHT / k)), Math.floor(across * (WIDTH / k))], k);
}

/**
 * The window that a key leads to; undefined if it leads nowhere.
 * @param {number} window @param {string} key @param {number} k
 */
export function walk(window, key, k) {
  const [i, j] = placeOf(window, k);
  /** @type {{ [key: string]: Pair | undefined }} */
  const targets = {
    ArrowUp: [i - 1, j], ArrowDown: [i + 1, j], ArrowLeft: [i, j - 1], ArrowRight: [i, j + 1],
    Home: [i, 0], End: [i, WIDTH],
  };
  const target = targets[key];
  return target && windowNear(target, k);
}

/**
 * The window of size k over the middle of one of another size: a letter stays in view.
 * @param {number} window @param {number} size @param {number} k
 */
export function sameSpot(window, size, k) {
  const [i, j] = placeOf(window, size).map((n) => Math.floor(((n + 0.5) * size) / k));
  return windowNear([i, j], k);
}

/**
 * The numbers of window (i, j) from small to large.
 * @param {Picture} picture @param {number} k @param {number} i @param {number} j
 * @returns {Ordered[]}
 */
export function windowInOrder({ pixels, width }, k, i, j) {
  const cells = Array.from({ length: k * k }, (_, n) => {
    const [row, column] = [Math.floor(n / k), n % k];
    return { value: pixels[(i * k + row) * width + j * k + column], row, column };
  });
  return cells.sort((a, b) => a.value - b.value);
}

/** How much of the picture the lens shows, along a side. */
export const LENS = 24;

/**
 * The corner of what the lens shows: round the middle of a window.
 * @param {Pair} place @param {number} k @returns {Pair}
 */
export function lensAt([i, j], k) {
  const near = (/** @type {number} */ middle, /** @type {number} */ most) =>
    Math.min(Math.max(Math.round(middle - LENS / 2), 0), most - LENS);
  return [near((i + 0.5) * k, HEIGHT), near((j + 0.5) * k, WIDTH)];
}

/** The picture before the noise. @param {Float64Array} clean @param {boolean} invert @returns {Picture} */
export function stillPicture(clean, invert) {
  return { height: HEIGHT, width: WIDTH, pixels: invert ? clean.map((value) => 255 - value) : clean };
}

/** How far each summary is from what it would be without noise. @param {Pooled} pooled @param {Pooled} wanted */
export function errorsOf(pooled, wanted) {
  return WAYS.map((way) => rmse(pooled[way], wanted[way]));
}
