// @ts-check
/** What a network costs, layer by layer: the browser's mirror of nets/counting.py. */
import { outputSize } from "./pool.js";

const product = (numbers) => numbers.reduce((a, b) => a * b, 1);

/** For each kind of layer: the shape it makes, its parameters, activations and multiply-adds. */
const COSTS = {
  conv: ({ out, k, padding = 0 }, [channels, ...sides]) => {
    const size = sides.map((n) => outputSize(n, k, { stride: 1, padding: [padding, padding] }));
    const weights = k * k * channels * out;
    return [[out, ...size], weights + out, out * product(size), weights * product(size)];
  },
  pool: ({ k }, [channels, ...sides]) => {
    const shape = [channels, ...sides.map((n) => outputSize(n, k))];
    return [shape, 0, product(shape), 0];
  },
  global: (_, [channels]) => [[channels, 1, 1], 0, channels, 0],
  flatten: (_, shape) => [[product(shape)], 0, 0, 0],
  dense: ({ out }, [inputs]) => [[out], inputs * out + out, out, inputs * out],
};

/** Follow one sample through a network: one row per layer. */
export function trace(layers, input) {
  let here = input;
  return layers.map((layer) => {
    const [shape, parameters, activations, multiply_adds] = COSTS[layer.kind](layer, here);
    here = shape;
    return { name: layer.name, kind: layer.kind, shape, parameters, activations, multiply_adds };
  });
}

/** Convolutions and maps of VGG-16's five blocks. */
export const BLOCKS = [[2, 64], [2, 128], [3, 256], [3, 512], [3, 512]];

/** VGG-16 with those poolings whose place in the text holds a 1, and either head. */
export function vgg(pools, head) {
  const body = BLOCKS.flatMap(([count, out], b) => [
    ...Array.from({ length: count }, (_, n) => ({ name: `conv${b + 1}_${n + 1}`, kind: "conv", out, k: 3, padding: 1 })),
    ...(pools[b] === "1" ? [{ name: `pool${b + 1}`, kind: "pool", k: 2 }] : []),
  ]);
  const flat = { name: "flatten", kind: "flatten" };
  const dense = (name, out) => ({ name, kind: "dense", out });
  const top = head === "flatten"
    ? [flat, dense("fc1", 4096), dense("fc2", 4096), dense("fc3", 1000)]
    : [{ name: "global pool", kind: "global" }, flat, dense("fc", 1000)];
  return trace([...body, ...top], [3, 224, 224]);
}

/** The four bars: parameters of both kinds, activations, multiply-adds. */
export function summary(rows) {
  const sum = (key, kinds = Object.keys(COSTS)) => rows.filter(({ kind }) => kinds.includes(kind)).reduce((total, row) => total + row[key], 0);
  return { convolutions: sum("parameters", ["conv"]), dense: sum("parameters", ["dense"]), activations: sum("activations"), multiply_adds: sum("multiply_adds") };
}

/** 102764544 as 102.8 M: a reader compares sizes, not digits. */
export function short(count) {
  const unit = [[1e9, " G"], [1e6, " M"], [1e3, " k"]].find(([size]) => count >= size) ?? [1, ""];
  const value = count / unit[0];
  return `${value >= 1000 ? Math.round(value) : Math.round(10 * value) / 10}${unit[1]}`;
}
