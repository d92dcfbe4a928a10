/** Bins, sheets and pooled bins against the frozen cases of PyTorch and Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { adaptiveBins, binsHolding, poolBins } from "../../pooltools/widgets/js/arithmetic/bins.js";
import { decode } from "../../pooltools/widgets/js/arithmetic/pool.js";
import { holds, rubberLayout } from "../../pooltools/widgets/js/arithmetic/rubber_layout.js";
import { reachable } from "./schema.mjs";
import { sheet, shuffled, stretched } from "../../pooltools/widgets/js/arithmetic/sheet.js";

/** @import { Bin } from "../../pooltools/widgets/js/arithmetic/bins.js" */
/** @import { Place } from "../../pooltools/widgets/js/arithmetic/pool.js" */
/** @import { RubberState } from "../../pooltools/widgets/js/arithmetic/rubber_layout.js" */

const valid = reachable("rubber-grid");
const read = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));
const torch = read("adaptive");
const frozen = read("rubber");

/** @param {number} a @param {number} b */
const near = (a, b) => Object.is(a, b) || a === b || Math.abs(a - b) < 1e-9;
/** @param {{ value: number }[][]} got @param {number[][]} wanted */
const close = (got, wanted) => {
  assert.equal(got.length, wanted.length);
  got.forEach((line, i) => {
    assert.equal(line.length, wanted[i].length);
    line.forEach(({ value }, j) => assert.ok(near(value, wanted[i][j]), `${value} ${wanted[i][j]}`));
  });
};
/** @param {number[][]} x @param {(n: number, axis: number) => number} outputs @returns {[Bin[], Bin[]]} */
const binsOf = (x, outputs) => {
  const [height, width] = [x.length, x[0].length];
  return [adaptiveBins(height, outputs(height, 0)), adaptiveBins(width, outputs(width, 1))];
};

test("bins are PyTorch's", () => {
  assert.equal(torch.bins.length, 17);
  for (const [n, table] of torch.bins) {
    for (const [k, bins] of table.entries()) assert.deepEqual(adaptiveBins(n, k + 1), bins);
  }
});

test("pooling bins gives PyTorch's values and winners", () => {
  assert.ok(torch.cases.length >= 100);
  for (const c of torch.cases) {
    const x = decode(c.input);
    const bins = binsOf(x, (n, axis) => c.output_size[axis] ?? n);
    const most = poolBins(x, bins, "max");
    close(most, decode(c.max));
    const winners = most.map((line) => line.map(({ cells, winner }) => cells[winner]));
    assert.deepEqual(winners.map((line) => line.map(({ row, column }) => row * x[0].length + column)), c.indices);
    close(poolBins(x, bins, "average"), decode(c.average));
  }
});

test("every frozen sheet has the same cells and the same output as in Python", () => {
  assert.ok(frozen.length >= 18);
  for (const c of frozen) {
    const { map, from } = sheet(decode(c.data), c.height, c.width, c.seed);
    assert.deepEqual(map, decode(c.map));
    const data = decode(c.data);
    from.forEach((line, i) => line.forEach(([y, x], j) => assert.ok(Object.is(data[y][x], map[i][j]))));
    close(poolBins(map, binsOf(map, () => c.outputs), c.mode), decode(c.output));
  }
});

test("a pixel lies in one bin, or in two where a border runs through it", () => {
  const bins = adaptiveBins(13, 6);
  assert.deepEqual(bins, [[0, 3], [2, 5], [4, 7], [6, 9], [8, 11], [10, 13]]);
  const counts = Array.from({ length: 13 }, (_, p) => binsHolding(bins, p).length);
  assert.deepEqual(counts, [1, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1]);
  assert.deepEqual(binsHolding(bins, 2), [0, 1]);
});

/** @type {RubberState} */
const pulled = {
  data: [[0.1, 0.2], [0.3, "NaN"]], height: 4, width: 5, outputs: 2, mode: "average", seed: 0, step: 35, speed: 1,
};

test("the bin shown is that of the step, the last one at most, or the one pointed at", () => {
  const shown = (/** @type {Place | null} */ pointed) => {
    const { i, j } = rubberLayout(pulled, pointed);
    return [i, j];
  };
  assert.deepEqual(shown(null), [1, 1]);
  assert.deepEqual(shown({ row: 0, column: 1 }), [0, 1]);
  assert.deepEqual(shown({ row: 0, column: 2 }), [1, 1]); // no such bin any more
});

test("a jumble changes bins, but not one that holds all, whatever the order of the sum", () => {
  const changed = (/** @type {object} */ change) =>
    rubberLayout({ ...pulled, ...change }, null).same.flat().filter((same) => !same).length;
  const numbers = { data: [[0.1, 0.2], [0.3, 0.7]] };
  assert.equal(changed({}), 0);
  assert.ok(changed({ ...numbers, seed: 5 }) > 0);
  for (let seed = 1; seed < 20; seed += 1) assert.equal(changed({ ...numbers, outputs: 1, seed }), 0);
});

test("bins share the cells of their border", () => {
  const { bins } = rubberLayout(pulled, null);
  const holding = [0, 1].map((j) => holds(bins, 0, j, { row: 1, column: 2 }));
  assert.deepEqual([...holding, holds(bins, 1, 0, { row: 1, column: 2 })], [true, true, false]);
});

test("a jumble keeps every cell, and seed 0 keeps every place", () => {
  assert.deepEqual(shuffled(5, 0), [0, 1, 2, 3, 4]);
  assert.deepEqual([...shuffled(200, 7)].sort((a, b) => a - b), shuffled(200, 0));
  assert.notDeepEqual(shuffled(200, 7), shuffled(200, 8));
  assert.deepEqual(stretched(8, 3), [1, 4, 6]);
});

test("only a grid that can be drawn is valid", () => {
  const good = {
    data: [[1, 2], [3, "NaN"]], height: 3, width: 16, outputs: 6, mode: "max", seed: 0, step: 35, speed: 1,
  };
  assert.ok(valid(good));
  const bad = { data: [[1], [2, 3]], height: 2, width: 17, outputs: 7, mode: "min", seed: 100, step: 36, speed: 0 };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  assert.ok(!valid({ ...good, width: 4.5 }));
});
