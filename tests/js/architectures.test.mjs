/** Staircases against the frozen cases of Python, and what fits. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { valid as rules } from "../../pooltools/widgets/js/views/architectures.js";
import { reachable } from "./schema.mjs";
import { obstacle, shrunk, stairs } from "../../pooltools/widgets/js/arithmetic/stairs.js";

const valid = reachable("architecture-slider", rules);
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
