// @ts-check
/**
 * The Running Network: two convolutions, each with a ReLU and a pooling, and a head, as in nets/running.py.
 * Maps are [row][column][map]. Only what is not black does any work: without biases most is.
 *
 * @typedef {"max" | "average" | "stride" | "max-blur" | "none"} Halving
 * @typedef {"average" | "maximum" | "flatten"} Heading
 * @typedef {{ shape: number[], scale: number, data: string }} PackedTensor
 * @typedef {{ [tensor: string]: PackedTensor | number[] }} PackedWeights
 * @typedef {{ weights: Float32Array, outputs: number, inputs: number, side: number }} Filters
 * @typedef {{ first: Filters, second: Filters, heads: Record<Heading, Float32Array>,
 *   biases: Record<Heading, number[]> }} Network
 * @typedef {{ values: Float32Array, side: number, maps: number }} Stage
 * @typedef {{ stages: Stage[], scores: number[] }} Run
 */

export const CANVAS = 68;
const FRAME = 7; // places of a flattened map along each axis

/**
 * @param {PackedWeights} packed @param {(text: string) => ArrayLike<number>} bytes of a base64 text
 * @returns {Network}
 */
export function unpackNetwork(packed, bytes) {
  const numbers = (/** @type {string} */ name) => {
    const tensor = packed[name];
    if (Array.isArray(tensor)) return Float32Array.from(tensor);
    return Float32Array.from(bytes(tensor.data), (byte) => ((byte << 24) >> 24) * tensor.scale);
  };
  /** Filters as [input][row][column][output]: the innermost loop runs over outputs. @param {string} name */
  const filters = (name) => {
    const { shape: [outputs, inputs, side] } = /** @type {PackedTensor} */ (packed[name]);
    const [plain, size] = [numbers(name), inputs * side * side];
    const weights = plain.map((_, n) => plain[(n % outputs) * size + Math.floor(n / outputs)]);
    return { weights, outputs, inputs, side };
  };
  const bias = (/** @type {Heading} */ head) => /** @type {number[]} */ (packed[`${head}_bias`]);
  return {
    first: filters("first"), second: filters("second"),
    heads: { average: numbers("average"), maximum: numbers("maximum"), flatten: numbers("flatten") },
    biases: { average: bias("average"), maximum: bias("maximum"), flatten: bias("flatten") },
  };
}

/**
 * Every stage, and the ten scores.
 * @param {Network} network @param {Float32Array} image @param {Halving} pooling @param {Heading} head @returns {Run}
 */
export function runNetwork({ first, second, heads, biases }, image, pooling, head) {
  const felt = convolve({ values: image, side: CANVAS, maps: 1 }, first, 1);
  const pooled = halve(felt, pooling);
  const joined = convolve(pooled, second, pooling === "none" ? 2 : 1);
  const last = halve(joined, pooling);
  const features = head === "flatten" ? flattened(last) : summed(last, head);
  const weights = heads[head];
  const scores = biases[head].map((bias, digit) => {
    let score = bias;
    features.forEach((value, n) => { score += value * weights[digit * features.length + n]; });
    return score;
  });
  return { stages: [felt, pooled, joined, last], scores };
}

/**
 * A convolution and its ReLU. Each pixel adds to all it reaches, on a frame so wide that no loop needs bounds.
 * @param {Stage} stage @param {Filters} filters @param {number} apart how far a filter's pixels lie apart
 * @returns {Stage}
 */
function convolve({ values, side, maps }, { weights, outputs, side: k }, apart) {
  const reach = (k >> 1) * apart;
  const wide = side + 2 * reach;
  const sums = new Float32Array(wide * wide * outputs);
  for (let n = 0; n < values.length; n += 1) {
    const value = values[n];
    if (value === 0) continue;
    const [place, input] = [Math.floor(n / maps), n % maps];
    const [row, column] = [Math.floor(place / side) + 2 * reach, (place % side) + 2 * reach];
    for (let a = 0; a < k; a += 1) {
      for (let b = 0; b < k; b += 1) {
        const at = ((row - a * apart) * wide + column - b * apart) * outputs;
        const from = ((input * k + a) * k + b) * outputs;
        for (let o = 0; o < outputs; o += 1) sums[at + o] += value * weights[from + o];
      }
    }
  }
  const out = new Float32Array(side * side * outputs);
  for (let y = 0; y < side; y += 1) {
    const from = ((y + reach) * wide + reach) * outputs;
    for (let n = 0; n < side * outputs; n += 1) out[y * side * outputs + n] = Math.max(sums[from + n], 0);
  }
  return { values: out, side, maps: outputs };
}

/** The pooling, the one part that is exchanged. @param {Stage} stage @param {Halving} pooling @returns {Stage} */
function halve(stage, pooling) {
  if (pooling === "none") return stage;
  if (pooling === "max-blur") return blurred(stage);
  const { values, side, maps } = stage;
  const half = side >> 1;
  const out = new Float32Array(half * half * maps);
  for (let n = 0; n < out.length; n += 1) {
    const place = Math.floor(n / maps);
    const a = 2 * (Math.floor(place / half) * side + (place % half)) * maps + (n % maps);
    const c = a + side * maps;
    if (pooling === "max") out[n] = Math.max(values[a], values[a + maps], values[c], values[c + maps]);
    else if (pooling === "stride") out[n] = values[a];
    else out[n] = (values[a] + values[a + maps] + values[c] + values[c + maps]) / 4;
  }
  return { values: out, side: half, maps };
}

/**
 * A 2 × 2 maximum at every place, then 1 2 1 both ways at every second; beyond the frame all is black.
 * @param {Stage} stage @returns {Stage}
 */
function blurred({ values, side, maps }) {
  const wide = side + 2;
  const most = new Float32Array(wide * wide * maps);
  for (let n = 0; n < values.length; n += 1) {
    const value = values[n];
    if (value === 0) continue;
    const place = Math.floor(n / maps);
    const at = (Math.floor(place / side) * wide + (place % side)) * maps + (n % maps);
    for (const to of [at, at + maps, at + wide * maps, at + (wide + 1) * maps]) {
      if (value > most[to]) most[to] = value;
    }
  }
  const half = side >> 1;
  const out = new Float32Array(half * half * maps);
  for (let n = 0; n < out.length; n += 1) {
    const place = Math.floor(n / maps);
    const at = 2 * (Math.floor(place / half) * wide + (place % half)) * maps + (n % maps);
    const row = (/** @type {number} */ from) => most[from] + 2 * most[from + maps] + most[from + 2 * maps];
    out[n] = (row(at) + 2 * row(at + wide * maps) + row(at + 2 * wide * maps)) / 16;
  }
  return { values: out, side: half, maps };
}

/** One number for each map. @param {Stage} stage @param {Heading} head */
function summed({ values, side, maps }, head) {
  const out = new Float64Array(maps);
  values.forEach((value, n) => {
    if (head === "maximum") out[n % maps] = Math.max(out[n % maps], value);
    else out[n % maps] += value / (side * side);
  });
  return out;
}

/** The 7 × 7 places of the frame that have weights, map by map. @param {Stage} stage */
function flattened({ values, side, maps }) {
  const step = Math.max(Math.floor(side / 17), 1); // without pooling, every fourth place
  return Float64Array.from({ length: maps * FRAME * FRAME }, (_, n) => {
    const place = n % (FRAME * FRAME);
    const [row, column] = [Math.floor(place / FRAME) + 5, (place % FRAME) + 5];
    return values[(row * side + column) * step * maps + Math.floor(n / (FRAME * FRAME))];
  });
}

/** Ten shares that add up to one. @param {number[]} scores */
export function softmax(scores) {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** How far a digit's score lies above the best of the others. @param {number[]} scores @param {number} digit */
export function marginOf(scores, digit) {
  return scores[digit] - Math.max(...scores.filter((_, n) => n !== digit));
}

/** The digit with the highest score. @param {number[]} scores */
export function answerOf(scores) {
  return scores.indexOf(Math.max(...scores));
}
