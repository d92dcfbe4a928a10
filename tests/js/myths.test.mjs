/** Which states a link may set, and how the score is counted. */
import assert from "node:assert/strict";
import test from "node:test";
import { answered, score } from "../../pooltools/widgets/js/arithmetic/verdicts.js";
import { reachable } from "./schema.mjs";

const valid = reachable("myth-cards");
const cards = /** @type {const} */ (["f", "d", "t"]).map((verdict) => ({ verdict }));
const good = { answers: "-f-t-d---------", step: 14 };

test("a row of answers for every card is valid", () => assert.ok(valid(good)));

for (const [why, change] of Object.entries({
  "too few answers": { answers: "--" },
  "another sign": { answers: "-x-t-d---------" },
  "a card that is not there": { step: 15 },
  "half a card": { step: 0.5 },
})) {
  test(`${why} is refused`, () => assert.equal(valid({ ...good, ...change }), false));
}

test("the score is what is right of what is given", () => {
  assert.deepEqual(score(cards, "---"), [0, 0]);
  assert.deepEqual(score(cards, "ff-"), [1, 2]);
  assert.deepEqual(score(cards, "fdt"), [3, 3]);
});

test("an answer takes the place of the one before, and no other's", () => {
  assert.equal(answered("-f-", 0, "t"), "tf-");
  assert.equal(answered("-f-", 1, "d"), "-d-");
  assert.equal(answered("-f-", 2, "f"), "-ff");
});
