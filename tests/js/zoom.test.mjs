/** Views, sizes and costs of stacks against the frozen cases of Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  MOST, SIDE, cellsSeeing, follow, mosaic, nearestCell, readStack, reordered, totalCost, writeStack,
} from "../../pooltools/widgets/js/arithmetic/stack.js";
import {
  altered, cellOver, edits, middlePixel, shifted, turned, zoomLayout,
} from "../../pooltools/widgets/js/arithmetic/zoom_layout.js";
import { valid as rules } from "../../pooltools/widgets/js/views/zoom.js";
import { reachable } from "./schema.mjs";

const valid = reachable("zoom-stack", rules);
const frozen = JSON.parse(readFileSync(new URL("../data/stacks.json", import.meta.url), "utf8"));
/** @param {string} text */
const stack = (text) => readStack(text) ?? assert.fail(`${text} is no stack`);
/** @param {string} text */
const last = (text) => follow(stack(text)).at(-1) ?? assert.fail(`${text} has no layer`);

test("every frozen stack sees as much, is as large and costs as much", () => {
  assert.ok(frozen.length >= 15);
  for (const { layers, rows } of frozen) {
    const got = follow(stack(layers)).map((row) => [row.size, row.jump, row.start, row.outputs, row.cost]);
    assert.deepEqual(got, rows, layers);
  }
});

test("a stack is written as it was read, and what it would be anyway is left out", () => {
  for (const { layers } of frozen.slice(0, 4)) assert.equal(writeStack(stack(layers)), layers);
  assert.equal(writeStack(stack("conv3/1@1 pool2/2 pool3/2 conv5/2@3")), "conv3 pool2 pool3/2 conv5/2@3");
});

test("what is no stack is not read", () => {
  const long = Array(MOST + 1).fill("conv1").join(" ");
  const words = ["", "conv", "conv3  pool2", "max2", "conv12", "conv0", "conv3/0", "conv3/12", "conv3@5", "pool2@2"];
  for (const wrong of [...words, long, "pool2 ".repeat(7) + "pool2"]) assert.equal(readStack(wrong), null, wrong);
});

test("a cell sees a pixel exactly if the pixel lies in its view", () => {
  for (const { layers } of frozen) {
    const row = last(layers);
    for (let p = 0; p < SIDE; p += 13) {
      const [low, high] = cellsSeeing(row, p);
      for (let i = 0; i < row.outputs; i += 1) {
        const first = row.start + i * row.jump;
        assert.equal(low <= i && i < high, first <= p && p < first + row.size, `${layers} ${p} ${i}`);
      }
    }
  }
});

test("the nearest cell has its middle no further than any other", () => {
  for (const { layers } of frozen) {
    const row = last(layers);
    const middle = row.start + (row.size - 1) / 2;
    const away = (/** @type {number} */ i, /** @type {number} */ p) => Math.abs(middle + i * row.jump - p);
    for (let p = 0; p < SIDE; p += 17) {
      const best = Math.min(...Array.from({ length: row.outputs }, (_, i) => away(i, p)));
      assert.equal(away(nearestCell(row, p), p), best, `${layers} ${p}`);
    }
  }
});

test("the mosaic is the photo where nothing was shrunk, and keeps a constant", () => {
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, n) => (n * 7) % 251);
  assert.deepEqual([...mosaic(pixels, last("conv3 conv3"))], [...pixels]);
  for (const { layers } of frozen) {
    const row = last(layers);
    const grey = mosaic(new Uint8Array(SIDE * SIDE).fill(9), row);
    assert.ok(grey.length === row.outputs ** 2 && grey.every((v) => v === 9), layers);
  }
  const halves = mosaic(pixels, last("pool2"));
  assert.equal(halves[0], (pixels[0] + pixels[1] + pixels[SIDE] + pixels[SIDE + 1]) / 4);
});

test("layers change places, and costs add up", () => {
  assert.deepEqual(reordered(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(reordered(["a", "b", "c"], 2, 1), ["a", "c", "b"]);
  assert.equal(totalCost(follow(stack("conv3 pool2"))), SIDE * SIDE * 64 * 27);
});

/** @param {string} layers @param {number} step */
const shown = (layers, step) => zoomLayout({ layers, step, row: 0, column: 0, speed: 1 });

test("the layer shown is the last one at most, and the cost is a part of what it is without pooling", () => {
  const now = shown("conv3 pool2 conv3", 9);
  assert.deepEqual([now.at, now.row.size, now.rows.length], [2, 8, 3]);
  assert.equal(now.most, totalCost(follow(stack("conv3 conv3"))));
  assert.ok(now.cost < now.most);
  assert.equal(shown("pool2 pool2", 0).most, 1);
});

test("a layer is moved, doubled or taken out, and stays the one that is shown", () => {
  const { earlier, later, add, remove } = edits(shown("conv3 pool2 conv5", 1));
  assert.deepEqual(earlier, { layers: "pool2 conv3 conv5", step: 0 });
  assert.deepEqual(later, { layers: "conv3 conv5 pool2", step: 2 });
  assert.deepEqual(add, { layers: "conv3 pool2 pool2 conv5", step: 2 });
  assert.deepEqual(remove, { layers: "conv3 conv5", step: 0 });
  assert.deepEqual(shifted(shown("conv3 pool2 conv5", 1), 0, 2), { layers: "pool2 conv5 conv3", step: 2 });
});

test("what would be no stack is not offered", () => {
  const alone = edits(shown("conv3", 0));
  assert.deepEqual([alone.earlier, alone.later, alone.remove], [null, null, null]);
  assert.equal(edits(shown(Array(MOST).fill("conv3").join(" "), 4)).add, null);
  assert.equal(edits(shown(Array(7).fill("pool2").join(" "), 6)).add, null); // a map of one cell is left
  assert.equal(shifted(shown("conv3 pool2", 0), 0, 2), null);
  assert.equal(altered(shown("conv3", 0), { k: 12 }), null);
});

test("the other kind of layer has its usual stride and no dilation", () => {
  assert.deepEqual(turned(shown("conv3 conv5/3@2", 1), "pool"), { layers: "conv3 pool5", step: 1 });
  assert.deepEqual(turned(shown("pool2 conv3", 0), "conv"), { layers: "conv2 conv3", step: 0 });
  assert.deepEqual(altered(shown("conv3", 0), { d: 2 }), { layers: "conv3@2", step: 0 });
});

test("a pixel in the middle of a cell's view leads back to the cell, beyond the edge to the last one", () => {
  const row = last("conv3 pool2 conv3 pool2");
  assert.deepEqual(cellOver(row, middlePixel(row, [5, 9])), [5, 9]);
  assert.deepEqual(cellOver(row, middlePixel(row, [-1, 99])), [0, row.outputs - 1]);
  const { row: top, column: right } = middlePixel(last("conv11@4"), [0, 223]);
  assert.deepEqual([top, right], [0, 223]);
});

test("only a stack that can be drawn is valid", () => {
  const good = { layers: "conv3 pool2", step: 23, row: 0, column: 223, speed: 1 };
  assert.ok(valid(good));
  const bad = { layers: "conv", step: 24, row: 224, column: -1, speed: 0 };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
});
