/** Gradients, slopes and unpooled maps against the frozen cases of Python and PyTorch. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { valid as rules } from "../../pooltools/widgets/js/views/pinball.js";
import { reachable } from "./schema.mjs";
import { decode, makeAxes, makeAxis, pool2d } from "../../pooltools/widgets/js/arithmetic/pool.js";
import { everyBall, pinballLayout, rank, settled } from "../../pooltools/widgets/js/arithmetic/pinball_layout.js";
import { pinballPython } from "../../pooltools/widgets/js/arithmetic/pinball_python.js";
import { judge } from "../../pooltools/widgets/js/parts/probe.js";
import {
  ballsOf, collect, receivers, relativeChange, slopes, unpool,
} from "../../pooltools/widgets/js/arithmetic/backward.js";

/** @import { Unpooling } from "../../pooltools/widgets/js/arithmetic/backward.js" */
/** @import { Axes, Pair } from "../../pooltools/widgets/js/arithmetic/pool.js" */

const valid = reachable("gradient-pinball", rules);

/** @param {string} name */
function read(name) {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8")).cases;
}

/** @param {number[] | number[][]} got @param {number[] | number[][]} want @param {string} why */
function same(got, want, why) {
  const [all, wanted] = [got.flat(), want.flat()];
  assert.equal(all.length, wanted.length, why);
  all.forEach((value, n) => assert.ok(Math.abs(value - wanted[n]) < 1e-6, `${why}: ${all}`));
}

test("every frozen pinball collects, slopes and unpools the same", () => {
  const frozen = read("pinball.json");
  assert.ok(frozen.length >= 18);
  for (const c of frozen) {
    const why = JSON.stringify([c.data, c.mode, c.stride]);
    const [x, height, width] = [decode(c.data), c.data.length, c.data[0].length];
    const axes = makeAxes(x, c.kernel_size, { stride: c.stride });
    const pooled = pool2d(x, axes, c.mode);
    const balls = ballsOf(decode(c.balls), pooled, c.step + 1);
    same(collect(pooled, balls, height, width), c.collected, why);
    const probed = { row: Math.floor(c.probe / width), column: c.probe % width };
    same(slopes(x, axes, c.mode, balls, probed, 0.001), c.slopes, why);
    for (const way of /** @type {Unpooling[]} */ (Object.keys(c.unpooled))) {
      same(unpool(pooled, way, height, width), c.unpooled[way], `${way} ${why}`);
    }
  }
});

test("gradients and unpooled maps are PyTorch's, padding, dilation and ceil mode included", () => {
  const frozen = read("gradients.json");
  const both = (/** @type {number | Pair} */ value) => (Array.isArray(value) ? value : [value, value]);
  /** @type {{ [operation: string]: number }} */
  const counts = { max: 0, average: 0, unpool: 0 };
  for (const c of frozen) {
    const { kernel_size: k, stride = k, padding = 0, dilation = 1, ceil_mode } = c.layer;
    const [height, width] = [c.input.length, c.input[0].length];
    const axes = /** @type {Axes} */ ([height, width].map((n, axis) => makeAxis(n, both(k)[axis], {
      stride: both(stride)[axis], dilation: both(dilation)[axis], ceil_mode,
      padding: [both(padding)[axis], both(padding)[axis]],
    })));
    const pooled = pool2d(c.input, axes, c.operation === "average" ? "average" : "max", c.layer);
    const unpooled = c.operation === "unpool" && unpool(pooled, "switches", height, width);
    const back = unpooled || collect(pooled, c.grad_output, height, width);
    same(back, c.gradient, JSON.stringify(c.layer));
    counts[c.operation] += 1;
  }
  assert.ok(Object.values(counts).every((n) => n >= 25), JSON.stringify(counts));
});

test("of equal maxima the first takes all, and an average asks for no values", () => {
  const [axis] = [makeAxis(2, 2)];
  const window = (/** @type {"max" | "average"} */ mode) => pool2d([[5, 5], [5, 5]], [axis, axis], mode)[0][0];
  assert.deepEqual(receivers(window("max")).map(({ row, column, share }) => [row, column, share]), [[0, 0, 1]]);
  assert.deepEqual(receivers(window("average")).map(({ share }) => share), [0.25, 0.25, 0.25, 0.25]);
});

test("up and down and what was collected agree, or there is a kink, or nothing is said", () => {
  assert.equal(judge(1, 1, 1), "agrees");
  assert.equal(judge(8, 0, 8), "kink");
  assert.equal(judge(1, 1, 2), "");
  assert.equal(judge(NaN, 1, 1), "");
});

test("the relative change is 0 for equal maps, and has the size of the first below it", () => {
  assert.equal(relativeChange([[0, 0]], [[0, 0]]), 0);
  assert.equal(relativeChange([[3, -1]], [[3, 1]]), 0.5);
});

/** @import { PinballState } from "../../pooltools/widgets/js/arithmetic/pinball_layout.js" */
/** @type {PinballState} */
const good = {
  data: [[1, 2], [3, "NaN"]], balls: [[1]], mode: "max", kernel_size: 2, stride: 1, view: "pinball", way: "switches",
  probe: 0, step: 0, speed: 1,
};
/** @type {PinballState} */
const wide = { ...good, data: [[5, 5, 1], [2, 3, 5]], balls: [[4]], step: 7, probe: 99 };

test("the window shown is the last one at most, or the one pointed at; the probe stays on the map", () => {
  const { step, i, j, got, nudged, balls } = pinballLayout(wide, null);
  assert.deepEqual([step, i, j, nudged], [1, 0, 1, { row: 1, column: 2 }]);
  assert.deepEqual([balls, got], [[[4, 1]], [[4, 1, 0], [0, 0, 0]]]);
  assert.deepEqual(everyBall(wide), [[4, 1]]);
  assert.equal(pinballLayout(wide, { row: 0, column: 0 }).j, 0);
});

test("of equal maxima one wins and the others of the window are tied; an average has neither", () => {
  const window = pinballLayout(wide, null).pooled[0][1];
  const ranks = (/** @type {number[]} */ row, /** @type {number} */ n) =>
    row.map((value, column) => rank(window, { row: n, column, value }));
  assert.deepEqual([[5, 5, 1], [2, 3, 5]].map(ranks), [["", "winner", ""], ["", "", "tied"]]);
  const average = pinballLayout({ ...wide, mode: "average" }, null).pooled[0][1];
  assert.equal(rank(average, { row: 0, column: 1, value: 5 }), "");
});

test("a value is given whole or in shares", () => {
  const to = (/** @type {Unpooling} */ way) => pinballLayout({ ...wide, view: "unpool", way }, null).to;
  assert.deepEqual(to("switches").map(({ column, gives }) => [column, gives]), [[1, 5]]);
  assert.deepEqual(to("duplicate").map(({ gives }) => gives), [5, 5, 5, 5]);
  assert.deepEqual(to("spread").map(({ gives }) => gives), [1.25, 1.25, 1.25, 1.25]);
});

test("an average and switches exclude each other when unpooled, and what is chosen last is kept", () => {
  /** @type {PinballState} */
  const unpooled = { ...good, view: "unpool" };
  assert.deepEqual(settled(unpooled, { mode: "average" }), { mode: "average", way: "duplicate" });
  assert.deepEqual(settled({ ...good, mode: "average" }, { view: "unpool" }), { view: "unpool", way: "duplicate" });
  const spread = settled({ ...unpooled, mode: "average", way: "spread" }, { way: "switches" });
  assert.deepEqual(spread, { way: "switches", mode: "max" });
  assert.deepEqual(settled(good, { mode: "average" }), { mode: "average" });
});

test("Python imports what it calls", () => {
  let count = 0;
  for (const mode of /** @type {const} */ (["max", "average"])) {
    for (const way of /** @type {const} */ (["switches", "duplicate", "spread"])) {
      for (const view of /** @type {const} */ (["pinball", "unpool"])) {
        if (!valid({ ...good, mode, way, view })) continue;
        const text = pinballPython({ ...good, mode, way, view });
        const names = /^from pooltools import (.*)$/m.exec(text)?.[1].split(", ") ?? [];
        const called = [...new Set(text.match(/\w+2d\w*(?=\()/g))];
        assert.deepEqual(names.sort(), called.sort(), text);
        count += 1;
      }
    }
  }
  assert.equal(count, 11); // all but the average with switches
  const text = pinballPython({ ...good, data: [[1, 2]], kernel_size: 1 });
  assert.ok(text.includes("x = np.array([\n    [1, 2],\n])\ngrad_output = np.array([\n    [1, 1],\n])\n"), text);
});

test("only a pinball that can be drawn is valid", () => {
  assert.ok(valid(good));
  assert.ok(valid({ ...good, mode: "average" }));
  assert.ok(!valid({ ...good, mode: "average", view: "unpool" }));
  assert.ok(valid({ ...good, mode: "average", view: "unpool", way: "spread" }));
  const bad = {
    data: [[1], [2, 3]], balls: [1], mode: "min", kernel_size: 3, stride: 13, view: "x", way: "x", probe: 144, step: -1,
    speed: 0,
  };
  for (const [key, value] of Object.entries(bad)) assert.ok(!valid({ ...good, [key]: value }), key);
  assert.ok(!valid({ ...good, kernel_size: 1.5 }));
});
