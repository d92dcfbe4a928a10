/** The lab's pixels are those of Python, and its poolings those of pool.js. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { reachable } from "./schema.mjs";
import { poolPicture, rmse, stripPlaces, withNoise } from "../../pooltools/widgets/js/arithmetic/noise.js";
import { mix } from "../../pooltools/widgets/js/arithmetic/hash.js";
import { makeAxes, poolWindow } from "../../pooltools/widgets/js/arithmetic/pool.js";

const valid = reachable("ink-lab");
/** @import { Summary } from "../../pooltools/widgets/js/arithmetic/noise.js" */
/** @type {Summary[]} */
const WAYS = ["max", "average", "median"];
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

test("a link sets only what the controls can set", () => {
  const good = { image: "page", kernel_size: 4, invert: false, gaussian: 0, salt: 0, step: 0, speed: 1 };
  assert.ok(valid(good));
  for (const bad of [{ image: "cat" }, { kernel_size: 9 }, { gaussian: 61 }, { salt: 2.5 }, { step: -1 }]) {
    assert.equal(valid({ ...good, ...bad }), false, JSON.stringify(bad));
  }
});
