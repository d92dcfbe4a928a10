import assert from "node:assert/strict";
import test from "node:test";
import { edgeDigits, edgeMaps, edgePicture } from "../../pooltools/widgets/js/arithmetic/edges.js";
import { greysOf, middlePart } from "../../pooltools/widgets/js/arithmetic/photo.js";

test("the middle of an image is as large as can be", () => {
  assert.deepEqual(middlePart(400, 300, 1), [50, 0, 300, 300]);
  assert.deepEqual(middlePart(300, 400, 1.5), [0, 100, 300, 200]);
  assert.deepEqual(middlePart(30, 20, 1.5), [0, 0, 30, 20]);
});

test("a grey is as bright as its colour looks", () => {
  const bytes = [255, 255, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 7, 7, 7, 255];
  assert.deepEqual([...greysOf(bytes)], [255, 76, 150, 29, 7]);
});

/** White from a column or a row on. @param {number} side @param {(row: number, column: number) => boolean} white */
const picture = (side, white) => ({
  height: side, width: side,
  pixels: Float64Array.from({ length: side * side }, (_, n) => (white(Math.floor(n / side), n % side) ? 255 : 0)),
});

test("each detector finds the edges of its direction, and borders wrap", () => {
  const [right, left, down, up] = edgeMaps(picture(8, (_, column) => column >= 4)).map(({ pixels }) => [...pixels]);
  assert.deepEqual(right.slice(0, 8), [0, 0, 0, 4, 4, 0, 0, 0]);
  assert.deepEqual(left.slice(0, 8), [4, 0, 0, 0, 0, 0, 0, 4]);
  assert.equal(Math.max(...down, ...up), 0);
  const turned = edgeMaps(picture(8, (row) => row >= 4)).map(({ pixels }) => [...pixels]);
  assert.equal(turned[2][3 * 8], 4);
  assert.equal(turned[3][7 * 8], 4);
  assert.equal(Math.max(...turned[0], ...turned[1]), 0);
});

test("a map has a digit for each four by four pixels, and one map follows the other", () => {
  const digits = edgeDigits(picture(8, (_, column) => column >= 4));
  assert.equal(digits, "9999999900000000");
  const faint = picture(8, (_, column) => column >= 4);
  faint.pixels = faint.pixels.map((grey) => grey / 8); // 4 / 8 of 1.5, times 9
  assert.equal(edgeDigits(faint).slice(0, 4), "3333");
});

test("the picture of edges is a pixel less at each border", () => {
  const edges = edgePicture({ height: 3, width: 5, pixels: Float64Array.from([0, 0, 0, 64, 64].flatMap((v) => [v, v, v])
    .map((_, n) => [0, 0, 0, 64, 64][n % 5])) });
  assert.deepEqual([...edges], [0, Math.round((255 * 4 * 64) / 255 / 2), Math.round((255 * 4 * 64) / 255 / 2)]);
});
