/** The rules of a state, and the text that carries it. */
import assert from "node:assert/strict";
import test from "node:test";
import { fits, keeps, readValue, writeValue } from "../../pooltools/widgets/js/arithmetic/schema.js";
import { widgets } from "./schema.mjs";

/** @import { MapRule, Rule } from "../../pooltools/widgets/js/arithmetic/schema.js" */

/** @type {MapRule} */
const MAP = { kind: "map", rows: { min: 1, max: 3 }, columns: { min: 1, max: 3 } };

/** @type {[Rule, unknown[], unknown[]][]} */
const RULES = [
  [{ kind: "integer", min: 0, max: 3 }, [0, 3], [-1, 4, 1.5, "1", NaN, null, undefined]],
  [{ kind: "integer", min: 0 }, [0, 1e21], [-1, Infinity]],
  [{ kind: "number", min: 0.1, max: 10 }, [0.1, 2.5, 10], [0, 11, NaN, Infinity, "1"]],
  [{ kind: "boolean" }, [true, false], [0, "true", null]],
  [{ kind: "text" }, ["", "a\nb"], [1, null]],
  [{ kind: "text", pattern: "[01]{5}|x" }, ["01010", "x"], ["0101", "010101", "01010\n", "yx"]],
  [{ kind: "choice", values: ["max", 4] }, ["max", 4], ["min", "4", undefined]],
  [{ kind: "list", of: { kind: "integer", max: 4 }, min: 1, max: 2 }, [[1], [1, 4]], [[], [1, 2, 3], [5], 1, "12"]],
  [MAP, [[[1, "NaN"], ["Infinity", "-Infinity"]]], [null, [], [[]], [1], [[1], 2], [[1, "x"]], [[1], [1, 2]]]],
  [MAP, [[[1, 2, 3]]], [[[1, 2, 3, 4]], [[1], [1], [1], [1]], [[Infinity]], [[null]]]],
  [{ ...MAP, finite: true, min: 0 }, [[[0, 2]]], [[[-1]], [["NaN"]], [["Infinity"]]]],
];

for (const [rule, good, bad] of RULES) {
  test(`values are told apart by ${JSON.stringify(rule)}`, () => {
    for (const value of good) assert.ok(keeps(rule, value), JSON.stringify(value));
    for (const value of bad) assert.ok(!keeps(rule, value), JSON.stringify(value));
  });
}

test("every widget begins in a state that its schema allows", () => {
  assert.equal(Object.keys(widgets).length, 14);
  for (const [name, { schema, state }] of Object.entries(widgets)) assert.ok(fits(schema, state), name);
});

test("a state that lacks a key does not keep the schema", () => {
  assert.ok(!fits({ a: { kind: "integer" } }, {}));
});

test("what is written is read as the same, the strange numbers too", () => {
  for (const value of [1e21, -0, 0.1, true, [[1, -0], ["NaN", "-Infinity"]], [6, 1]]) {
    assert.deepEqual(readValue({ kind: "number" }, writeValue(value)), value);
  }
  for (const text of ["conv3/2 conv3@2", "1 + 1 = 2 & 100 %", "5", '"']) {
    assert.equal(readValue({ kind: "text" }, writeValue(text)), text);
  }
});

test("a choice is read as the text or the number that it is", () => {
  assert.equal(readValue({ kind: "choice", values: ["2", 4] }, "2"), "2");
  assert.equal(readValue({ kind: "choice", values: ["2", 4] }, "4"), 4);
});

test("a text that is no value is none", () => {
  for (const text of ["", "[[1,2", "nonsense", "{"]) assert.equal(readValue(MAP, text), undefined);
});
