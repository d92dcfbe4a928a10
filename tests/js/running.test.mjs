/** The Running Network in JavaScript against the frozen cases of Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  CANVAS, answerOf, marginOf, runNetwork, softmax, unpackNetwork,
} from "../../pooltools/widgets/js/arithmetic/running.js";
import {
  DIGIT, centred, penned, pictureOf, readDrawing, readsOf, writeDrawing,
} from "../../pooltools/widgets/js/arithmetic/running_layout.js";

const read = (/** @type {string} */ path) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
/** @import { Stage } from "../../pooltools/widgets/js/arithmetic/running.js" */

const { digits, cases } = read("tests/data/runs.json");
const { weights } = read("pooltools/nets/running.json");
const bytes = (/** @type {string} */ text) => Buffer.from(text, "base64");
const network = unpackNetwork(weights, bytes);
const frame = (/** @type {number} */ n) => Float32Array.from(digits[n], (/** @type {number} */ level) => level / 255);
const at = (/** @type {number} */ n, /** @type {number} */ down, /** @type {number} */ right) =>
  pictureOf(frame(n), down, right, -1);

test("all stages and scores are Python's", () => {
  assert.equal(cases.length, 15);
  for (const { digit, move: [down, right], pooling, head, sums, scores } of cases) {
    const run = runNetwork(network, at(digit, down, right), pooling, head);
    run.stages.forEach(({ values }, n) => {
      const sum = values.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum / sums[n] - 1) < 1e-5, `${pooling} stage ${n}: ${sum} ${sums[n]}`);
    });
    run.scores.forEach((score, n) => assert.ok(Math.abs(score - scores[n]) < 1e-4, `${pooling} ${head}: ${score}`));
  }
});

test("the 1 is a 7 one pixel further right, under max alone", () => {
  const answers = ["max", "average", "stride", "max-blur", "none"].map((pooling) =>
    [0, 1, 2, 3].map((right) => answerOf(runNetwork(network, at(1, 0, right),
      /** @type {import("../../pooltools/widgets/js/arithmetic/running.js").Halving} */ (pooling), "average").scores)));
  assert.deepEqual(answers, [[1, 7, 7, 1], ...Array.from({ length: 4 }, () => [1, 1, 1, 1])]);
});

test("shares add up to one, and a margin is below zero where the answer has changed", () => {
  const shares = softmax([1000, 1001, 998]);
  assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-12);
  assert.equal(answerOf(shares), 1);
  assert.equal(marginOf([3, 5, 4], 1), 1);
  assert.equal(marginOf([3, 5, 4], 0), -2);
});

test("a drawing comes back from its text, in sixteen levels", () => {
  const drawing = penned(new Float32Array(DIGIT * DIGIT), [5, 5], [20, 12]);
  const text = writeDrawing(drawing);
  assert.match(text, /^[0-9a-z]+$/);
  const back = readDrawing(text);
  assert.ok(back && back.every((value, n) => Math.abs(value - drawing[n]) <= 0.5 / 15 + 1e-6));
  assert.equal(writeDrawing(back), text);
  for (const wrong of ["f", `${text}1`, `${text}z`]) assert.equal(readDrawing(wrong), null);
});

test("ink balances in the middle once it is centred", () => {
  const drawing = penned(new Float32Array(DIGIT * DIGIT), [3, 4], [9, 6]);
  const moved = centred(drawing);
  const ink = drawing.reduce((a, b) => a + b);
  assert.ok(Math.abs(moved.reduce((a, b) => a + b) - ink) < 1e-4);
  const row = moved.reduce((sum, value, n) => sum + value * (Math.floor(n / DIGIT) + 0.5), 0) / ink;
  assert.ok(Math.abs(row - DIGIT / 2) <= 0.5);
  assert.deepEqual(centred(new Float32Array(DIGIT * DIGIT)), new Float32Array(DIGIT * DIGIT));
});

test("one pixel is turned round where it is shown", () => {
  const plain = at(0, 0, 0);
  const other = pictureOf(frame(0), 0, 0, 3 * 36 + 5);
  const changed = [...plain.keys()].filter((n) => plain[n] !== other[n]);
  assert.deepEqual(changed, [(16 + 3) * CANVAS + 16 + 5]);
});

test("what a cell reads, stage by stage", () => {
  assert.deepEqual(readsOf(0, "max", 20), { start: 18, size: 5, apart: 1 });
  assert.deepEqual(readsOf(1, "max", 10), { start: 20, size: 2, apart: 1 });
  assert.deepEqual(readsOf(1, "stride", 10), { start: 20, size: 1, apart: 1 });
  assert.deepEqual(readsOf(1, "max-blur", 10), { start: 19, size: 4, apart: 1 });
  assert.deepEqual(readsOf(1, "none", 10), { start: 10, size: 1, apart: 1 });
  assert.deepEqual(readsOf(2, "average", 10), { start: 7, size: 7, apart: 1 });
  assert.deepEqual(readsOf(2, "none", 20), { start: 14, size: 13, apart: 2 });
});

test("what is said to be read is all that is read", () => {
  const lit = 30;
  for (const pooling of /** @type {const} */ (["max", "average", "stride", "max-blur"])) {
    const image = new Float32Array(CANVAS * CANVAS);
    image[lit * CANVAS + lit] = 1;
    const { stages: [first, pooled] } = runNetwork(network, image, pooling, "average");
    for (let row = 0; row < pooled.side; row += 1) {
      const { start, size } = readsOf(1, pooling, row);
      const reads = Array.from({ length: size }, (_, n) => start + n).filter((n) => n >= 0 && n < first.side);
      const isFelt = (/** @type {Stage} */ { values, side }, /** @type {number} */ n) =>
        values.slice(n * side * 8, (n + 1) * side * 8).some((value) => value > 0);
      const felt = reads.some((n) => isFelt(first, n));
      const found = isFelt(pooled, row);
      if (found) assert.ok(felt, `${pooling} ${row}`);
    }
  }
});
