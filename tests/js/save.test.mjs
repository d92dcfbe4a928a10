// A saved picture: paths, lengths and lists of CSS, the file's name and what it says of itself.
import assert from "node:assert/strict";
import test from "node:test";
import { fileName, sourceOf } from "../../pooltools/widgets/js/hall/file.js";
import { stretchedPath } from "../../pooltools/widgets/js/hall/inner.js";
import { atCommas, boxPath, inked, insetBy, isInked, lengthOf } from "../../pooltools/widgets/js/hall/paint.js";

test("a length is px, a share of a whole, or both", () => {
  assert.equal(lengthOf("12.5px"), 12.5);
  assert.equal(lengthOf("50%", 30), 15);
  assert.equal(lengthOf("calc(100% - 32px)", 200), 168);
  assert.equal(lengthOf("calc(-8px + 50%)", 20), 2);
  assert.equal(lengthOf("auto", 20), 0);
});

test("only commas outside brackets divide a list", () => {
  const css = "linear-gradient(90deg, rgb(1, 2, 3) 1px, rgba(0, 0, 0, 0) 0px), none";
  assert.deepEqual(atCommas(css), [css.slice(0, -6), "none"]);
  assert.deepEqual(atCommas("none"), ["none"]);
});

test("a colour is told apart from how much of it shows", () => {
  assert.deepEqual(inked("fill", "rgb(217, 119, 6)"), { fill: "#d97706", "fill-opacity": null });
  assert.deepEqual(inked("stroke", "rgba(0, 0, 0, 0.25)"), { stroke: "#000000", "stroke-opacity": 0.25 });
  assert.equal(isInked("rgb(0, 0, 0)"), true);
  assert.equal(isInked("rgba(0, 0, 0, 0)"), false);
  assert.equal(isInked("transparent"), false);
});

test("a box with one round corner, and one made smaller", () => {
  const area = { x: 1, y: 2, width: 10, height: 20 };
  /** @type {[number, number][]} */
  const corners = [[0, 0], [4, 4], [0, 0], [0, 0]];
  assert.equal(boxPath(area, corners), "M1 2H7A4 4 0 0 1 11 6V22H1V2Z");
  assert.deepEqual(insetBy(area, [1, 2, 3, 4]), { x: 5, y: 3, width: 4, height: 16 });
});

test("a path is stretched, and its relative parts are not moved", () => {
  assert.equal(stretchedPath("M0 1H2V3l1 1C1,2 3,4 -5e-1,6Z", [2, 10], [5, 7]), "M5 17H9V37l2 10C7 27 11 47 4 67Z");
});

test("a file is called by picture and step, and says where it is from", () => {
  const tape = { element: { querySelector: () => ({ value: "4" }) } };
  assert.equal(fileName({ name: "bench", tape }, "svg"), "pooling-bench-step-4.svg");
  assert.equal(fileName({ name: "myths" }, "png"), "pooling-myths.png");
  const words = { source: "book", source_site: "book · {address}" };
  assert.equal(sourceOf(words, "file:///book/a.html#x:y=1"), "book");
  assert.equal(sourceOf(words, ""), "book");
  assert.equal(sourceOf(words, "https://a.org/b#x:y=1"), "book · https://a.org/b#x:y=1");
  assert.equal(sourceOf(words, `https://a.org/b#x:y=${"1".repeat(300)}`), "book · https://a.org/b");
});
