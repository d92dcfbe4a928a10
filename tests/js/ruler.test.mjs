/** Where brackets go, and which windows are asked for but refused. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  bareCeiling, rulerAxis, rulerLayout, settledBy, slackOf, spell, verdicts, windowNear,
} from "../../pooltools/widgets/js/arithmetic/ruler_layout.js";
import { valid as rules } from "../../pooltools/widgets/js/views/ruler.js";
import { reachable } from "./schema.mjs";

const valid = reachable("window-ruler", rules);
/** @import { Rule, Setting } from "../../pooltools/widgets/js/arithmetic/ruler_layout.js" */
/** @type {Rule[]} */
const RULES = ["floor", "ceil", "same"];
/** @type {Setting & { step: number, speed: number }} */
const base = { n: 5, kernel_size: 2, stride: 2, padding: 0, dilation: 1, rule: "floor", step: 0, speed: 1 };

test("windows that tile share one lane, windows that overlap do not", () => {
  assert.equal(rulerLayout(rulerAxis(base), false).lanes, 1);
  const three = rulerLayout(rulerAxis({ ...base, kernel_size: 3, stride: 1 }), false);
  assert.equal(three.lanes, 3);
  assert.deepEqual(three.brackets.map(({ lane }) => lane), [0, 1, 2]);
});

test("the last window can try to go on where cells are left, not where all are read", () => {
  const slack = (/** @type {Partial<Setting>} */ more) => slackOf(rulerAxis({ ...base, ...more }));
  assert.equal(slack({}), 1);
  assert.equal(slack({ n: 6 }), 0);
  assert.equal(slack({ n: 8, kernel_size: 3, stride: 3 }), 2);
  assert.equal(slack({ rule: "ceil" }), 0);
  assert.equal(slack({ rule: "same" }), 0);
  assert.equal(slack({ n: 8, dilation: 2 }), 1);
});

test("brackets in one lane never overlap, whatever the setting", () => {
  let looked = 0;
  for (const state of everyState()) {
    const { rule } = state;
    const { brackets } = rulerLayout(rulerAxis(state), rule === "ceil");
    for (const a of brackets) for (const b of brackets) {
      if (a.i < b.i && a.lane === b.lane) assert.ok(a.start + a.span <= b.start, JSON.stringify(state));
    }
    looked += 1;
  }
  assert.ok(looked > 400);
});

test("the window that a bare ceiling asks for is shown as refused", () => {
  const axis = rulerAxis({ ...base, n: 8, kernel_size: 3, stride: 4, rule: "ceil" });
  assert.equal(axis.outputs, 2);
  assert.equal(bareCeiling(axis), 3);
  assert.deepEqual(rulerLayout(axis, true).brackets.map(({ refused }) => refused), [false, false, true]);
  assert.equal(rulerLayout(axis, true).end, 11);
});

test("same chooses its own padding, the odd cell at the end", () => {
  const axis = rulerAxis({ ...base, n: 4, kernel_size: 3, rule: "same", padding: 1 });
  assert.deepEqual([axis.before, axis.after, axis.outputs], [0, 1, 2]);
});

test("cells are spelled as a range only where they follow each other", () => {
  const range = (/** @type {number} */ a, /** @type {number} */ b) => `${a} to ${b}`;
  assert.equal(spell([2, 3, 4], range), "2 to 4");
  assert.equal(spell([3, 5, 7], range), "3, 5, 7");
  assert.equal(spell([4], range), "4");
});

test("a cell nobody sees is settled by the first window beyond it, or the last", () => {
  let looked = 0;
  for (const state of everyState()) {
    const axis = rulerAxis(state);
    const { brackets, unseen } = rulerLayout(axis, false);
    for (const cell of unseen) {
      const beyond = brackets.findIndex(({ start }) => start > cell);
      assert.equal(settledBy(axis, cell), beyond < 0 ? axis.outputs - 1 : beyond, JSON.stringify(state));
      looked += 1;
    }
  }
  assert.ok(looked > 1000);
});

test("the nearest window is one there is", () => {
  const axis = rulerAxis({ ...base, n: 7, kernel_size: 3, padding: 1 });
  assert.deepEqual([-9, -1, 0.1, 1.9, 99].map((position) => windowNear(axis, position)), [0, 0, 1, 1, 3]);
});

test("only settings with a window are valid", () => {
  assert.ok(valid(base));
  const large = [{ kernel_size: 6 }, { kernel_size: 6, rule: "ceil" }, { kernel_size: 6, rule: "same" }];
  const wrong = [{ padding: 2 }, { n: 0 }, { n: 13 }, { rule: "round" }, { stride: 0 }, { dilation: 5 }];
  for (const bad of [...large, ...wrong]) {
    assert.equal(valid({ ...base, ...bad }), false, JSON.stringify(bad));
  }
});

/** Every state that the ruler's controls can reach. */
function* everyState() {
  for (let n = 1; n <= 12; n += 1) for (let k = 1; k <= 8; k += 1) for (let stride = 1; stride <= 8; stride += 1)
    for (let padding = 0; 2 * padding <= k; padding += 1) for (let dilation = 1; dilation <= 4; dilation += 1)
      for (const rule of RULES) {
        const state = { ...base, n, kernel_size: k, stride, padding, dilation, rule };
        if (valid(state)) yield state;
      }
}

test("from every state all three rules can be chosen, and each has a window", () => {
  let looked = 0;
  for (const state of everyState()) {
    for (const rule of RULES) {
      assert.ok(valid({ ...state, rule }) && rulerAxis({ ...state, rule }).outputs > 0, JSON.stringify(state));
    }
    looked += 1;
  }
  assert.ok(looked > 10_000);
});

test("the strip never needs more cells than a phone can show", () => {
  const widths = [...everyState()].map((state) => {
    const { first, end } = rulerLayout(rulerAxis(state), state.rule === "ceil");
    return end - first;
  });
  assert.equal(Math.max(...widths), 27);
});

test("a verdict names the call that each framework would need", () => {
  const of = (/** @type {Partial<Setting>} */ change) => {
    const state = { ...base, ...change };
    return Object.values(verdicts(state, rulerAxis(state)));
  };
  assert.deepEqual(of({}), [
    ["gives", { count: 2, call: "ceil_mode=False" }], ["gives", { count: 2, call: 'padding="VALID"' }],
    ["gives", { count: 2, call: "strides=[2], ceil_mode=0" }],
  ]);
  assert.deepEqual(of({ n: 7, kernel_size: 3, padding: 1 }), [
    ["gives", { count: 4, call: "padding=1, ceil_mode=False" }],
    ["tf_padding", { count: 4, call: "padding=[[0,0],[1,1],[1,1],[0,0]]" }],
    ["gives", { count: 4, call: "strides=[2], pads=[1,1], ceil_mode=0" }],
  ]);
  assert.deepEqual(of({ n: 9, kernel_size: 3, dilation: 2, rule: "ceil" }), [
    ["gives", { count: 3, call: "dilation=2, ceil_mode=True" }], ["tf_dilation", {}],
    ["gives", { count: 3, call: "strides=[2], dilations=[2], ceil_mode=1" }],
  ]);
  assert.deepEqual(of({ n: 8, kernel_size: 3, stride: 4, rule: "ceil" })[1], ["tf_ceil", { count: 2 }]);
});

test("same: the verdict says where onnxruntime leaves the specification", () => {
  const onnx = (/** @type {Partial<Setting>} */ change) => {
    /** @type {Setting} */
    const state = { ...base, rule: "same", ...change };
    return verdicts(state, rulerAxis(state))["ONNX opset 22"];
  };
  assert.deepEqual(onnx({ n: 4, kernel_size: 3 }), ["gives", { count: 2, call: "strides=[2], auto_pad=SAME_UPPER" }]);
  assert.equal(onnx({ n: 4, kernel_size: 2, stride: 1, dilation: 2 })[0], "onnx_dilation");
  assert.equal(onnx({ n: 5, kernel_size: 1, stride: 3 })[0], "onnx_gap");
  assert.equal(onnx({ n: 5, kernel_size: 2, stride: 3 })[0], "gives");
});
