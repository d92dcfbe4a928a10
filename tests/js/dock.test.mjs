/** Where the dock goes, and how far the text moves for it. */
import assert from "node:assert/strict";
import test from "node:test";
import { clearBy, dockPlace, reached } from "../../pooltools/widgets/js/arithmetic/dock_layout.js";

test("where the margin has room the text keeps its width", () => {
  const at = dockPlace({ width: 1920, left: 538, right: 1664, text: 1377 });
  assert.deepEqual(at, { place: "side", width: 460, left: 1393, narrow: 0 });
});

test("else the text gives up what the dock takes, as long as it can be read", () => {
  const at = dockPlace({ width: 1280, left: 256, right: 1280, text: 1044 });
  assert.deepEqual(at, { place: "side", width: 397, left: 867, narrow: 413 });
  assert.ok(867 - 16 - 256 >= 480);
});

test("else it goes to the bottom", () => {
  assert.deepEqual(dockPlace({ width: 1024, left: 205, right: 1024, text: 1006 }), { place: "bottom" });
  assert.deepEqual(dockPlace({ width: 390, left: 0, right: 390, text: 390 }), { place: "bottom" });
});

const FREE = { top: 64, bottom: 464 };

test("a paragraph that is in sight does not move", () => {
  assert.equal(clearBy({ top: 100, bottom: 300 }, { top: 250, bottom: 270 }, FREE), 0);
});

test("one under the dock comes out whole", () => {
  assert.equal(clearBy({ top: 400, bottom: 600 }, { top: 550, bottom: 570 }, FREE), 136);
  assert.equal(clearBy({ top: 90, bottom: 480 }, { top: 450, bottom: 470 }, FREE), 16);
});

test("one that is too high shows the line with its link", () => {
  assert.equal(clearBy({ top: 50, bottom: 900 }, { top: 600, bottom: 620 }, FREE), 436);
  assert.equal(clearBy({ top: 50, bottom: 900 }, { top: 100, bottom: 120 }, FREE), 36);
});

test("what is read is the last paragraph that has reached the middle", () => {
  assert.equal(reached([-500, 100, 260, 900], 264), 2);
  assert.equal(reached([300, 900], 264), -1);
  assert.equal(reached([], 264), -1);
});
