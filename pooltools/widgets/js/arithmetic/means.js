// @ts-check
/**
 * The dials of the p-Dial and its roulette. Numbers in, numbers out.
 *
 * @typedef {{ min: number, harmonic: number, geometric: number, arithmetic: number, rms: number, max: number }} Means
 */
import { mix } from "./hash.js";

/** Where each dial stops; the plain mean stands in the middle of both. */
export const STOPS = {
  mean: [-Infinity, -10, -5, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 6, 10, 20, Infinity],
  soft: [-Infinity, -10, -4, -2, -1, -0.5, -0.2, -0.1, 0, 0.1, 0.2, 0.5, 1, 2, 4, 10, Infinity],
};
export const DRAWS = 300;

/** @param {number[]} values */
const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The p-th root of the mean of the p-th powers; 0 stands for the geometric mean.
 * @param {number[]} values @param {number} p
 */
export function powerMean(values, p) {
  const end = p > 0 ? Math.max(...values) : Math.min(...values);
  if (!Number.isFinite(p) || end === 0) return end;
  if (p === 0) return Math.exp(average(values.map(Math.log)));
  return end * average(values.map((value) => (value / end) ** p)) ** (1 / p); // powers of 1 and less cannot overflow
}

/** The logarithm of the mean of exp(s x), over s. @param {number[]} values @param {number} s */
export function softMean(values, s) {
  if (s === 0) return average(values);
  const end = s > 0 ? Math.max(...values) : Math.min(...values);
  if (!Number.isFinite(s)) return end;
  return end + Math.log(average(values.map((value) => Math.exp(s * (value - end))))) / s;
}

/** The named means, for the marks under the line. @param {number[]} values @returns {Means} */
export function named(values) {
  const at = (/** @type {number} */ p) => powerMean(values, p);
  return { min: at(-Infinity), harmonic: at(-1), geometric: at(0), arithmetic: at(1), rms: at(2), max: at(Infinity) };
}

/**
 * Which cell each of the first draws takes; -1 where all are 0. Draw n is the same each time.
 * @param {number[]} values @param {number} draws
 */
export function roulette(values, draws) {
  let total = 0;
  const ends = values.map((value) => { total += value; return total; });
  return Array.from({ length: draws }, (_, n) => ends.findIndex((end) => turn(n) * total < end));
}

/** Where the wheel stops at a draw: a share of the way round. @param {number} draw */
export function turn(draw) {
  return mix(draw + 1) / 2 ** 32;
}

/** What endless draws would give on average. @param {number[]} values */
export function expectation(values) {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total ? values.reduce((sum, value) => sum + value * (value / total), 0) : 0;
}
