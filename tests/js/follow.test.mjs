/** What a link to a state leaves alone, and whom it stops. */
import assert from "node:assert/strict";
import test from "node:test";
import { openPage, plainView } from "./page.mjs";

/** A widget with a size, and a guess that is the reader's. */
function open() {
  const { view, models } = plainView();
  const schema = { size: { kind: "integer", min: 1, max: 9 }, guess: { kind: "integer", said: true } };
  const page = openPage({ widgets: [["map", { strings: {}, schema, size: 2, guess: -1 }]], views: { map: view } });
  const [model] = models;
  return { ...page, model, now: () => [model.get("size"), model.get("guess")] };
}

test("a link leaves what the reader has said, unless it names it", () => {
  const { model, now, go } = open();
  model.set("guess", 3);
  model.set("size", 7);
  go("#map:size=4");
  assert.deepEqual(now(), [4, 3]);
  go("#map:guess=1");
  assert.deepEqual(now(), [2, 1]);
});

test("a link is told to those who play, even where it changes nothing", () => {
  const { model, go } = open();
  let told = 0;
  model.on("linked", () => { told += 1; });
  go("#map:size=99");
  go("#map");
  assert.equal(told, 0);
  go("#map:size=2");
  assert.equal(told, 1);
});
