/** Moves and scores against the frozen cases of Python; trials against the law. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { valid } from "../../pooltools/widgets/js/views/compass.js";
import { isMap, pythonMap } from "../../pooltools/widgets/js/arithmetic/maps.js";
import { decode } from "../../pooltools/widgets/js/arithmetic/pool.js";
import { DIRECTIONS, kept, overlap, score, shiftMap, trials } from "../../pooltools/widgets/js/arithmetic/shift.js";

const frozen = JSON.parse(readFileSync(new URL("../data/moves.json", import.meta.url), "utf8"));

test("every frozen map moves the same way and keeps as many cells", () => {
  assert.ok(frozen.cases.length >= 9);
  for (const c of frozen.cases) {
    const x = decode(c.data);
    DIRECTIONS.forEach((d, n) => {
      const by = d.map((v) => v * c.distance);
      assert.deepEqual(shiftMap(x, by, c.fill), decode(c.moved[n]), `${c.fill} ${by}`);
      assert.equal(score(x, c.kernel_size, "max", by, c.fill), c.kept[n], `${c.fill} ${by}`);
    });
  }
});

test("the overlap of the windows is the law", () => {
  assert.equal(frozen.law.length, 6 * 6 * 9);
  for (const [k, down, right, numerator, denominator] of frozen.law) {
    const { both, either } = overlap(k, [down, right]);
    assert.equal(both * denominator, numerator * either);
  }
});

test("random maps obey the law", () => {
  for (const [k, down, right, numerator, denominator] of frozen.law.filter(([k]) => k < 5)) {
    const histogram = trials(1000, k, [down, right]);
    assert.equal(histogram.reduce((a, b) => a + b), 1000);
    const share = histogram.reduce((sum, many, n) => sum + n * many, 0) / 4000;
    assert.ok(Math.abs(share - numerator / denominator) < 0.035, `${k} ${down} ${right}: ${share}`);
  }
});

test("a value is kept when it is the same, and NaN is the same as NaN", () => {
  assert.deepEqual(kept([[1, NaN, 0, 2]], [[1, NaN, -0, 3]]), [[true, true, true, false]]);
});

test("only a compass that can be drawn is valid", () => {
  const good = { data: [[1, 2], [3, "NaN"]], mode: "max", kernel_size: 2, distance: 1, fill: "zero", view: "map", guess: -1, step: 0, speed: 1 };
  assert.ok(valid(good));
  const bad = { data: [[1], [2, 3]], mode: "min", kernel_size: 3, distance: 7, fill: "same", view: "x", guess: 9, step: 9, speed: 0 };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  assert.ok(!valid({ ...good, kernel_size: 1.5 }));
});

test("a map is rows of numbers, and Python can read it", () => {
  for (const wrong of [null, [], [[]], [1], [[1, "x"]], [[1], [1, 2]], [Array(13).fill(0)]]) assert.ok(!isMap(wrong));
  assert.equal(pythonMap([[1, "NaN"], ["-Infinity", 2.5]]), "x = np.array([\n    [1, np.nan],\n    [-np.inf, 2.5],\n])\n");
});
