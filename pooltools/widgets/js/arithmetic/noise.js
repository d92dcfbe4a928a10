// @ts-check
/**
 * Pictures as flat arrays of grey levels: noise, pooling, and how far two are apart.
 * Pure. The same integer arithmetic as noise.py, so that both give the same pixels.
 */
import { mix } from "./hash.js";

/** Standard deviation of the sum of four uniform 16-bit numbers, and its mean. */
const SPREAD = 37837;
const MIDDLE = 131070;

/**
 * The picture with Gaussian noise (the sum of four uniform numbers; sigma in grey
 * levels) and then salt and pepper (percent of the pixels), kept within 0 to 255.
 */
export function withNoise(picture, sigma, salt) {
  const grains = salt * 42949672;
  return picture.map((clean, i) => {
    const grain = mix(3 * i + 2);
    if (grain < grains) return grain & 1 ? 255 : 0;
    const [a, b] = [mix(3 * i), mix(3 * i + 1)];
    const sum = (a >>> 16) + (a & 0xffff) + (b >>> 16) + (b & 0xffff) - MIDDLE;
    return Math.min(Math.max(clean + Math.floor((sum * sigma) / SPREAD + 0.5), 0), 255);
  });
}

const SUMMARIES = {
  max: (sorted) => sorted[sorted.length - 1],
  average: (sorted) => sorted.reduce((total, value) => total + value, 0) / sorted.length,
  median: (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2,
};

/** The values of window (i, j), sorted. */
export function sortedWindow({ pixels, width }, k, i, j) {
  const values = new Float64Array(k * k);
  for (let y = 0; y < k; y += 1) {
    const from = (i * k + y) * width + j * k;
    values.set(pixels.subarray(from, from + k), y * k);
  }
  return values.sort();
}

/** Where each summary stands in the sorted values: the average among its equals, or between its neighbours. */
export function stripPlaces(sorted, average) {
  const first = sorted.findIndex((value) => value >= average);
  const last = sorted.findLastIndex((value) => value <= average);
  const between = last + (average - sorted[last]) / (sorted[first] - sorted[last]);
  return { max: sorted.length - 1, average: first <= last ? (first + last) / 2 : between, median: (sorted.length - 1) / 2, min: 0 };
}

/** All three poolings at once, with stride = window: { max, average, median }. */
export function poolPicture(picture, k) {
  const [height, width] = [Math.floor(picture.height / k), Math.floor(picture.width / k)];
  const pooled = Object.fromEntries(Object.keys(SUMMARIES).map((name) => [name, { height, width, pixels: new Float64Array(height * width) }]));
  for (let i = 0; i < height; i += 1) {
    for (let j = 0; j < width; j += 1) {
      const sorted = sortedWindow(picture, k, i, j);
      for (const [name, summary] of Object.entries(SUMMARIES)) pooled[name].pixels[i * width + j] = summary(sorted);
    }
  }
  return pooled;
}

/** Root mean square difference of two pictures, in grey levels. */
export function rmse(one, other) {
  const total = one.pixels.reduce((sum, value, i) => sum + (value - other.pixels[i]) ** 2, 0);
  return Math.sqrt(total / one.pixels.length);
}
