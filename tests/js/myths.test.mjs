/** Which states a link may set, and how the score is counted. */
import assert from "node:assert/strict";
import test from "node:test";
import { answered, given, score, toRead } from "../../pooltools/widgets/js/arithmetic/verdicts.js";
import { reachable } from "./schema.mjs";

/** @import { Verdict } from "../../pooltools/widgets/js/arithmetic/verdicts.js" */

const valid = reachable("myth-cards");
const cards = /** @type {const} */ (["f", "d", "t"]).map((verdict) => ({ verdict }));
const good = { answers: "-f-t-d---------", step: 14, told: "at the end" };

test("a row of answers for every card is valid", () => assert.ok(valid(good)));

for (const [why, change] of Object.entries({
  "too few answers": { answers: "--" },
  "another sign": { answers: "-x-t-d---------" },
  "a card that is not there": { step: 15 },
  "half a card": { step: 0.5 },
  "another time to tell": { told: "never" },
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

test("what is given is counted, right or wrong", () => {
  assert.deepEqual(["---", "t--", "tfd"].map(given), [0, 1, 3]);
});

test("each chapter is to be read once, in order, for all its wrong cards and those not answered", () => {
  const made = (/** @type {Verdict} */ verdict, /** @type {string} */ page) =>
    ({ verdict, link: `${page}.html#x:step=1`, chapter: `Chapter ${page}` });
  const four = [made("f", "07"), made("d", "02"), made("t", "07"), made("f", "05")];
  assert.deepEqual(toRead(four, "fdtf"), []);
  assert.deepEqual(toRead(four, "ttf-"), [
    { chapter: "Chapter 02", page: "02.html", numbers: [2] },
    { chapter: "Chapter 05", page: "05.html", numbers: [4] },
    { chapter: "Chapter 07", page: "07.html", numbers: [1, 3] },
  ]);
});
