// @ts-check
/**
 * The Running Network: a digit, what a small trained network makes of it, and one part to exchange.
 *
 * @import { Halving, PackedWeights, Run } from "../arithmetic/running.js"
 * @import { RunningState as State, Spot } from "../arithmetic/running_layout.js"
 * @import { Model } from "../parts/state.js"
 * @import { Remembered } from "../parts/running_curve.js"
 * @typedef {{ [pooling: string]: { [head: string]: number[] } }} Accuracy
 * @typedef {{ weights: string, digits: string, accuracy: string }} Given
 * @typedef {{ key: string, picture: Float32Array, run: Run, shares: number[] }} Shown
 * @typedef {ReturnType<typeof runnerOf>} Runner
 */
/**
 * shown is what is on the screen, before what was there before it; axis is the way of the last move.
 * @typedef {{ shell: Shell<State, Spot>, runner: Runner, accuracy: Accuracy,
 *   slate: ReturnType<typeof slateOf>, strips: ReturnType<typeof mapStrip>[],
 *   bars: ReturnType<typeof digitBars>, curve: ReturnType<typeof marginCurve>, tools: HTMLElement[],
 *   shown?: Shown, before?: Shown, axis: "down" | "right", place: string,
 *   remembered: Map<string, Remembered> }} View
 */
import { answerOf, marginOf, runNetwork, softmax, unpackNetwork } from "../arithmetic/running.js";
import {
  DIGIT, FARTHEST_MOVE, centred, damaged, pictureOf, readDrawing, tracedBack, writeDrawing,
} from "../arithmetic/running_layout.js";
import { formatNumber } from "../arithmetic/pool.js";
import { runningPython } from "../arithmetic/running_python.js";
import { goalsOf } from "../goals/running.js";
import { slider } from "../parts/controls.js";
import { fill, h } from "../parts/dom.js";
import { greyLevels } from "../parts/grey.js";
import { digitBars } from "../parts/running_bars.js";
import { marginCurve } from "../parts/running_curve.js";
import { mapStrip } from "../parts/running_maps.js";
import { slateOf } from "../parts/running_slate.js";
import { cellSays, toolsOf } from "../parts/running_tools.js";
import { Shell } from "../parts/shell.js";

/** A drawing is one, if there is any. @param {State} state */
export function valid({ drawing }) {
  return drawing === "" || readDrawing(drawing) !== null;
}

/** @param {{ model: Model<State & Given>, el: HTMLElement }} host */
export function render({ model, el }) {
  const runner = runnerOf(model.get("weights"), model.get("digits"));
  const words = { first: "leftmost", last: "rightmost", scrub: "scrub_right", window_of: "place_of" };
  /** @type {Shell<State, Spot>} */
  const shell = new Shell({
    model, el, name: "running", valid, python: runningPython,
    goals: goalsOf((state) => answerOf(runner.run(state).scores)),
    tape: {
      count: () => 2 * FARTHEST_MOVE + 1, words, at: ({ right }) => right + FARTHEST_MOVE,
      to: (i) => ({ right: i - FARTHEST_MOVE }),
    },
  });
  const { strings, state } = shell;
  const slate = slateOf(shell);
  const names = [strings.convolution, strings.pooling, strings.convolution, strings.pooling];
  const strips = names.map((name, stage) => mapStrip(shell, stage, name));
  const bars = digitBars(strings.guesses);
  const pooling = shell.choose("pooling");
  const poolings = /** @type {Halving[]} */ (["max", "average", "stride", "max-blur", "none"]);
  const curve = marginCurve(strings, poolings);
  const digit = shell.step("digit", { label: strings.digit, set: (n) => state.set({ digit: n, drawing: "" }) });
  const tool = shell.choose("tool", {
    set: (next) => {
      const drawing = state.get("tool") === "draw" ? readDrawing(state.get("drawing")) : null;
      state.set({ tool: next, ...(drawing ? { drawing: writeDrawing(centred(drawing)) } : {}) });
    },
  });
  const tools = toolsOf(shell);
  const [least, most] = shell.range("salt");
  const salt = shell.add(slider({
    label: strings.salt, min: least, max: most, get: () => state.get("salt"), done: () => state.set({}),
    set: (value) => state.set({ salt: value }, false), format: (value) => `${value} %`,
  }));
  /** @type {View} */
  const view = {
    shell, runner, accuracy: /** @type {Accuracy} */ (JSON.parse(model.get("accuracy"))), slate, strips, bars, curve,
    tools, axis: "right", place: "0,0", remembered: new Map(),
  };
  const titled = (/** @type {string} */ name, /** @type {Node} */ part, /** @type {string} */ kind) =>
    h("div", { class: `pool-step pool-${kind}` }, h("p", { class: "pool-title" }, name), part);
  return shell.mount(() => draw(view),
    h("div", { class: "pool-network" }, titled(strings.input, slate.element, "from"),
      ...strips.map(({ element }, n) => titled(names[n], element, n % 2 ? "exchanged" : "felt")),
      titled(strings.answer, bars.element, "to")),
    h("div", { class: "pool-exchange" }, h("span", { class: "pool-name" }, strings.exchange), pooling.element),
    h("div", { class: "pool-outcome" }, h("div", { class: "pool-say" }, shell.sentence, shell.where), curve.element),
    shell.controls([digit, tool, ...tools.map((element) => ({ element }))],
      [shell.choose("head", { name: (head) => strings[`head_${head}`] }), shell.check("invert", strings.invert), salt],
      [{ element: h("p", { class: "pool-honest" }, strings.honest) }]));
}

/** Runs the network on a state. @param {string} weights as JSON @param {string} digits */
function runnerOf(weights, digits) {
  const network = unpackNetwork(/** @type {PackedWeights} */ (JSON.parse(weights)), greyLevels);
  const levels = greyLevels(digits);
  const own = (/** @type {number} */ digit) =>
    Float32Array.from(levels.slice(digit * DIGIT ** 2, (digit + 1) * DIGIT ** 2), (level) => level / 255);
  /** @param {State} state */
  const picture = ({ digit, drawing, salt, invert, down, right, pixel }) =>
    pictureOf(damaged(readDrawing(drawing) ?? own(digit), salt, invert), down, right, pixel);
  /** @param {State} state */
  const run = (state) => runNetwork(network, picture(state), state.pooling, state.head);
  return { picture, run };
}

/** @param {View} view */
function draw(view) {
  const { shell, runner, slate, strips, bars, tools } = view;
  const { strings } = shell;
  const state = shell.state.all();
  const { digit, drawing, pooling, head, down, right, pixel, salt, invert, tool } = state;
  const key = [digit, drawing, pooling, head, down, right, pixel, salt, invert].join();
  const place = `${down},${right}`;
  if (view.place.split(",")[0] !== String(down)) view.axis = "down";
  else if (view.place !== place) view.axis = "right";
  view.place = place;
  const isNew = view.shown?.key !== key;
  if (isNew) {
    view.before = view.shown;
    const run = runner.run(state);
    view.shown = { key, picture: runner.picture(state), run, shares: softmax(run.scores) };
  }
  const { picture, run, shares } = /** @type {Shown} */ (view.shown);
  const answer = answerOf(run.scores);
  const traced = shell.pointed ? tracedBack(shell.pointed, pooling) : [];
  tools.forEach((element, n) => { element.hidden = ["move", "draw", "pixel"][n] !== tool; });
  slate.update(picture);
  strips.forEach((strip, n) => (isNew ? strip.update(run.stages[n], pooling, traced) : strip.outlined(traced)));
  slate.outlined(traced);
  const before = view.before?.shares ?? shares;
  bars.update(shares, before, answer);
  remember(view, state, run);
  const percent = (/** @type {number} */ share) => Math.round(100 * share);
  const stands = { down: formatNumber(down), right: formatNumber(right) };
  const was = answerOf(before);
  const told = { digit: answer, share: percent(shares[answer]), before: percent(before[answer]), was };
  const sentence = !view.before ? strings.reads : told.was === answer ? strings.reads_again : strings.reads_other;
  const [first, ...others] = view.accuracy[pooling][head];
  const seeds = [first, ...others];
  shell.say({
    sentence: picture.some((ink) => ink > 0) ? fill(sentence, told) : strings.blank,
    where: shell.pointed ? cellSays(strings, run, pooling, shell.pointed) : fill(strings.stands, stands),
    formula: fill(strings.accuracy, { share: first, low: Math.min(...seeds), high: Math.max(...seeds) }),
  });
}

/** The margin of this shift joins those that were seen. @param {View} view @param {State} state @param {Run} run */
function remember({ runner, curve, axis, remembered }, state, run) {
  const { digit, drawing, head, pooling, pixel, salt, invert } = state;
  const other = axis === "down" ? state.right : state.down;
  const key = [digit, drawing, head, pixel, salt, invert, axis, other].join();
  const lines = remembered.get(key) ?? new Map();
  remembered.set(key, lines);
  const rest = runner.run({ ...state, [axis]: 0 }).scores;
  const answer = answerOf(rest);
  const margins = lines.get(pooling) ?? Array.from({ length: 2 * FARTHEST_MOVE + 1 }, () => undefined);
  const at = state[axis] + FARTHEST_MOVE;
  margins[FARTHEST_MOVE] = 1;
  margins[at] = marginOf(run.scores, answer) / marginOf(rest, answer);
  lines.set(pooling, margins);
  curve.update(lines, pooling, at, axis);
}
