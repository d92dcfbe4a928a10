/** Stops and draws against the frozen cases of Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { reachable } from "./schema.mjs";
import {
  DRAWS, STOPS, expectation, named, powerMean, roulette, softMean,
} from "../../pooltools/widgets/js/arithmetic/means.js";

const valid = reachable("p-dial");
const frozen = JSON.parse(readFileSync(new URL("../data/dial.json", import.meta.url), "utf8"));

/** @param {number} got @param {number} want @param {string} name */
function near(got, want, name) {
  assert.ok(Math.abs(got - want) <= 1e-11 * Math.abs(want), `${name}: ${got} is not ${want}`);
}

test("every stop of both dials gives what Python computes", () => {
  assert.ok(frozen.cases.length >= 6);
  for (const { data, mean, soft, expected } of frozen.cases) {
    const values = data.flat();
    STOPS.mean.forEach((p, n) => near(powerMean(values, p), mean[n], `p = ${p} of ${values}`));
    STOPS.soft.forEach((s, n) => near(softMean(values, s), soft[n], `s = ${s} of ${values}`));
    near(expectation(values), expected, `expectation of ${values}`);
  }
});

test("every draw is that of Python", () => {
  for (const { data, draws } of frozen.cases) {
    assert.equal(draws.length, DRAWS);
    const values = data.flat();
    assert.deepEqual(roulette(values, DRAWS).map((n) => values[n] ?? 0), draws);
    assert.deepEqual(roulette(values, 5), roulette(values, DRAWS).slice(0, 5));
  }
});

test("the named means stand in their order", () => {
  const means = Object.values(named([1, 2, 4, 8]));
  assert.deepEqual([means[0], means[3], means[5]], [1, 3.75, 8]);
  means.slice(1).forEach((mean, n) => assert.ok(mean > means[n]));
  assert.deepEqual(Object.values(named([0, 0, 0, 0])), [0, 0, 0, 0, 0, 0]);
});

test("only a dial that can be drawn is valid", () => {
  const good = { data: [[1, 2], [0, 8.5]], family: "soft", step: 300, speed: 1 };
  assert.ok(valid(good));
  const bad = { family: "max", step: 301, speed: 0, data: [[1, -2], [3, 4]] };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  for (const data of [[[1, 2]], [[1, "Infinity"], [2, 3]], [[1, 2, 3], [4, 5, 6]], [1, 2, 3, 4]]) {
    assert.ok(!valid({ ...good, data }));
  }
});
