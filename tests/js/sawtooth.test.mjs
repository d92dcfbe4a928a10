/** Shrinking and following against the frozen cases of Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  WAYS, change, denseMax, blur, moveRight, pascal, shifts, shrink,
} from "../../pooltools/widgets/js/arithmetic/alias.js";
import { bar, responses } from "../../pooltools/widgets/js/arithmetic/rotating_bar.js";
import { ROWS, comesFrom, edges, movedRows, reach } from "../../pooltools/widgets/js/arithmetic/sawtooth_layout.js";
import { reachable } from "./schema.mjs";

const valid = reachable("sawtooth");
const frozen = JSON.parse(readFileSync(new URL("../data/sawtooth.json", import.meta.url), "utf8"));
/** @param {number[][]} rows */
const picture = (rows) => ({ height: rows.length, width: rows[0].length, pixels: Float64Array.from(rows.flat()) });
/** @param {number[]} got @param {number[]} want @param {string} name */
const near = (got, want, name, most = 1e-9) => {
  assert.equal(got.length, want.length, name);
  got.forEach((value, n) => assert.ok(Math.abs(value - want[n]) < most, `${name}: ${value} is not ${want[n]}`));
};

test("every frozen picture shrinks to the same one, every curve is the same", () => {
  assert.equal(frozen.cases.length, 2 * WAYS.length);
  for (const c of frozen.cases) {
    const small = shrink(picture(c.picture), c.way, c.stride);
    assert.deepEqual([small.height, small.width], [c.small.length, c.small[0].length]);
    near([...small.pixels], c.small.flat(), `${c.way} ${c.stride}`);
    const moved = shifts(picture(frozen.picture), c.way, c.stride, 12);
    near(moved.map(({ error }) => error), c.errors, `${c.way} ${c.stride}`);
  }
});

test("the bar's edges answer at every angle as in Python", () => {
  assert.equal(frozen.responses.length, 13);
  for (const [n, want] of frozen.responses.entries()) near(responses(bar(15 * n)), want, `step ${n}`, 1e-5);
});

test("the stripes of the paper alias, and blur softens them", () => {
  const two = (/** @type {number[]} */ row) => picture([row, row]);
  const stripes = [0, 0, 1, 1, 0, 0, 1, 1];
  const moved = moveRight(two(stripes), 1);
  assert.deepEqual([...shrink(two(stripes), "max", 2).pixels], [0, 1, 0, 1]);
  assert.deepEqual([...shrink(moved, "max", 2).pixels], [1, 1, 1, 1]);
  assert.deepEqual([...blur(denseMax(two(stripes), 2), 2).pixels], [0.5, 1, 0.5, 1]);
  assert.deepEqual([...blur(denseMax(moved, 2), 2).pixels], [0.75, 0.75, 0.75, 0.75]);
});

test("every row of the stripes moves, and comes to its edges", () => {
  const numbers = [9, 0, 0, 0, 0, 0, 0, 4];
  const rows = movedRows(numbers, 1);
  assert.deepEqual(Object.keys(rows), ROWS);
  assert.deepEqual(rows.input, [4, 9, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(rows.dense, [9, 9, 0, 0, 0, 0, 0, 4]);
  assert.deepEqual(rows.max, [9, 0, 0, 0]);
  assert.deepEqual(rows.blur, [7.75, 6.75, 2.25, 0, 0, 0, 1, 4.25]);
  assert.deepEqual(rows.kept, [7.75, 2.25, 0, 1]);
  assert.deepEqual([edges(numbers, "max"), edges(numbers, "kept")], [[0, 9], [0, 7.75]]);
});

test("a cell that is edited after a move is the one that was moved there", () => {
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7];
  for (const step of [0, 1, 12]) {
    movedRows(numbers, step).input.forEach((value, column) => assert.equal(comesFrom(column, step), value));
  }
});

test("moving goes round, and nothing is changed by nothing", () => {
  const x = picture([[1, 2, 3], [4, 5, 6]]);
  assert.deepEqual([...moveRight(x, 1).pixels], [3, 1, 2, 6, 4, 5]);
  assert.deepEqual([...moveRight(x, -4).pixels], [2, 3, 1, 5, 6, 4]);
  assert.equal(change(x, x), 0);
  assert.equal(change(picture([[0]]), picture([[0]])), 0);
  assert.deepEqual(pascal(5), [1, 4, 6, 4, 1].map((v) => v / 16));
});

test("only a saw that can be drawn is valid", () => {
  const good = { view: "photo", way: "max", stride: 4, step: 12, speed: 1, stripes: [[0, 0, 1, 1, 0, 0, 1, "NaN"]] };
  assert.ok(valid(good));
  const bad = { view: "x", way: "median", stride: 3, step: 13, speed: 0, stripes: [[1, 2]] };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
});

test("an axis ends at the fifth that the data reach, and never at none", () => {
  assert.deepEqual([[0], [0, 0.2], [0.21, 0], [0.38], [1.27, 0.83]].map(reach), [0.2, 0.2, 0.4, 0.4, 1.4]);
});
