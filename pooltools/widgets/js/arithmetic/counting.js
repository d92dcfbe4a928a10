// @ts-check
/**
 * What a network costs, layer by layer: the browser's mirror of nets/counting.py.
 *
 * @typedef {{ name: string, kind: "conv", out: number, k: number, padding?: number }
 *   | { name: string, kind: "pool", k: number } | { name: string, kind: "dense", out: number }
 *   | { name: string, kind: "global" | "flatten" }} Layer
 * @typedef {{ parameters: number, activations: number, multiply_adds: number }} Cost
 * @typedef {Cost & { name: string, kind: Layer["kind"], shape: number[] }} LayerCost
 */
import { outputSize } from "./pool.js";

/** @param {number[]} numbers */
const product = (numbers) => numbers.reduce((a, b) => a * b, 1);

/**
 * The shape that a layer makes of its input, and its cost.
 * @param {Layer} layer @param {number[]} shape
 * @returns {Cost & { shape: number[] }}
 */
function cost(layer, [channels, ...sides]) {
  if (layer.kind === "conv") {
    const { out, k, padding = 0 } = layer;
    const size = sides.map((n) => outputSize(n, k, { stride: 1, padding: [padding, padding] }));
    const [weights, places] = [k * k * channels * out, product(size)];
    const shape = [out, ...size];
    return { shape, parameters: weights + out, activations: out * places, multiply_adds: weights * places };
  }
  if (layer.kind === "dense") {
    const weights = channels * layer.out;
    return { shape: [layer.out], parameters: weights + layer.out, activations: layer.out, multiply_adds: weights };
  }
  const free = { parameters: 0, multiply_adds: 0 };
  if (layer.kind === "flatten") return { ...free, shape: [product([channels, ...sides])], activations: 0 };
  const size = layer.kind === "pool" ? sides.map((n) => outputSize(n, layer.k)) : [1, 1];
  return { ...free, shape: [channels, ...size], activations: product([channels, ...size]) };
}

/**
 * Follow one sample through a network: one row per layer.
 * @param {Layer[]} layers @param {number[]} input
 * @returns {LayerCost[]}
 */
export function trace(layers, input) {
  let here = input;
  return layers.map((layer) => {
    const row = { name: layer.name, kind: layer.kind, ...cost(layer, here) };
    here = row.shape;
    return row;
  });
}

/** Convolutions and maps of VGG-16's five blocks. */
export const BLOCKS = [[2, 64], [2, 128], [3, 256], [3, 512], [3, 512]];

/**
 * VGG-16 with those poolings whose place in the text holds a 1, and either head.
 * @param {string} pools @param {"flatten" | "global average"} head
 */
export function vgg(pools, head) {
  /** @type {Layer[]} */
  const layers = [];
  BLOCKS.forEach(([count, out], b) => {
    for (let n = 1; n <= count; n += 1) layers.push({ name: `conv${b + 1}_${n}`, kind: "conv", out, k: 3, padding: 1 });
    if (pools[b] === "1") layers.push({ name: `pool${b + 1}`, kind: "pool", k: 2 });
  });
  if (head !== "flatten") layers.push({ name: "global pool", kind: "global" });
  layers.push({ name: "flatten", kind: "flatten" });
  const dense = Object.entries(head === "flatten" ? { fc1: 4096, fc2: 4096, fc3: 1000 } : { fc: 1000 });
  dense.forEach(([name, out]) => layers.push({ name, kind: "dense", out }));
  return trace(layers, [3, 224, 224]);
}

/** The four bars: parameters of both kinds, activations, multiply-adds. @param {LayerCost[]} rows */
export function summary(rows) {
  const sum = (/** @type {keyof Cost} */ key, /** @type {string} */ kind = "") =>
    rows.reduce((total, row) => total + (!kind || row.kind === kind ? row[key] : 0), 0);
  return {
    convolutions: sum("parameters", "conv"),
    dense: sum("parameters", "dense"),
    activations: sum("activations"),
    multiply_adds: sum("multiply_adds"),
  };
}

/** 102764544 as 102.8 M: a reader compares sizes, not digits. @param {number} count */
export function short(count) {
  const [size, unit] = count >= 1e9 ? [1e9, " G"] : count >= 1e6 ? [1e6, " M"] : count >= 1e3 ? [1e3, " k"] : [1, ""];
  const value = count / size;
  return `${value >= 1000 ? Math.round(value) : Math.round(10 * value) / 10}${unit}`;
}
