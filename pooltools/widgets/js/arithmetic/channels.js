// @ts-check
/**
 * Three channels, pooled or convolved by 2 x 2 windows: which output reads which input.
 *
 * @import { Axes, Grid } from "./pool.js"
 * @typedef {"max" | "average" | "depthwise" | "convolution"} ChannelOperation
 */
import { makeAxes, pool2d } from "./pool.js";

/** @type {ChannelOperation[]} */
export const OPERATIONS = ["max", "average", "depthwise", "convolution"];

/** Signs of the weights, a row of inputs for each output; depthwise keeps the diagonal. */
const KERNELS = [["++++", "+-+-", "++--"], ["-+-+", "+--+", "++-+"], ["+++-", "--++", "-++-"]];

/**
 * Does output channel o read input channel c? Only a convolution mixes.
 * @param {ChannelOperation} operation @param {number} o @param {number} c
 */
export function joined(operation, o, c) {
  return operation === "convolution" || o === c;
}

/**
 * The weights with which output channel o reads input channel c, row by row.
 * @param {number} o @param {number} c @returns {number[]}
 */
export function kernel(o, c) {
  return [...KERNELS[o][c]].map((sign) => (sign === "+" ? 1 : -1));
}

/**
 * The numbers that one output cell reads, each with its weight.
 * @param {Grid[]} planes @param {ChannelOperation} operation @param {number} o @param {number} i @param {number} j
 */
export function terms(planes, operation, o, i, j) {
  return planes.flatMap((x, c) => {
    if (!joined(operation, o, c)) return [];
    const { cells } = pool2d(x, axesOf(x), "max")[i][j];
    return cells.map(({ value }, n) => ({ value, weight: kernel(o, c)[n] }));
  });
}

/** @param {Grid} x @returns {Axes} */
export function axesOf(x) {
  return makeAxes(x, 2);
}

/** All output channels. @param {Grid[]} planes @param {ChannelOperation} operation */
export function outputs(planes, operation) {
  const pooling = operation === "max" || operation === "average" ? operation : null;
  const sum = (/** @type {number} */ o, /** @type {number} */ i, /** @type {number} */ j) =>
    terms(planes, operation, o, i, j).reduce((total, { value, weight }) => total + weight * value, 0);
  return planes.map((x, o) => pool2d(x, axesOf(x), pooling ?? "max").map((line, i) =>
    line.map(({ value }, j) => (pooling ? value : sum(o, i, j)))));
}
