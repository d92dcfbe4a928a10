/** The lab's pixels are those of Python, and its poolings those of pool.js. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { reachable } from "./schema.mjs";
import { poolPicture, rmse, stripPlaces, withNoise } from "../../pooltools/widgets/js/arithmetic/noise.js";
import {
  HEIGHT, WAYS, WIDTH, errorsOf, placeOf, sameSpot, stillPicture, walk, windowAt, windowCount, windowGrid,
} from "../../pooltools/widgets/js/arithmetic/ink_layout.js";
import { mix } from "../../pooltools/widgets/js/arithmetic/hash.js";
import { makeAxes, poolWindow } from "../../pooltools/widgets/js/arithmetic/pool.js";

const valid = reachable("ink-lab");
const { cases } = JSON.parse(readFileSync(new URL("../data/noise.json", import.meta.url), "utf8"));

test("the noise is the frozen one", () => {
  assert.ok(cases.length >= 5);
  for (const { picture, gaussian, salt, noisy } of cases) {
    assert.deepEqual([...withNoise(Float64Array.from(picture.flat()), gaussian, salt)], noisy.flat());
  }
});

test("the hash mixes well: each bit is set half the time", () => {
  const numbers = Array.from({ length: 4096 }, (_, i) => mix(i));
  for (let bit = 0; bit < 32; bit += 1) {
    const share = numbers.filter((x) => (x >>> bit) & 1).length / numbers.length;
    assert.ok(Math.abs(share - 0.5) < 0.04, `bit ${bit}: ${share}`);
  }
});

test("pooling a picture is pooling each of its windows", () => {
  const rows = cases[1].picture;
  const picture = { height: rows.length, width: rows[0].length, pixels: Float64Array.from(rows.flat()) };
  for (const k of [1, 2, 3, 4]) {
    const axes = makeAxes(rows, k);
    const pooled = poolPicture(picture, k);
    for (const way of WAYS) {
      const { width, height, pixels } = pooled[way];
      assert.deepEqual([height, width], axes.map((axis) => axis.outputs));
      pixels.forEach((value, at) => {
        const wanted = poolWindow(rows, axes, Math.floor(at / width), at % width, way).value;
        assert.ok(Math.abs(value - wanted) < 1e-9, `${way} ${k} at ${at}: ${value}, not ${wanted}`);
      });
    }
  }
});

test("each summary has its place in the strip", () => {
  assert.deepEqual(stripPlaces([0, 1, 1, 1, 2, 2, 3, 8, 9], 3), { max: 8, average: 6, median: 4, min: 0 });
  assert.deepEqual(stripPlaces([0, 0, 0, 20], 5), { max: 3, average: 2.25, median: 1.5, min: 0 });
  assert.deepEqual(stripPlaces([7, 7], 7), { max: 1, average: 0.5, median: 0.5, min: 0 });
});

test("the error of two pictures is the root of their mean square difference", () => {
  const picture = (/** @type {number[]} */ ...grey) => ({ height: 1, width: 2, pixels: Float64Array.from(grey) });
  assert.equal(rmse(picture(0, 3), picture(4, 3)), Math.sqrt(8));
});

test("a pointer finds the window it is over, and beyond the edges the nearest", () => {
  assert.deepEqual([windowGrid(5), windowCount(5)], [[25, 38], 950]);
  for (const window of [0, 37, 38, 949]) {
    const [i, j] = placeOf(window, 5);
    assert.equal(windowAt([(5 * i + 4.9) / HEIGHT, (5 * j + 0.1) / WIDTH], 5), window);
  }
  assert.deepEqual([windowAt([-0.1, -0.1], 5), windowAt([0.999, 0.999], 5)], [0, 949]);
  assert.deepEqual(placeOf(5000, 5), [24, 37]);
});

test("keys walk window by window and stop at the edges", () => {
  const from = (/** @type {number} */ window, /** @type {string} */ key) => walk(window, key, 8);
  assert.deepEqual(windowGrid(8), [16, 24]);
  const keys = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "x"];
  assert.deepEqual(keys.map((key) => from(26, key)), [2, 50, 25, 27, 24, 47, undefined]);
  assert.deepEqual(keys.map((key) => from(383, key)), [359, 383, 382, 383, 360, 383, undefined]);
  assert.equal(from(0, "ArrowUp"), 0);
});

test("another window size keeps the spot", () => {
  assert.equal(sameSpot(26, 8, 8), 26);
  assert.deepEqual(placeOf(sameSpot(26, 8, 4), 4), [3, 5]);
  assert.deepEqual(placeOf(sameSpot(windowCount(1) - 1, 1, 5), 5), [24, 37]);
});

test("without noise nothing is wrong, and black becomes white", () => {
  const clean = Float64Array.from({ length: HEIGHT * WIDTH }, (_, n) => n % 256);
  const pooled = poolPicture(stillPicture(clean, false), 4);
  assert.deepEqual(errorsOf(pooled, pooled), [0, 0, 0]);
  assert.deepEqual(Array.from(stillPicture(clean, true).pixels.subarray(0, 2)), [255, 254]);
  assert.ok(errorsOf(pooled, poolPicture(stillPicture(clean, true), 4))[WAYS.indexOf("max")] > 0);
});

test("a link sets only what the controls can set", () => {
  const noise = { gaussian: 0, salt: 0 };
  const good = { image: "page", kernel_size: 4, invert: false, ...noise, step: 0, view: "panels", speed: 1 };
  assert.ok(valid(good));
  const bads = [
    { image: "cat" }, { view: "one" }, { kernel_size: 9 }, { gaussian: 61 }, { salt: 2.5 }, { step: -1 },
  ];
  for (const bad of bads) {
    assert.equal(valid({ ...good, ...bad }), false, JSON.stringify(bad));
  }
});
