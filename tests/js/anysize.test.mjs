/** Pyramids against the frozen vectors of Python, and the recipe against its failures. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { valid as rules } from "../../pooltools/widgets/js/views/anysize.js";
import { reachable } from "./schema.mjs";
import {
  anySizeLayout, binCount, brokenRecipe, chosenBin, digitIndex, echo, ECHOES,
} from "../../pooltools/widgets/js/arithmetic/anysize_layout.js";
import { recipeBins } from "../../pooltools/widgets/js/arithmetic/bins.js";
import { cut, expected, holds, pyramid, stepAt } from "../../pooltools/widgets/js/arithmetic/pyramid.js";

const valid = reachable("any-size-machine", rules);
/** @import { AnySizeState } from "../../pooltools/widgets/js/arithmetic/anysize_layout.js" */
const frozen = JSON.parse(readFileSync(new URL("../data/anysize.json", import.meta.url), "utf8"));

test("every frozen vector is the same, number by number", () => {
  assert.ok(frozen.cases.length >= 20);
  for (const c of frozen.cases) {
    const tiers = pyramid(cut(frozen.maps, 4, 16, c.height, c.width), c.levels, c.rule);
    const vector = tiers.flatMap(({ results }) => results.flat().map(({ value }) => value)).join("");
    assert.equal(vector, c.output, JSON.stringify(c));
    assert.equal(expected(4, c.levels), c.expected);
    if (c.rule === "adaptive") assert.equal(vector.length, c.expected);
  }
});

/** @type {AnySizeState} */
const machine = {
  maps: frozen.maps, height: 13, width: 13, levels: [4, 2, 1], rule: "adaptive", channel: 3, step: 15, speed: 1,
};

test("bins are counted as the pyramid makes them", () => {
  for (const c of frozen.cases) assert.equal(4 * binCount(c), c.output.length, JSON.stringify(c));
});

test("a bar that is pointed at is shown in place of the step, as long as it is there", () => {
  const bar = { tier: 2, bin: 0, map: 1 };
  const { place, map } = anySizeLayout(machine, bar);
  assert.deepEqual([place, map], [bar, 1]);
  for (const gone of [{ tier: 3, bin: 0, map: 1 }, { tier: 1, bin: 4, map: 1 }]) {
    const now = anySizeLayout(machine, gone);
    assert.deepEqual([now.place, now.map], [{ tier: 0, bin: 15 }, 2]);
  }
});

test("the chosen bin has its borders, the step ends with the last bin, and without bins none is chosen", () => {
  const last = chosenBin(anySizeLayout({ ...machine, width: 7, step: 999 }, undefined));
  assert.deepEqual([last?.tier.level, last?.bin, last?.rows, last?.columns], [1, 0, [0, 13], [0, 7]]);
  const none = anySizeLayout({ ...machine, height: 4, levels: [6], rule: "recipe" }, undefined);
  assert.deepEqual([chosenBin(none), none.step, none.got, none.want], [null, 0, 0, 144]);
});

test("a broken recipe is named by its first side and level, height before width", () => {
  assert.equal(brokenRecipe({ ...machine, height: 11 }), undefined);
  assert.equal(brokenRecipe({ ...machine, rule: "recipe" }), undefined);
  assert.deepEqual(brokenRecipe({ ...machine, rule: "recipe", width: 11, levels: [6, 4] }), [11, 6]);
  assert.deepEqual(brokenRecipe({ ...machine, rule: "recipe", height: 7, width: 11 }), [7, 4]);
});

test("a cell of a map is found among the digits", () => {
  assert.deepEqual([digitIndex(1, 0, 0), digitIndex(1, 2, 3), digitIndex(4, 15, 15)], [0, 35, frozen.maps.length - 1]);
});

test("the recipe fails for the sizes that the book lists, and for no others", () => {
  const failing = (/** @type {number} */ n, /** @type {number} */ upTo) =>
    Array.from({ length: upTo }, (_, k) => k + 1).filter((a) => a >= n && recipeBins(a, n).length !== n);
  assert.deepEqual(failing(6, 64), [8, 9, 10, 11, 15, 16, 17, 22, 23, 29]);
  assert.deepEqual(failing(4, 64), [6, 7, 11]);
  assert.deepEqual(failing(3, 64), [5]);
  assert.deepEqual([...failing(2, 64), ...failing(1, 64)], []);
  assert.deepEqual(recipeBins(5, 6), []);
});

test("a step finds its level and bin, and a cell its bins", () => {
  const tiers = pyramid(cut(frozen.maps, 4, 16, 13, 13), [4, 2, 1], "adaptive");
  assert.deepEqual(stepAt(tiers, 0), { tier: 0, bin: 0 });
  assert.deepEqual(stepAt(tiers, 16), { tier: 1, bin: 0 });
  assert.deepEqual(stepAt(tiers, 20), { tier: 2, bin: 0 });
  assert.equal(stepAt(tiers, 21), null);
  const counts = (/** @type {number} */ row, /** @type {number} */ column) =>
    tiers.map((tier) => tier.bins.filter((_, bin) => holds(tier, bin, { row, column })).length);
  assert.deepEqual(counts(6, 6), [4, 4, 1]);
  assert.deepEqual(counts(0, 0), [1, 1, 1]);
});

test("photos of other sizes come out as long, but for the recipe; flattened they do not", () => {
  for (const size of ECHOES) {
    const { tiers, got, long } = echo(machine, size);
    assert.equal(got, 84);
    assert.equal(long, 4 * size[0] * size[1]);
    assert.equal(tiers.flatMap(({ results }) => results.flat()).length, got);
    const here = anySizeLayout({ ...machine, height: size[0], width: size[1] }, undefined);
    assert.deepEqual(tiers, here.tiers);
  }
  assert.notEqual(echo({ ...machine, levels: [6], rule: "recipe" }, [16, 7]).got, 144);
});

test("only a machine that can be drawn is valid", () => {
  const good = {
    maps: frozen.maps, height: 4, width: 16, levels: [6, 1], rule: "recipe", channel: 4, step: 0, speed: 1,
  };
  assert.ok(valid(good));
  const bad = { maps: "123", height: 3, width: 17, levels: [], rule: "x", channel: 0, step: -1, speed: 0 };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  for (const levels of [[1, 2], [5], [2, 2], "4", null]) assert.ok(!valid({ ...good, levels }));
});
