/** The browser's arithmetic against the frozen cases that Python is held to. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  decode, encodeMap, formatNumber, makeAxis, median, outputSize, parseNumber, pool2d, poolWindow, reads, samePadding,
  unseenCells, windowBounds, windowsReading,
} from "../../pooltools/widgets/js/arithmetic/pool.js";

/** @import { Axes, Operation, Pair, PoolOptions } from "../../pooltools/widgets/js/arithmetic/pool.js" */

const frozen = JSON.parse(readFileSync(new URL("../data/cases.json", import.meta.url), "utf8"));

/**
 * @param {{ input: number[][], kernel_size: Pair, stride: Pair, padding: [Pair, Pair], dilation: Pair,
 *   ceil_mode: boolean }} c
 */
function axesOf(c) {
  return /** @type {Axes} */ ([c.input.length, c.input[0].length].map((n, axis) => makeAxis(n, c.kernel_size[axis], {
    stride: c.stride[axis], padding: c.padding[axis], dilation: c.dilation[axis], ceil_mode: c.ceil_mode,
  })));
}

/** @param {number} got @param {number} want */
function close(got, want) {
  if (Number.isNaN(want)) return Number.isNaN(got);
  return got === want || Math.abs(got - want) <= 1e-5 * Math.max(1, Math.abs(want));
}

test("every frozen case gives the same values and the same winners", () => {
  assert.ok(frozen.cases.length >= 100, `only ${frozen.cases.length} cases`);
  for (const c of frozen.cases) {
    const x = decode(c.input);
    const axes = axesOf(c);
    const pooled = pool2d(x, axes, c.operation, c);
    const want = decode(c.output);
    assert.deepEqual(pooled.map((row) => row.length), want.map((row) => row.length), c.name);
    pooled.forEach((row, i) => row.forEach(({ value, cells, winner }, j) => {
      assert.ok(close(value, want[i][j]), `${c.name} [${i}, ${j}]: ${value}, not ${want[i][j]}`);
      if (!c.indices) return;
      const index = winner < 0 ? -1 : cells[winner].row * axes[1].n + cells[winner].column;
      assert.equal(index, c.indices[i][j], `${c.name} [${i}, ${j}]: winner`);
    }));
  }
});

test("every frozen size is the same, TensorFlow's rule included", () => {
  assert.ok(frozen.sizes.length >= 30, `only ${frozen.sizes.length} sizes`);
  for (const c of frozen.sizes) {
    const lower = c.padding === "same_lower";
    const same = samePadding(c.n, c.kernel_size, c.stride, c.dilation, lower);
    const padding = typeof c.padding === "string" ? same : c.padding;
    const both = typeof padding === "number" ? [padding, padding] : padding;
    assert.equal(outputSize(c.n, c.kernel_size, { ...c, padding: both }), c.output, JSON.stringify(c));
  }
});

test("the cells that 2 × 2 windows with stride 2 never see in a row of five", () => {
  const axis = makeAxis(5, 2);
  assert.deepEqual(unseenCells(axis), [4]);
  assert.deepEqual(windowBounds(axis, 1), [2, 4]);
  const dense = makeAxis(4, 2, { stride: 1 });
  assert.deepEqual(windowsReading(dense, 1), [0, 1]);
  assert.ok(reads([dense, axis], 1, 0, { row: 2, column: 1 }));
  assert.ok(!reads([dense, axis], 1, 0, { row: 0, column: 1 }));
  assert.ok(!reads([dense, axis], 1, 0, { row: 2, column: 2 }));
});

test("a window that does not fit gives no output", () => {
  assert.equal(outputSize(2, 3, { stride: 1 }), 0);
});

test("a window with only padding: max is −∞, average counts the padding or is NaN", () => {
  const axis = makeAxis(1, 2, { stride: 1, padding: [1, 1], dilation: 2 });
  const one = (/** @type {Operation} */ operation, /** @type {PoolOptions | undefined} */ options = undefined) =>
    poolWindow([[5]], [axis, axis], 0, 0, operation, options).value;
  assert.equal(one("max"), -Infinity);
  assert.equal(one("min"), Infinity);
  assert.equal(one("average"), 0);
  assert.ok(Number.isNaN(one("average", { count_include_pad: false })));
  assert.ok(Number.isNaN(one("median")));
});

test("the median of an even window is the mean of its middle two", () => {
  assert.equal(median([1, 9, 2, 4]), 3);
  assert.equal(median([Infinity, 1, 2]), 2);
});

test("numbers survive the trip through JSON, the strange ones too", () => {
  const map = [[1.5, NaN], [-Infinity, Infinity]];
  assert.deepEqual(decode(JSON.parse(JSON.stringify(encodeMap(map)))), map);
});

test("what a reader types is read as meant or refused", () => {
  assert.equal(parseNumber(" −2,5 "), -2.5);
  assert.equal(parseNumber("-∞"), -Infinity);
  assert.ok(Number.isNaN(parseNumber("NaN")));
  for (const text of ["", "two", "1 2", "0x", "--1"]) assert.equal(parseNumber(text), undefined, text);
});

test("numbers are printed with two decimals at most and a real minus sign", () => {
  const texts = { "2": 2, "2.25": 2.25, "−1": -1.005, "0.33": 1 / 3, "0": -0.001, "−∞": -Infinity, NaN };
  for (const [text, value] of Object.entries(texts)) assert.equal(formatNumber(value), text);
});
