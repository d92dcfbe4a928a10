/** Channels and counts against the frozen cases of Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { OPERATIONS, joined, kernel, outputs, terms } from "../../pooltools/widgets/js/arithmetic/channels.js";
import { short, summary, vgg } from "../../pooltools/widgets/js/arithmetic/counting.js";
import {
  carried, equation, lanesLayout, links, nearest, paintedWindow, repainted,
} from "../../pooltools/widgets/js/arithmetic/lanes_layout.js";
import { reachable } from "./schema.mjs";

/** @import { ChannelOperation } from "../../pooltools/widgets/js/arithmetic/channels.js" */

const valid = reachable("channel-lanes");
const frozen = JSON.parse(readFileSync(new URL("../data/lanes.json", import.meta.url), "utf8"));

test("every frozen map gives the same output under every operation", () => {
  assert.equal(frozen.cases.length, 2 * OPERATIONS.length);
  for (const { operation, painted, output } of frozen.cases) {
    assert.deepEqual(outputs(painted, operation), output, operation);
  }
});

test("an output is the sum of its terms, and reads 4 or 12 numbers", () => {
  const { painted } = frozen.cases[0];
  for (const operation of OPERATIONS.slice(2)) {
    const list = terms(painted, operation, 1, 0, 1);
    assert.equal(list.length, operation === "convolution" ? 12 : 4);
    const sum = list.reduce((total, { value, weight }) => total + value * weight, 0);
    assert.equal(sum, outputs(painted, operation)[1][0][1]);
  }
});

test("the weights that are shown are those that are used", () => {
  const { painted } = frozen.cases[0];
  const used = terms(painted, "convolution", 2, 0, 0).map(({ weight }) => weight);
  assert.deepEqual([0, 1, 2].flatMap((c) => kernel(2, c)), used);
});

test("only a convolution joins different channels", () => {
  for (const operation of OPERATIONS) {
    assert.ok(joined(operation, 2, 2));
    assert.equal(joined(operation, 0, 2), operation === "convolution");
  }
});

test("a painted number changes its own lane, or all three under a convolution", () => {
  const before = [1, 2, 3].map((n) => Array.from({ length: 4 }, () => [n, n, n, n]));
  const painted = repainted(before, 1, 3, 2, 9);
  assert.deepEqual(before[1][3], [2, 2, 2, 2]);
  for (const operation of OPERATIONS) {
    const { counts, wet, i, j } = lanesLayout({ painted, operation, step: 3 }, before, null);
    assert.deepEqual(counts, operation === "convolution" ? [1, 1, 1] : [0, 1, 0], operation);
    assert.deepEqual([wet, i, j], [[false, true, false], 1, 1]);
    assert.equal(links(operation).length, operation === "convolution" ? 9 : 3);
  }
});

test("what goes down the wires makes the outputs, and shows what was painted", () => {
  const { painted: before } = frozen.cases[0];
  const window = { row: 1, column: 0 };
  const painted = repainted(before, 1, 3, 1, 99);
  assert.equal(paintedWindow(painted, before), 2);
  for (const operation of OPERATIONS) {
    const all = carried(painted, before, operation, window);
    const told = all.filter(({ value, was }) => value !== was);
    assert.deepEqual(told.map(({ c }) => c), operation === "convolution" ? [1, 1, 1] : [1], operation);
    const made = outputs(painted, operation);
    [0, 1, 2].forEach((o) => {
      const sum = all.filter((one) => one.o === o).reduce((total, { value }) => total + value, 0);
      assert.equal(operation === "average" ? sum / 4 : sum, made[o][1][0], operation);
    });
  }
});

test("a window that does not stand yet changes nothing", () => {
  const before = [1, 2, 3].map((n) => Array.from({ length: 4 }, () => [n, n, n, n]));
  const painted = repainted(before, 1, 3, 2, 9);
  const { counts } = lanesLayout({ painted, operation: "max", step: 3 }, before, null, (n) => n < 3);
  assert.deepEqual(counts, [0, 0, 0]);
});

test("the hand finds the nearest window", () => {
  const corners = [[-9, 0.4], [0.9, 1], [1.2, 0.3], [2, 9]];
  assert.deepEqual(corners.map(([row, column]) => nearest([row, column])), [0, 1, 2, 3]);
});

test("an output's equation has the signs of its weights", () => {
  const before = frozen.cases[0].painted;
  const map = [[1, 2, 0, 0], [3, 4, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
  const painted = repainted([map, map, map], 2, 0, 0, -5);
  /** @param {ChannelOperation} operation @param {number} o */
  const said = (operation, o) =>
    equation(painted, operation, o, lanesLayout({ painted, operation, step: 3 }, before, { row: 0, column: 0 }));
  assert.equal(said("max", 2), "max(−5, 2, 3, 4) = 4");
  assert.equal(said("average", 0), "(1 + 2 + 3 + 4) / 4 = 2.5");
  assert.equal(said("depthwise", 1), "1 − 2 − 3 + 4 = 0");
  assert.equal(said("depthwise", 2), "− −5 + 2 + 3 − 4 = 6");
  assert.equal(said("convolution", 0).split(" ").length, 25);
});

test("VGG-16 costs the same as in Python, whatever is taken out", () => {
  assert.equal(frozen.networks.length, 64);
  let listed = 0;
  for (const { pools, head, counts, rows } of frozen.networks) {
    const traced = vgg(pools, head);
    assert.deepEqual(summary(traced), counts, `${pools} ${head}`);
    if (!rows) continue;
    listed += 1;
    const got = traced.map((row) => [row.name, row.shape, row.parameters, row.activations, row.multiply_adds]);
    assert.deepEqual(got, rows);
  }
  assert.equal(listed, 6);
});

test("counts are shortened to what can be compared", () => {
  const wanted = {
    12: "12", 513000: "513 k", 102764544: "102.8 M", 411045888: "411 M", 105226702848: "105.2 G", 1e12: "1000 G",
  };
  for (const [count, text] of Object.entries(wanted)) assert.equal(short(Number(count)), text);
});

test("only lanes that can be drawn are valid", () => {
  const { painted } = frozen.cases[0];
  const good = { view: "lanes", operation: "max", painted, pools: "11111", head: "flatten", step: 3, speed: 1 };
  assert.ok(valid(good));
  const bad = {
    view: "x", operation: "min", painted: painted.slice(1), pools: "111112", head: "none", step: 4, speed: 0,
  };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  const infinite = structuredClone(painted);
  infinite[2][3][3] = "Infinity";
  assert.ok(!valid({ ...good, painted: infinite }));
  assert.ok(!valid({ ...good, painted: [...painted.slice(1), [[1, 2], [3, 4]]] }));
});
