/** States that meet the goals of the pictures, or nearly do. */
import { before } from "./goals.mjs";

const four = (/** @type {number} */ n) => Array.from({ length: 4 }, () => Array(4).fill(n));
/** A map of zeros with numbers at some places. @param {number} side @param {[number, number, number][]} at */
export const map = (side, ...at) => Array.from({ length: side }, (_, i) => Array.from({ length: side }, (__, j) =>
  at.find(([y, x]) => y === i && x === j)?.[2] ?? 0));
const centres = /** @type {[number, number, number][]} */ ([[1, 1, 9], [1, 4, 9], [4, 1, 9], [4, 4, 9]]);
/** Numbers painted over those before: lane, row, column, value. @param {...number[]} at */
const painted = (...at) => {
  const copy = structuredClone(before);
  at.forEach(([lane, i, j, value]) => { copy[lane][i][j] = value; });
  return copy;
};
const overlapping = { kernel_size: 3, stride: 1, step: 3 };

/** What meets each goal and what nearly does, as changes. @type {import("./schema.mjs").AnyState} */
export const CASES = {
  "pooling-bench": {
    "all-fives": {
      witness: [
        { data: map(4, [1, 1, 5]), kernel_size: 3, stride: 1, step: 3 },
        { data: map(4, [0, 0, 5], [0, 2, 5], [2, 0, 5], [3, 3, 5]), view: "all" },
        { data: map(4, [1, 1, 5]), kernel_size: 4, stride: 1, padding: 1, step: 8 },
      ],
      miss: [
        { data: map(4, [0, 0, 5], [0, 2, 5], [2, 0, 5]), step: 3 }, { data: four(5), kernel_size: 4 },
        { data: map(4, [1, 1, 5], [2, 2, 6]), kernel_size: 3, stride: 1, step: 3 },
        { data: map(4, [1, 1, 5]), kernel_size: 3, stride: 1, step: 2 },
      ],
    },
    "agree": {
      witness: [{ data: four(3), step: 3 }, { data: [[7, 7, 0, 1], [7, 7, 2, 3], ...four(0).slice(2)], stride: 3 }],
      miss: [
        { kernel_size: 1, stride: 1, step: 15 }, { data: map(4, [3, 3, 1]), step: 3 },
        { data: four(3), padding: 1, step: 8 }, { data: four(3), step: 2 },
      ],
    },
  },
  "window-ruler": {
    "half": {
      witness: [
        { n: 12, kernel_size: 3, padding: 1 }, { n: 12, kernel_size: 3, rule: "same" },
        { n: 12, kernel_size: 3, rule: "ceil" },
      ],
      miss: [{ n: 12, kernel_size: 3 }, { n: 12 }, { n: 11, kernel_size: 3, padding: 1 }],
    },
    "few-seen": {
      witness: [{ n: 12, kernel_size: 1, stride: 4 }, { n: 12, kernel_size: 1, stride: 3 }],
      miss: [{ n: 12 }, { n: 12, kernel_size: 1, stride: 8 }, { n: 11, kernel_size: 1, stride: 4 }],
    },
    "no-rest": {
      witness: [{ n: 6, kernel_size: 3, stride: 3 }, { n: 12, kernel_size: 3, stride: 3 }],
      miss: [{ n: 7, kernel_size: 3, stride: 3 }, { n: 4 }, { n: 7, kernel_size: 1, stride: 3 }],
    },
  },
  "ink-lab": {
    "calm": {
      witness: [{ gaussian: 40, kernel_size: 7 }, { gaussian: 40, kernel_size: 8 }],
      miss: [{ gaussian: 40, kernel_size: 5 }, { gaussian: 39, kernel_size: 8 }, { gaussian: 60, kernel_size: 7 }],
    },
    "robust": {
      witness: [{ salt: 10, kernel_size: 6 }],
      miss: [{ salt: 1, kernel_size: 6 }, { salt: 20, kernel_size: 2 }, { gaussian: 60, kernel_size: 6 }],
    },
  },
  "p-dial": {
    "sharp": {
      witness: [{ family: "soft", step: 12, data: [[1, 2], [4, 40]] }],
      miss: [
        { family: "soft", step: 12, data: [[1, 2], [4, 20]] }, { family: "soft", step: 12, data: [[1, 2], [21, 40]] },
        { family: "soft", step: 13, data: [[1, 2], [4, 40]] }, { step: 12, data: [[1, 2], [4, 40]] },
      ],
    },
    "sure": {
      witness: [
        { family: "stochastic", step: 20, data: [[0, 0], [0, 8]] },
        { family: "stochastic", step: 300, data: [[3, 0], [3, 3]] },
      ],
      miss: [
        { family: "stochastic", step: 19, data: [[0, 0], [0, 8]] },
        { family: "stochastic", step: 20, data: [[0, 0], [1, 8]] },
        { family: "stochastic", step: 20, data: [[8, 8], [8, 8]] },
        { family: "stochastic", step: 20, data: [[0, 0], [0, 0]] },
      ],
    },
  },
  "channel-lanes": {
    "unheard": {
      witness: [{ painted: painted([0, 0, 0, 1.5]) }, { painted: painted([1, 0, 1, 2]) }],
      miss: [
        { painted: before }, { painted: painted([1, 0, 1, 4]) }, { painted: painted([1, 0, 1, 2]), step: 2 },
        { painted: painted([1, 0, 1, 2]), operation: "average" },
      ],
    },
    "one-lane": {
      witness: [{ operation: "convolution", painted: painted([1, 0, 1, 9], [1, 0, 0, 12]) }],
      miss: [
        { operation: "convolution", painted: painted([1, 0, 1, 9], [1, 0, 0, 11]) },
        { operation: "max", painted: painted([1, 0, 1, 9]) },
      ],
    },
    "dearest": {
      witness: [{ view: "counter", pools: "01111" }, { view: "counter", pools: "01111", head: "global average" }],
      miss: [{ view: "counter", pools: "10111" }, { view: "counter", pools: "00111" }, { pools: "01111" }],
    },
  },
  "gradient-pinball": {
    "one-cell": {
      witness: [{ data: map(4, [1, 1, 9]), ...overlapping }],
      miss: [
        { data: map(4, [1, 1, 9]), ...overlapping, step: 2 }, { data: map(4, [0, 1, 9]), ...overlapping },
        { kernel_size: 4 },
        { data: map(8, [1, 3, 9]).slice(0, 4), kernel_size: 4, stride: 1, step: 3 },
        { data: map(4, [1, 1, 9]), ...overlapping, mode: "average" },
      ],
    },
    "cancel": {
      witness: [{ data: map(4, [1, 1, 9]), ...overlapping, balls: [[1, -1], [-1, 1]] }],
      miss: [
        { data: map(4, [1, 1, 9]), ...overlapping, balls: [[1, -1], [-1, 2]] },
        { data: map(4, [1, 1, 9]), ...overlapping, balls: [[0, 0], [0, 0]] },
        { balls: [[1, -1], [-1, 1]], step: 3 },
      ],
    },
  },
  "shift-compass": {
    "unmoved": {
      witness: [{ data: map(6, ...centres) }],
      miss: [
        { data: map(6, ...centres.slice(1), [0, 1, 9]) }, { data: map(6, ...centres), mode: "average" },
        { data: Array(6).fill(Array(6).fill(1)), fill: "wrap" }, { kernel_size: 6 },
        { data: map(6, ...centres), distance: 2 },
      ],
    },
    "quarter": {
      witness: [{ view: "law", kernel_size: 5, distance: 3 }],
      miss: [{ view: "law", kernel_size: 5, distance: 2 }, { view: "map", kernel_size: 5, distance: 3 },
        { view: "law", kernel_size: 5, distance: 3, step: 0 }],
    },
  },
  "sawtooth": {
    "wiped": {
      witness: [{ view: "stripes", stripes: [[1, 0, 1, 0, 1, 0, 1, 0]] },
        { view: "stripes", stripes: [[1, 1, 0, 1, 1, 0, 1, 0]] }],
      miss: [{ view: "stripes", stripes: [[1, 0, 0, 1, 0, 1, 0, 1]] }, { view: "stripes", stripes: [Array(8).fill(1)] },
        { stripes: [[1, 0, 1, 0, 1, 0, 1, 0]] }],
    },
    "lone": {
      witness: [{ view: "stripes", stripes: [[0, 0, 1, 0, 0, 0, 0, 0]] },
        { view: "stripes", stripes: [[0, 7, 0, 0, 3, 0, 0, 0]] }],
      miss: [{ view: "stripes", stripes: [[0, 1, 1, 0, 0, 0, 0, 0]] },
        { view: "stripes", stripes: [[1, 0, 1, 0, 1, 0, 1, 0]] }, { stripes: [[0, 0, 1, 0, 0, 0, 0, 0]] }],
    },
  },
  "rubber-grid": {
    "tidy": {
      witness: [{ height: 12, width: 9 }, { height: 12, width: 12, outputs: 4 }],
      miss: [{ height: 12, width: 11 }, { outputs: 1 }, { height: 13, width: 9 }],
    },
    "enlarge": {
      witness: [{ height: 3, width: 5, outputs: 4 }, { height: 5, width: 7, outputs: 6 }],
      miss: [{ height: 4, width: 4, outputs: 4 }, { height: 6, width: 6, outputs: 6 }],
    },
  },
  "any-size-machine": {
    "length": {
      witness: [{ levels: [4, 3, 2, 1] }],
      miss: [{ levels: [4, 3, 2] }, { levels: [6, 4, 2, 1] }],
    },
    "as-flat": {
      witness: [{ levels: [6], height: 6, width: 6 }, { levels: [4, 3, 2, 1], height: 5, width: 6 }],
      miss: [{ levels: [6], height: 6, width: 7 }, { levels: [4, 2, 1], height: 4, width: 5 }],
    },
  },
  "zoom-stack": {
    "far": {
      witness: [{ layers: "conv11/11 conv11@4", step: 1 }, { layers: "conv11/11 conv11/11 conv11", step: 2 }],
      miss: [{ layers: "conv11/11 conv11", step: 1 }, { layers: "conv11/11 conv11@4", step: 0 },
        { layers: "conv3 pool2 pool2 pool2 pool2 conv11 conv11", step: 6 }],
    },
    "full-size": {
      witness: [{ layers: "conv11@4" }, { layers: "conv11 conv11 conv11@2", step: 2 }],
      miss: [{ layers: "conv11 conv11 conv11", step: 2 }, { layers: "conv11/2 conv11@4", step: 1 },
        { layers: "conv11 conv11 conv11 conv11 conv11", step: 4 }, { layers: "pool11 conv11", step: 1 }],
    },
  },
  "architecture-slider": {
    "ten": {
      witness: [{ step: 7, size: 320 }, { step: 9, size: 320 }],
      miss: [{ step: 7, size: 288 }, { step: 4, size: 320 }, { step: 10, size: 320 },
        { step: 10, size: 160 },
        { step: 7, size: 320, view: "roadmap" }],
    },
    "too-small": {
      witness: [{ step: 5, size: 16 }],
      miss: [{ step: 5, size: 32 }, { step: 4, size: 16 }, { step: 5, size: 16, view: "roadmap" }],
    },
  },
};
