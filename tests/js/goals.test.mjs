/** Every challenge can be met, is not met by a near miss, nor by what a picture or a link begins with. */
import assert from "node:assert/strict";
import test from "node:test";
import { fits } from "../../pooltools/widgets/js/arithmetic/schema.js";
import { isLeast, newlyDone, readDone } from "../../pooltools/widgets/js/arithmetic/goal.js";
import { linkedState, splitHash } from "../../pooltools/widgets/js/page/address.js";
import { CASES as OTHERS, map } from "./goal_cases.mjs";
import { GOALS, frozen, showInk } from "./goals.mjs";
import { RUNNING } from "./running_cases.mjs";
import { widgets } from "./schema.mjs";

/**
 * @import { Goal } from "../../pooltools/widgets/js/arithmetic/goal.js"
 * @import { AnyState } from "./schema.mjs"
 */

const CASES = { ...OTHERS, "running-network": RUNNING };

/**
 * Is a goal met by a state that a reader can reach?
 * @param {string} name @param {Goal<AnyState>} goal @param {AnyState} changes
 */
async function meets(name, goal, changes) {
  const { module, schema, state } = widgets[name];
  const now = { ...state, ...changes };
  const { valid = () => true } = await import(`../../pooltools/widgets/js/views/${module}.js`);
  assert.ok(fits(schema, now) && valid(now), `${name} cannot be ${JSON.stringify(changes)}`);
  showInk(now);
  return goal.met(now);
}

/** What playing sets, one after the other. @param {string} name @param {AnyState} start @returns {AnyState[]} */
function played(name, { view }) {
  if (view === "counter") return [0, 1, 2, 3, 4, 5].map((n) => ({ pools: "1".repeat(5 - n) + "0".repeat(n) }));
  const key = /** @type {AnyState} */ ({ "ink-lab": "kernel_size", "running-network": "right" })[name] ?? "step";
  const { min, max = 30 } = /** @type {AnyState} */ (widgets[name].schema[key]);
  return Array.from({ length: max - min + 1 }, (_, n) => ({ [key]: min + n }));
}

const all = Object.entries(GOALS).flatMap(([name, goals]) =>
  goals.map((goal) => /** @type {const} */ ([name, goal])));

test("every picture but the cards has its goals, and the traits know their names", () => {
  assert.deepEqual(Object.keys(GOALS).sort(), Object.keys(widgets).filter((name) => name !== "myth-cards").sort());
  for (const [name, goals] of Object.entries(GOALS)) {
    const rule = widgets[name].schema.challenge;
    assert.deepEqual(rule.kind === "choice" && rule.values, ["", ...goals.map(({ id }) => id)]);
    assert.deepEqual(Object.keys(CASES[name]), goals.map(({ id }) => id));
  }
});

for (const [name, goal] of all) {
  test(`${name}: ${goal.id} can be met, and a near miss does not`, async () => {
    const { witness, miss } = CASES[name][goal.id];
    for (const changes of witness) assert.equal(await meets(name, goal, changes), true, JSON.stringify(changes));
    for (const changes of miss) assert.equal(await meets(name, goal, changes), false, JSON.stringify(changes));
    assert.ok(witness.length && miss.length > 1);
  });

  test(`${name}: ${goal.id} is met neither by what it begins with nor by playing that`, async () => {
    for (const start of [{}, goal.start ?? {}]) {
      for (const at of played(name, start)) assert.equal(await meets(name, goal, { ...start, ...at }), false);
    }
    const { challenge } = linkedState({ ...widgets[name].state, schema: widgets[name].schema }, String(
      new URLSearchParams({ ...goal.start, challenge: goal.id }))) ?? {};
    assert.equal(challenge, goal.id); // its link can be followed
  });
}

test("no link of the book meets a goal", () => {
  let looked = 0;
  for (const address of frozen("addresses").states) {
    const { anchor = "", text = "" } = splitHash(address.slice(address.indexOf("#"))) ?? {};
    const { schema, state } = widgets[anchor];
    const linked = linkedState({ ...state, schema }, text);
    showInk(linked);
    for (const goal of GOALS[anchor]) {
      assert.equal(goal.met(linked), false, `${address} meets ${goal.id}`);
      looked += 1;
    }
  }
  assert.ok(looked > 150, `only ${looked}`);
});

/** The goal of a picture. @param {string} name @param {string} id @returns {Goal<AnyState>} */
function goalOf(name, id) {
  const goal = GOALS[name].find((one) => one.id === id);
  if (!goal?.count) throw new Error(`${name} counts nothing for ${id}`);
  return goal;
}

test("one five decides four windows, and no five none", () => {
  const { count, least } = goalOf("pooling-bench", "all-fives");
  const { state } = widgets["pooling-bench"];
  assert.equal(count?.({ ...state, data: map(4, [1, 1, 5]) }), 1);
  assert.equal(count?.({ ...state, data: map(4, [1, 1, 5], [2, 2, 5]) }), 2);
  assert.equal(least, 1);
});

test("the fewest cells that three windows can see are those said", async () => {
  const goal = goalOf("window-ruler", "few-seen");
  const { valid } = await import("../../pooltools/widgets/js/views/ruler.js");
  const { state, schema } = widgets["window-ruler"];
  const upTo = (/** @type {string} */ key) => {
    const { min, max } = /** @type {{ min: number, max: number }} */ (schema[key]);
    return Array.from({ length: max - min + 1 }, (_, n) => min + n);
  };
  let best = Infinity;
  for (const kernel_size of upTo("kernel_size")) for (const stride of upTo("stride"))
    for (const padding of upTo("padding")) for (const dilation of upTo("dilation"))
      for (const rule of ["floor", "ceil", "same"]) {
        const now = /** @type {AnyState} */ ({ ...state, n: 12, kernel_size, stride, padding, dilation, rule });
        if (valid(now) && goal.met(now)) best = Math.min(best, goal.count?.(now) ?? 0);
      }
  assert.equal(best, goal.least);
});

test("one layer cannot see so far, two can", async () => {
  const goal = goalOf("zoom-stack", "far");
  for (let k = 1; k <= 11; k += 1) {
    for (let d = 1; d <= 4; d += 1) assert.equal(await meets("zoom-stack", goal, { layers: `conv${k}@${d}` }), false);
  }
  assert.equal(goal.count?.({ ...widgets["zoom-stack"].state, layers: "conv11/11 conv11@4" }), 2);
  assert.equal(goal.least, 2);
});

test("what is met is met once, and less is better", () => {
  /** @type {Goal<number>[]} */
  const goals = [{ id: "a", met: (n) => n > 0 }, { id: "b", met: (n) => n > 1, count: (n) => 10 - n, least: 2 }];
  assert.deepEqual(newlyDone(goals, 0, {}), {});
  assert.deepEqual(newlyDone(goals, 2, {}), { a: 1, b: 8 });
  assert.deepEqual(newlyDone(goals, 2, { a: 1, b: 8 }), {});
  assert.deepEqual(newlyDone(goals, 3, { a: 1, b: 8 }), { b: 7 });
  assert.deepEqual(newlyDone(goals, 2, { a: 1, b: 7 }), {});
  assert.ok(isLeast(2, 2) && !isLeast(3, 2) && !isLeast(1));
});

test("what was kept is taken as far as it is ours", () => {
  assert.deepEqual(readDone({ a: 3, b: "x", c: null }), { a: 3 });
  for (const broken of [null, undefined, 7, "text", true, []]) assert.deepEqual(readDone(broken), {});
});
