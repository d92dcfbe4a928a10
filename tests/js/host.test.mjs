/** The page's host: links in all their forms, and what is left where something fails. */
import assert from "node:assert/strict";
import test from "node:test";
import { linkedState, splitHash } from "../../pooltools/widgets/js/page/address.js";
import { openPage, plainView } from "./page.mjs";

/** @import { Schema } from "../../pooltools/widgets/js/arithmetic/schema.js" */

/** @type {Schema} */
const schema = {
  size: { kind: "integer", min: 1, max: 9 },
  data: { kind: "map", rows: { min: 1, max: 12 }, columns: { min: 1, max: 12 } },
  name: { kind: "text" },
  mode: { kind: "choice", values: ["max", "average"] },
  levels: { kind: "list", of: { kind: "choice", values: [4, 2, 1] }, min: 1 },
};
const STATE = {
  strings: { not_started: "It did not start." }, schema, pictures: { a: "x" },
  size: 2, data: [[1, 2]], name: "a", mode: "max", levels: [4, 1],
};

/** A page with one widget, #map. @param {string} [hash] */
function open(hash) {
  const { view, models } = plainView();
  const page = openPage({ hash, widgets: [["map", STATE]], views: { map: view } });
  const [model] = models;
  const now = () => Object.fromEntries(Object.keys(schema).map((key) => [key, model.get(key)]));
  return { ...page, model, now };
}
const BEGINNING = open().now();

test("a widget stands in its box beside the still picture, which is hidden by its state", () => {
  const { elements: [element], errors } = open();
  assert.equal(element.dataset.state, "ready");
  assert.equal(element.lastElementChild?.textContent, "size 2");
  assert.equal(element.id, "map");
  assert.deepEqual(errors, []);
});

for (const hash of [
  "#%", "#%E0%A4%A", "#map:%", "#map:data=[[1,2", "#map:size=3&na", "#map:size=3&unknown=1", "#map:size=99",
  "#map:size=two", "#map:size=", "#other:size=3", "#map", "#", "#map:mode=mi", "#map:strings=1&size=3",
  "#map:schema={}", "#map:language=zh", "#map:pictures={}", "#map:__proto__=1", "#map:constructor=1",
  "#map:data=%7B%22length%22:1%7D", "#map:levels=[]",
]) {
  test(`${hash} leaves the page and the widget as they were`, () => {
    const { elements: [element], errors, seen, now, go } = open(hash);
    assert.equal(element.dataset.state, "ready");
    assert.deepEqual(now(), BEGINNING);
    go("#map:size=5");
    go(hash);
    assert.equal(now().size, 5);
    assert.deepEqual([errors, seen], [[], ["map"]]);
  });
}

/** States whose addresses must bring them back; a link carries numbers as JSON does. */
const STRANGE = [
  { size: 9 },
  { data: [[1e21, -0, 0.1], ["NaN", "Infinity", "-Infinity"]] },
  { data: [[1e-7, -1e300]] },
  { name: "1 + 1 = 2 & 100 % #a:b ?" },
  { name: "%41%2B" },
  { name: "池化" },
  { name: "" },
  { mode: "average", levels: [2, 1] },
];

for (const change of STRANGE) {
  test(`the address of ${JSON.stringify(change)} comes back as the same state`, () => {
    const address = open().model.link(change);
    const { now, seen } = open(new URL(address).hash);
    assert.deepEqual(now(), { ...BEGINNING, ...change });
    assert.deepEqual(seen, ["map"]);
  });
}

test("an address keeps the page and forgets the fragment", () => {
  const { model } = open("#map:size=3");
  assert.equal(model.link({ size: 4 }), "https://book.test/page.html#map:size=4");
});

test("links are followed as they were written before", () => {
  const written = {
    "#map:data=[[-2,-3],[-4,-1]]&size=3": { data: [[-2, -3], [-4, -1]], size: 3 },
    "#map:levels=%5B2%2C1%5D&size=3": { levels: [2, 1], size: 3 },
    "#map:name=conv3+conv3%402&size=3": { name: "conv3 conv3@2", size: 3 },
    "#map:name=conv3%20conv3@2": { name: "conv3 conv3@2" },
    "#map:data=[[%22NaN%22]]": { data: [["NaN"]] },
    "#map%3Asize%3D3%26mode%3Daverage": { size: 3, mode: "average" },
  };
  for (const [hash, change] of Object.entries(written)) {
    assert.deepEqual(open(hash).now(), { ...BEGINNING, ...change }, hash);
  }
});

test("a link begins at the page's own state, whatever the reader did", () => {
  const { model, now, go } = open();
  model.set("mode", "average");
  go("#map:size=3");
  assert.deepEqual(now(), { ...BEGINNING, size: 3 });
});

test("where no dock comes, a link goes there, and again at a second click", async () => {
  const { model, now } = open("#map:size=3");
  document.body.insertAdjacentHTML("beforeend", '<a href="#map:size=3"><b>three</b></a><a href="#map:size=4">four</a>');
  const [three, four] = document.querySelectorAll("a");
  model.set("size", 7);
  four.addEventListener("click", (event) => event.preventDefault());
  four.click();
  assert.equal(now().size, 7);
  three.querySelector("b")?.click();
  await new Promise((resolve) => { setTimeout(resolve); });
  assert.equal(now().size, 3);
});

test("a state that breaks a rule of the view is not followed", () => {
  const { view, models } = plainView({ valid: ({ size }) => size < 5 });
  const { go } = openPage({ hash: "#map:size=5", widgets: [["map", STATE]], views: { map: view } });
  assert.equal(models[0].get("size"), 2);
  go("#map:size=4");
  assert.equal(models[0].get("size"), 4);
});

test("a view that throws leaves the still picture alone, one line, and the other widgets", () => {
  const { view } = plainView();
  const broken = plainView({ render: ({ el }) => { el.append("half"); throw new Error("broken"); } });
  const { elements, errors } = openPage({
    hash: "#bad:size=3", widgets: [["bad", STATE], ["map", STATE]], views: { bad: broken.view, map: view },
  });
  const [bad, good] = elements;
  assert.equal(bad.dataset.state, "error");
  assert.deepEqual([...bad.children].map(({ tagName, className }) => `${tagName} ${className}`),
    ["SCRIPT ", "DIV pool-still", "P pool-failed"]);
  assert.equal(bad.lastElementChild?.textContent, "It did not start.");
  assert.equal(good.dataset.state, "ready");
  assert.deepEqual(errors.map(String), ["Error: broken"]);
});

test("a state that is no JSON leaves the still picture alone, too", () => {
  const { elements: [bad], errors } = openPage({ widgets: [["map", "{"]], views: { map: plainView().view } });
  assert.equal(bad.dataset.state, "error");
  assert.equal(bad.querySelectorAll(".pool-failed").length, 1);
  assert.equal(errors.length, 1);
});

test("a widget whose view has not come stays as it is", () => {
  const { elements: [element], errors } = openPage({ widgets: [["map", STATE]], views: {} });
  assert.equal(element.dataset.state, "loading");
  assert.deepEqual(errors, []);
});

test("the second widget of a kind has an address of its own", () => {
  const { view, models } = plainView();
  const { elements, go } = openPage({ widgets: [["map", STATE], ["map", STATE]], views: { map: view } });
  assert.deepEqual(elements.map(({ id }) => id), ["map", "map-2"]);
  go("#map-2:size=3");
  assert.deepEqual(models.map((model) => model.get("size")), [2, 3]);
});

test("a change is told to those who listen, and to nobody else", () => {
  const { model } = open();
  let heard = 0;
  const listen = () => { heard += 1; };
  model.on("change:size", listen);
  model.set("size", 2);
  model.set("mode", "average");
  assert.equal(heard, 0);
  model.set("size", 3);
  assert.equal(heard, 1);
  model.off("change:size", listen);
  model.set("size", 4);
  assert.equal(heard, 1);
});

test("a fragment without a state names none", () => {
  for (const hash of ["", "#", "#map", "#%"]) assert.equal(splitHash(hash), null);
  assert.deepEqual(splitHash("#map:a=b:c"), { anchor: "map", text: "a=b:c" });
});

test("the page's own state is not written to", () => {
  const state = structuredClone(STATE);
  assert.ok(linkedState(state, "size=3"));
  assert.deepEqual(state, STATE);
});
