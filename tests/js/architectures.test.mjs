/** Staircases against the frozen cases of Python, and what fits. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { valid as rules } from "../../pooltools/widgets/js/views/architectures.js";
import { reachable } from "./schema.mjs";
import {
  networkProblem, networkSides, sideFormula, sliderPython,
} from "../../pooltools/widgets/js/arithmetic/architectures_layout.js";
import { obstacle, shrunk, stairs } from "../../pooltools/widgets/js/arithmetic/stairs.js";

const valid = reachable("architecture-slider", rules);
/** @import { Network, SliderState } from "../../pooltools/widgets/js/arithmetic/architectures_layout.js" */
/** @import { Step } from "../../pooltools/widgets/js/arithmetic/stairs.js" */
/** @type {{ name: string, size: number, dense: boolean, steps: Step[], sides: { [size: string]: number[] } }[]} */
const frozen = JSON.parse(readFileSync(new URL("../data/stairs.json", import.meta.url), "utf8"));
const named = Object.fromEntries(frozen.map((network) => [network.name, network]));

test("every network shrinks every input to the same sizes as in Python", () => {
  assert.equal(frozen.length, 12);
  for (const { name, steps, sides } of frozen) {
    assert.equal(Object.keys(sides).length, 32);
    for (const [size, want] of Object.entries(sides)) {
      assert.deepEqual(stairs(steps, Number(size)), want, `${name} ${size}`);
    }
  }
});

test("a network fits its own input", () => {
  for (const network of frozen) assert.equal(obstacle(network, network.size), null, network.name);
});

test("a dense layer binds a network to one size of the last map, a pooling does not", () => {
  assert.deepEqual(obstacle(named["VGG-16"], 256), ["no_fit", { wanted: 7, got: 8 }]);
  assert.deepEqual(obstacle(named.AlexNet, 16), ["too_small", { k: 3, side: 1 }]);
  assert.deepEqual(obstacle(named["ViT-B/16"], 8), ["too_small", { k: 16, side: 8 }]);
  for (const name of ["GoogLeNet", "SPP-net", "ResNet-50", "ConvNeXt-T"]) {
    assert.equal(obstacle(named[name], 512), null, name);
  }
});

test("strides multiply", () => {
  const names = ["VGG-16", "ResNet-50", "ViT-B/16", "ConvNeXt-T", "SegNeXt", "LeNet-5"];
  assert.deepEqual(names.map((name) => shrunk(named[name].steps)), [32, 32, 16, 32, 32, 4]);
});

test("only a slider that can be drawn is valid", () => {
  const good = { view: "roadmap", step: 11, size: 512, placed: [-1, 0, 4, 2, 2], speed: 1 };
  assert.ok(valid(good) && valid({ ...good, size: 0 }));
  const bad = { view: "x", step: 12, size: 17, placed: [0, 1], speed: 0 };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  for (const size of [8, 528, -16]) assert.ok(!valid({ ...good, size }), String(size));
  assert.ok(!valid({ ...good, placed: [5, 0, 0, 0, 0] }));
});

/** @param {string} name @returns {Network} */
const network = (name) => ({
  year: 0, sketch: false, parameters: "", note: "", ...named[name],
  steps: named[name].steps.map((step) => ({ by: "max", ...step })),
});

test("size 0 is each network's own", () => {
  assert.deepEqual(networkSides(network("VGG-16"), 0), [224, 112, 56, 28, 14, 7]);
  assert.equal(networkSides(network("VGG-16"), 64)[0], 64);
  assert.equal(networkProblem(network("VGG-16"), 0), null);
  assert.equal(networkProblem(network("VGG-16"), 256)?.[0], "no_fit");
});

test("a formula rounds as its window does, and is left out where there is none", () => {
  /** @param {string} name @param {number} size @param {number} n */
  const formula = (name, size, n) => {
    const { steps } = network(name);
    return sideFormula(steps, networkSides(network(name), size), n);
  };
  assert.equal(formula("VGG-16", 0, 1), "⌊(224 + 2·0 − 2) / 2⌋ + 1 = 112");
  assert.equal(formula("NiN", 0, 1), "⌈(32 + 2·0 − 3) / 2⌉ + 1 = 16");
  assert.equal(formula("NiN", 0, 3), "");
  assert.equal(formula("AlexNet", 16, 4), "");
  assert.equal(formula("LeNet-5", 0, 12), ""); // a bar of a longer network was pointed at
});

test("the Python names the input's size only where it is not the network's own", () => {
  /** @type {SliderState} */
  const state = { view: "stairs", step: 4, size: 0, placed: [-1, -1, -1, -1, -1], speed: 1 };
  assert.match(sliderPython(state), /in staircase\(HISTORY\[4\]\)\]\n$/);
  assert.match(sliderPython({ ...state, size: 96 }), /in staircase\(HISTORY\[4\], 96\)\]\n$/);
  assert.match(sliderPython({ ...state, view: "roadmap" }), /\nROADMAP\n$/);
});
