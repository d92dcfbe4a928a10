// @ts-check
/**
 * Pictures as flat arrays of grey levels: noise, pooling, and how far two are apart.
 * The same integer arithmetic as noise.py, so that both give the same pixels.
 *
 * @import { Picture } from "./alias.js"
 * @typedef {"max" | "average" | "median"} Summary
 * @typedef {Record<Summary, Picture>} Pooled
 */
import { mix } from "./hash.js";

/** Standard deviation of the sum of four uniform 16-bit numbers, and its mean. */
const SPREAD = 37837;
const MIDDLE = 131070;

/**
 * The picture with Gaussian noise (the sum of four uniform numbers; sigma in grey
 * levels) and then salt and pepper (percent of the pixels), kept within 0 to 255.
 * @param {Float64Array} picture @param {number} sigma @param {number} salt
 */
export function withNoise(picture, sigma, salt) {
  if (!sigma && !salt) return picture;
  const grains = salt * 42949672;
  return picture.map((clean, i) => {
    const grain = mix(3 * i + 2);
    if (grain < grains) return grain & 1 ? 255 : 0;
    const [a, b] = [mix(3 * i), mix(3 * i + 1)];
    const sum = (a >>> 16) + (a & 0xffff) + (b >>> 16) + (b & 0xffff) - MIDDLE;
    return Math.min(Math.max(clean + Math.floor((sum * sigma) / SPREAD + 0.5), 0), 255);
  });
}

/**
 * Sort the values of window (i, j) into an array that holds just so many; returns their sum.
 * @param {Picture} picture @param {number} k @param {number} i @param {number} j @param {Float64Array} sorted
 */
function sortWindow({ pixels, width }, k, i, j, sorted) {
  let total = 0;
  for (let count = 0; count < k * k; count += 1) {
    const value = pixels[(i * k + Math.floor(count / k)) * width + j * k + (count % k)];
    total += value;
    let at = count;
    for (; at > 0 && sorted[at - 1] > value; at -= 1) sorted[at] = sorted[at - 1];
    sorted[at] = value;
  }
  return total;
}

/**
 * The values of window (i, j), sorted.
 * @param {Picture} picture @param {number} k @param {number} i @param {number} j
 */
export function sortedWindow(picture, k, i, j) {
  const sorted = new Float64Array(k * k);
  sortWindow(picture, k, i, j, sorted);
  return sorted;
}

/**
 * Where each summary stands in the sorted values: the average among its equals, or between its neighbours.
 * @param {ArrayLike<number> & Pick<number[], "findIndex" | "findLastIndex">} sorted @param {number} average
 */
export function stripPlaces(sorted, average) {
  const first = sorted.findIndex((value) => value >= average);
  const last = sorted.findLastIndex((value) => value <= average);
  const between = last + (average - sorted[last]) / (sorted[first] - sorted[last]);
  const place = first <= last ? (first + last) / 2 : between;
  return { max: sorted.length - 1, average: place, median: (sorted.length - 1) / 2, min: 0 };
}

/**
 * All three poolings at once, with stride = window.
 * @param {Picture} picture @param {number} k
 * @returns {Pooled}
 */
export function poolPicture(picture, k) {
  const [height, width] = [Math.floor(picture.height / k), Math.floor(picture.width / k)];
  const empty = () => ({ height, width, pixels: new Float64Array(height * width) });
  const pooled = { max: empty(), average: empty(), median: empty() };
  const sorted = new Float64Array(k * k); // one for all windows: there are thousands
  for (let n = 0; n < height * width; n += 1) {
    const total = sortWindow(picture, k, Math.floor(n / width), n % width, sorted);
    pooled.max.pixels[n] = sorted[sorted.length - 1];
    pooled.average.pixels[n] = total / sorted.length;
    pooled.median.pixels[n] = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  }
  return pooled;
}

/** Root mean square difference of two pictures, in grey levels. @param {Picture} one @param {Picture} other */
export function rmse(one, other) {
  const total = one.pixels.reduce((sum, value, i) => sum + (value - other.pixels[i]) ** 2, 0);
  return Math.sqrt(total / one.pixels.length);
}
