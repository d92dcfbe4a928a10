/** One redraw for a burst of changes, none after the end, and what a link has to carry. */
import assert from "node:assert/strict";
import test from "node:test";
import { PageModel } from "../../pooltools/widgets/js/page/model.js";
import { notWithin, watch } from "../../pooltools/widgets/js/parts/state.js";

/** @import { Schema } from "../../pooltools/widgets/js/arithmetic/schema.js" */
/** @typedef {{ size: number, name: string, data: (number | string)[][] }} State */

/** @type {Schema} */
const SCHEMA = {
  size: { kind: "integer", min: 1, max: 9 },
  name: { kind: "text" },
  data: { kind: "map", rows: {}, columns: {} },
};

/** A watched model, and how often it was drawn and saved. */
function begin() {
  const model = new PageModel({ schema: SCHEMA, strings: {}, size: 2, name: "a", data: [[0]] }, "here");
  const counts = { drawn: 0, saved: 0 };
  model.save_changes = () => { counts.saved += 1; };
  const rules = (/** @type {State} */ { size, name }) => size < 5 || name === "large";
  const state = watch(model, () => { counts.drawn += 1; }, rules);
  return { model, counts, state };
}
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

test("a burst of changes is drawn once, and the next burst once more", async () => {
  const { counts, state } = begin();
  state.set({ size: 3, name: "b" });
  state.set({ size: 4 });
  assert.equal(counts.drawn, 0);
  await settled();
  assert.equal(counts.drawn, 1);
  state.set({ size: 5 });
  await settled();
  assert.equal(counts.drawn, 2);
});

test("a value that stays the same is not drawn", async () => {
  const { counts, state } = begin();
  state.set({ size: 2 });
  await settled();
  assert.equal(counts.drawn, 0);
});

test("nothing is drawn after the end, not even what was already on its way", async () => {
  const { model, counts, state } = begin();
  state.set({ size: 3 });
  state.stop();
  model.set("size", 4);
  await settled();
  assert.equal(counts.drawn, 0);
});

test("a change is saved unless it is one of many", () => {
  const { counts, state } = begin();
  state.set({ size: 3 }, false);
  assert.equal(counts.saved, 0);
  state.set({ size: 4 });
  assert.equal(counts.saved, 1);
});

test("what differs from the beginning is told, the sign of zero too, until the reset", () => {
  const { state } = begin();
  assert.deepEqual(state.changed(), {});
  state.set({ size: 4, data: [[0]] });
  assert.deepEqual(state.changed(), { size: 4 });
  state.set({ data: [[-0]] });
  assert.deepEqual(state.changed(), { size: 4, data: [[-0]] });
  state.reset();
  assert.deepEqual(state.changed(), {});
  assert.equal(state.get("size"), 2);
});

test("a reader can make only changes within the ranges and the view's own rules", () => {
  const { state } = begin();
  assert.deepEqual([1, 4, 5, 10, 0].map((size) => state.can({ size })), [true, true, false, false, false]);
  assert.ok(state.can({ size: 5, name: "large" }));
});

test("a state is all that the schema has, and nothing else", () => {
  assert.deepEqual(begin().state.all(), { size: 2, name: "a", data: [[0]] });
});

test("an action asked for while it runs is run once more, after it and not within", () => {
  /** @type {string[]} */
  const told = [];
  let more = 2;
  const act = notWithin(() => {
    told.push("begin");
    if (more > 0) { more -= 1; act(); act(); }
    told.push("end");
  });
  act();
  assert.deepEqual(told, ["begin", "end", "begin", "end", "begin", "end"]);
});

test("an action that fails can be asked for again", () => {
  let fails = true;
  let done = 0;
  const act = notWithin(() => { if (fails) throw new Error("no"); done += 1; });
  assert.throws(act, /no/);
  fails = false;
  act();
  assert.equal(done, 1);
});
