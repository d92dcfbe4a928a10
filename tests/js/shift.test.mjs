/** Moves and scores against the frozen cases of Python; trials against the law. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { valid as rules } from "../../pooltools/widgets/js/views/compass.js";
import { reachable } from "./schema.mjs";
import { compassLayout, fates, lawOf } from "../../pooltools/widgets/js/arithmetic/compass_layout.js";
import { edited, pythonMap } from "../../pooltools/widgets/js/arithmetic/maps.js";
import { decode } from "../../pooltools/widgets/js/arithmetic/pool.js";
import { DIRECTIONS, kept, overlap, score, shiftMap, trials } from "../../pooltools/widgets/js/arithmetic/shift.js";

const valid = reachable("shift-compass", rules);
const frozen = JSON.parse(readFileSync(new URL("../data/moves.json", import.meta.url), "utf8"));

test("every frozen map moves the same way and keeps as many cells", () => {
  assert.ok(frozen.cases.length >= 9);
  for (const c of frozen.cases) {
    const x = decode(c.data);
    DIRECTIONS.forEach(([down, right], n) => {
      /** @type {[number, number]} */
      const by = [down * c.distance, right * c.distance];
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
  for (const [k, down, right, numerator, denominator] of frozen.law) {
    if (k >= 5) continue;
    const histogram = trials(1000, k, [down, right]);
    assert.equal(histogram.reduce((a, b) => a + b), 1000);
    const share = histogram.reduce((sum, many, n) => sum + n * many, 0) / 4000;
    assert.ok(Math.abs(share - numerator / denominator) < 0.035, `${k} ${down} ${right}: ${share}`);
  }
});

test("a value is kept when it is the same, and NaN is the same as NaN", () => {
  assert.deepEqual(kept([[1, NaN, 0, 2]], [[1, NaN, -0, 3]]), [[true, true, true, false]]);
});

/** @import { CompassState } from "../../pooltools/widgets/js/arithmetic/compass_layout.js" */
/** @type {CompassState} */
const good = {
  data: [[1, 2], [3, "NaN"]], mode: "max", kernel_size: 2, distance: 1, fill: "zero", view: "map", guess: -1, step: 0,
  speed: 1,
};

test("a cell that decides stays, loses or takes over; an average knows no such cell", () => {
  /** @type {CompassState} */
  const state = { ...good, data: [[9, 1, 5, 1], [1, 2, 1, 8]], step: 1 };
  const now = compassLayout(state);
  assert.deepEqual(now.moved, [[0, 9, 1, 5], [0, 1, 2, 1]]);
  assert.deepEqual(now.by, [0, 1]);
  assert.deepEqual(fates(now), [["", "stayed", "", "took_over"], ["", "", "", ""]]);
  assert.deepEqual(fates(compassLayout({ ...state, distance: 2 }))[0], ["took_over", "", "stayed", ""]);
  assert.deepEqual(fates(compassLayout({ ...state, mode: "average" })).flat().filter(Boolean), []);
});

test("what came in over the edge takes over and does not stay", () => {
  const now = compassLayout({ ...good, data: [[9, 1, 1, 8], [1, 1, 1, 1]], step: 1, fill: "edge" });
  assert.deepEqual(fates(now)[0], ["took_over", "lost", "took_over", ""]);
  assert.deepEqual([now.scores[0], now.count, now.same], [2, 2, [[true, false]]]);
});

test("the whole moves are counted without the one that is none", () => {
  const flat = { ...good, data: [[3, 3], [3, 3]] };
  assert.equal(compassLayout({ ...flat, fill: "wrap" }).whole, 8);
  assert.equal(compassLayout({ ...flat, distance: 2 }).whole, 0);
});

test("a straight step has a formula as long as windows overlap", () => {
  assert.equal(lawOf(3, 1, 1), "(k − t) / (k + t) = 2/4");
  assert.equal(lawOf(3, 2, 1), "4/14");
  assert.equal(lawOf(2, 3, 2), "0/8");
});

test("only a compass that can be drawn is valid", () => {
  assert.ok(valid(good));
  const bad = {
    data: [[1], [2, 3]], mode: "min", kernel_size: 3, distance: 7, fill: "same", view: "x", guess: 9, step: 9, speed: 0,
  };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  assert.ok(!valid({ ...good, kernel_size: 1.5 }));
});

test("a map is edited in one place, as JSON carries it", () => {
  const map = [[1, 2], [3, "NaN"]];
  assert.deepEqual(edited(map, 0, 1, -Infinity), [[1, "-Infinity"], [3, "NaN"]]);
  assert.deepEqual(map, [[1, 2], [3, "NaN"]]);
});

test("Python can read a map", () => {
  const text = "x = np.array([\n    [1, np.nan],\n    [-np.inf, 2.5],\n])\n";
  assert.equal(pythonMap([[1, "NaN"], ["-Infinity", 2.5]]), text);
});
