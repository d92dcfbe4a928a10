/** Which states a link may set. */
import assert from "node:assert/strict";
import test from "node:test";
import { valid } from "../../pooltools/widgets/js/views/bench.js";

const good = { data: [[1, 2], ["NaN", 4]], mode: "max", kernel_size: 2, stride: 2, padding: 0, count_include_pad: true, view: "step", step: 0, speed: 1 };

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
