// @ts-check
/** Three channels, pooled or convolved by 2 x 2 windows: which output reads which input. */
import { makeAxis, pool2d } from "./pool.js";

export const OPERATIONS = ["max", "average", "depthwise", "convolution"];

/** Signs of the weights, a row of inputs for each output; depthwise keeps the diagonal. */
const KERNELS = [["++++", "+-+-", "++--"], ["-+-+", "+--+", "++-+"], ["+++-", "--++", "-++-"]];

/** Does output channel o read input channel c? Only a convolution mixes. */
export function joined(operation, o, c) {
  return operation === "convolution" || o === c;
}

/** The numbers that one output cell reads, each with its weight. */
export function terms(planes, operation, o, i, j) {
  return planes.flatMap((x, c) => (joined(operation, o, c)
    ? windowCells(x, i, j).map(({ value }, n) => ({ value, weight: KERNELS[o][c][n] === "+" ? 1 : -1 })) : []));
}

function windowCells(x, i, j) {
  return pool2d(x, axesOf(x), "max")[i][j].cells;
}

export function axesOf(x) {
  return [x, x[0]].map((line) => makeAxis(line.length, 2));
}

/** All output channels. */
export function outputs(planes, operation) {
  const pools = ["max", "average"].includes(operation);
  return planes.map((x, o) => pool2d(x, axesOf(x), pools ? operation : "max").map((line, i) => line.map(({ value }, j) => (
    pools ? value : terms(planes, operation, o, i, j).reduce((sum, term) => sum + term.weight * term.value, 0)))));
}
