/** Bins, sheets and pooled bins against the frozen cases of PyTorch and Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { adaptiveBins, binsHolding, poolBins } from "../../pooltools/widgets/js/arithmetic/bins.js";
import { decode } from "../../pooltools/widgets/js/arithmetic/pool.js";
import { valid } from "../../pooltools/widgets/js/views/rubber.js";
import { sheet, shuffled, stretched } from "../../pooltools/widgets/js/arithmetic/sheet.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));
const torch = read("adaptive");
const frozen = read("rubber");

const near = (a, b) => Object.is(a, b) || a === b || Math.abs(a - b) < 1e-9;
const values = (rows) => rows.map((line) => line.map(({ value }) => value));
const close = (got, wanted) => {
  assert.equal(got.length, wanted.length);
  got.forEach((line, i) => {
    assert.equal(line.length, wanted[i].length);
    line.forEach((value, j) => assert.ok(near(value, wanted[i][j]), `${value} ${wanted[i][j]}`));
  });
};

test("bins are PyTorch's", () => {
  assert.equal(torch.bins.length, 17);
  for (const [n, table] of torch.bins) table.forEach((bins, k) => assert.deepEqual(adaptiveBins(n, k + 1), bins));
});

test("pooling bins gives PyTorch's values and winners", () => {
  assert.ok(torch.cases.length >= 100);
  for (const c of torch.cases) {
    const x = decode(c.input);
    const bins = [x.length, x[0].length].map((n, k) => adaptiveBins(n, c.output_size[k] ?? n));
    const most = poolBins(x, bins, "max");
    close(values(most), decode(c.max));
    const index = most.map((line) => line.map(({ cells, winner }) => cells[winner].row * x[0].length + cells[winner].column));
    assert.deepEqual(index, c.indices);
    close(values(poolBins(x, bins, "average")), decode(c.average));
  }
});

test("every frozen sheet has the same cells and the same output as in Python", () => {
  assert.ok(frozen.length >= 18);
  for (const c of frozen) {
    const { map, from } = sheet(decode(c.data), c.height, c.width, c.seed);
    assert.deepEqual(map, decode(c.map));
    from.forEach((line, i) => line.forEach(([y, x], j) => assert.ok(Object.is(decode(c.data)[y][x], map[i][j]))));
    close(values(poolBins(map, [c.height, c.width].map((side) => adaptiveBins(side, c.outputs)), c.mode)), decode(c.output));
  }
});

test("a pixel lies in one bin, or in two where a border runs through it", () => {
  const bins = adaptiveBins(13, 6);
  assert.deepEqual(bins, [[0, 3], [2, 5], [4, 7], [6, 9], [8, 11], [10, 13]]);
  assert.deepEqual(Array.from({ length: 13 }, (_, p) => binsHolding(bins, p).length), [1, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1]);
  assert.deepEqual(binsHolding(bins, 2), [0, 1]);
});

test("a jumble keeps every cell, and seed 0 keeps every place", () => {
  assert.deepEqual(shuffled(5, 0), [0, 1, 2, 3, 4]);
  assert.deepEqual([...shuffled(200, 7)].sort((a, b) => a - b), shuffled(200, 0));
  assert.notDeepEqual(shuffled(200, 7), shuffled(200, 8));
  assert.deepEqual(stretched(8, 3), [1, 4, 6]);
});

test("only a grid that can be drawn is valid", () => {
  const good = { data: [[1, 2], [3, "NaN"]], height: 3, width: 16, outputs: 6, mode: "max", seed: 0, step: 35, speed: 1 };
  assert.ok(valid(good));
  const bad = { data: [[1], [2, 3]], height: 2, width: 17, outputs: 7, mode: "min", seed: 100, step: 36, speed: 0 };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  assert.ok(!valid({ ...good, width: 4.5 }));
});
