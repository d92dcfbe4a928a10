/** What the bench shows, and which states a link may set. */
import assert from "node:assert/strict";
import test from "node:test";
import { benchAxes, benchLayout, stepAt } from "../../pooltools/widgets/js/arithmetic/bench_layout.js";
import { valid as rules } from "../../pooltools/widgets/js/views/bench.js";
import { reachable } from "./schema.mjs";

const valid = reachable("pooling-bench", rules);
/** @import { BenchState } from "../../pooltools/widgets/js/arithmetic/bench_layout.js" */
/** @type {BenchState} */
const good = {
  data: [[1, 2], ["NaN", 4]], mode: "max", kernel_size: 2, stride: 2, padding: 0, count_include_pad: true,
  view: "step", step: 0, speed: 1,
};

test("a state that fits is valid", () => {
  assert.ok(valid(good));
  assert.ok(valid({ ...good, padding: 1, kernel_size: 3 }));
});

for (const [why, change] of Object.entries({
  "a window larger than the map": { kernel_size: 3 },
  "padding above half the window": { padding: 2 },
  "a stride of zero": { stride: 0 },
  "half a cell": { kernel_size: 1.5 },
  "an unknown operation": { mode: "median" },
  "ragged rows": { data: [[1, 2], [3]] },
  "text in a cell": { data: [[1, "two"], [3, 4]] },
  "an empty map": { data: [] },
  "a map too large to read": { data: Array.from({ length: 13 }, () => [1, 2]) },
  "a negative step": { step: -1 },
})) {
  test(`${why} is refused`, () => assert.equal(valid({ ...good, ...change }), false));
}

test("the window shown is that of the step, the last one at most, or the one pointed at", () => {
  const state = { ...good, data: [[1, 2, 3], [4, 5, 6]], stride: 1, step: 9 };
  assert.deepEqual(benchAxes(state).map(({ outputs }) => outputs), [1, 2]);
  const { step, i, j, pooled } = benchLayout(state, null);
  assert.deepEqual([step, i, j, pooled[i][j].value], [1, 0, 1, 6]);
  assert.deepEqual(benchLayout(state, { row: 0, column: 0 }).j, 0);
  assert.deepEqual(benchLayout(state, { row: 3, column: 0 }).j, 1);
});

test("a window is found by its corner, wherever the hand is", () => {
  const state = { ...good, data: [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], kernel_size: 2, stride: 2, padding: 1 };
  /** @type {[[number, number], number][]} */
  const cases = [[[0, 0], 0], [[0.9, 0], 0], [[1, 2.4], 4], [[9, 9], 5], [[-9, 3], 2]];
  for (const [corner, step] of cases) assert.equal(stepAt(state, corner), step);
});
