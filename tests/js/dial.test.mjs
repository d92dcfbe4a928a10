/** Stops and draws against the frozen cases of Python. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { reachable } from "./schema.mjs";
import {
  DRAWS, STOPS, expectation, named, powerMean, roulette, softMean,
} from "../../pooltools/widgets/js/arithmetic/means.js";
import {
  chances, dialPython, dialTicks, sharesOf, spellMean, stopCount, stopNow, turned, wheelShares,
} from "../../pooltools/widgets/js/arithmetic/dial_layout.js";

/** @import { DialState } from "../../pooltools/widgets/js/arithmetic/dial_layout.js" */

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

/** @type {DialState} */
const dial = { data: [[1, 2], [4, 8]], family: "mean", step: 300, speed: 1 };

test("a step beyond the last stop is the last stop, a draw is not", () => {
  assert.deepEqual([stopCount(dial), stopNow(dial)], [17, 16]);
  assert.equal(stopNow({ ...dial, family: "stochastic" }), 300);
});

test("a stop has its mean, and a name where it is a known one", () => {
  assert.deepEqual(turned("mean", 8, [1, 2, 4, 8]), { p: 1, value: 3.75, name: "arithmetic" });
  assert.deepEqual(turned("soft", 0, [1, 2, 4, 8]), { p: -Infinity, value: 1, name: "min" });
  assert.equal(turned("soft", 12, [1, 2, 4, 8]).name, undefined);
  assert.deepEqual(dialTicks("soft").at(-1), { at: 1, text: "∞" });
  assert.equal(dialTicks("soft").filter(({ text }) => text).length, 5);
});

test("the calculation is spelled out as the stop has it", () => {
  const values = [1, 2, 4, 8];
  assert.equal(spellMean("mean", values, 1), "(1 + 2 + 4 + 8) / 4");
  assert.equal(spellMean("mean", values, 0), "(1 · 2 · 4 · 8)^(1/4)");
  assert.equal(spellMean("mean", values, -Infinity), "min(1, 2, 4, 8)");
  assert.equal(spellMean("mean", values, 2), "((1^2 + 2^2 + 4^2 + 8^2) / 4)^(1/2)");
  assert.equal(spellMean("soft", values, 0), "(1 + 2 + 4 + 8) / 4");
  assert.equal(spellMean("soft", [0, 1, 1, 1], -2), "ln((e^(−2·0) + e^(−2·1) + e^(−2·1) + e^(−2·1)) / 4) / (−2)");
});

test("the means of the draws are those of the numbers drawn", () => {
  const { last, value, means, total } = chances([1, 2, 4, 8], 4); // 4, 8, 4, 8
  assert.deepEqual([last, value, total], [3, 8, 15]);
  assert.deepEqual(means, [4, 6, 16 / 3, 6]);
  assert.deepEqual(chances([1, 2, 4, 8], 0).value, null);
  const none = chances([0, 0, 0, 0], 2);
  assert.deepEqual([none.value, none.means], [0, [0, 0]]);
  assert.deepEqual(wheelShares([0, 0, 0, 0], 0), []);
  assert.deepEqual(wheelShares([1, 0, 2, 1], 4).map(({ from, to }) => [from, to]),
    [[0, 0.25], [0.25, 0.25], [0.25, 0.75], [0.75, 1]]);
});

test("the Python calls what the family stands for", () => {
  assert.match(dialPython(dial), /\ngem_pool2d\(x, np\.inf, 2\)\n$/);
  assert.match(dialPython({ ...dial, family: "soft", step: 0 }), /\nlogsumexp_pool2d\(x, -np\.inf, 2\)\n$/);
  assert.match(dialPython({ ...dial, family: "stochastic" }), /import stochastic_pool2d, stochastic_pool2d_expected\n/);
});

test("each number has its part of the sum that a mean is of", () => {
  const parts = (/** @type {"mean" | "soft"} */ family, /** @type {number} */ p, values = [1, 2, 4, 8]) =>
    sharesOf(family, values, p).map((share) => Math.round(100 * share));
  assert.deepEqual(parts("mean", 2), [1, 5, 19, 75]);
  assert.deepEqual(parts("mean", 1), [7, 13, 27, 53]);
  assert.deepEqual(parts("mean", 0), [25, 25, 25, 25]);
  assert.deepEqual(parts("mean", -1), [53, 27, 13, 7]);
  assert.deepEqual(parts("mean", Infinity, [8, 2, 4, 8]), [50, 0, 0, 50]);
  assert.deepEqual(parts("mean", -Infinity), [100, 0, 0, 0]);
  assert.deepEqual(parts("mean", -1, [0, 2, 4, 8]), [100, 0, 0, 0]);
  assert.deepEqual(parts("mean", 3, [0, 0, 0, 0]), [25, 25, 25, 25]);
  assert.deepEqual(parts("mean", 0, [0, 2, 4, 8]), [25, 25, 25, 25]);
  assert.deepEqual(parts("soft", 1, [1, 2, 2, 900]), [0, 0, 0, 100]);
  assert.deepEqual(parts("soft", 0), [25, 25, 25, 25]);
});
