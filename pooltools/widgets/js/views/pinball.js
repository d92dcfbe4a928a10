// @ts-check
/**
 * Gradient Pinball: a gradient falls from the output to the cells that decided.
 *
 * @import { PinballLayout, PinballState as State } from "../arithmetic/pinball_layout.js"
 * @import { Grid, Pair, Place } from "../arithmetic/pool.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridOptions, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {"input" | "small" | "balls" | "large"} Side
 * @typedef {Place & { side: Side }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, grids: { [side in Side]: GridPart }, sides: HTMLElement[],
 *   paths: ReturnType<typeof flights>, probe: ReturnType<typeof probePanel>, way: HTMLElement }} View
 */
import { slopes } from "../arithmetic/backward.js";
import { edited } from "../arithmetic/maps.js";
import {
  everyBall, pinballAxes, pinballLayout, rank, reached, settled, stepNear,
} from "../arithmetic/pinball_layout.js";
import { pinballPython } from "../arithmetic/pinball_python.js";
import { formatNumber, reads, windowBounds } from "../arithmetic/pool.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { goals } from "../goals/pinball.js";
import { badges } from "../parts/badges.js";
import { fill, h } from "../parts/dom.js";
import { draggable } from "../parts/drag.js";
import { land } from "../parts/flight.js";
import { cellLabel, place, spot } from "../parts/grid.js";
import { flights, hang } from "../parts/paths.js";
import { DECIDES, STANDS, TRAVELS } from "../parts/motion.js";
import { tellPinball, tellUnpool } from "../parts/pinball_tell.js";
import { probePanel } from "../parts/probe.js";
import { Shell } from "../parts/shell.js";

const NUDGE = 0.001;
const LOOKS = { winner: "pool-winner", tied: "pool-tied", "": "" };
const WORDS = { window_of: "ball_of", scrub: "scrub_ball", first: "first_ball", last: "last_ball" };

/** The window fits on the map, and an average has no switches. @param {State} state */
export function valid({ data, mode, kernel_size, view, way }) {
  return kernel_size <= Math.min(data.length, data[0].length)
    && !(view === "unpool" && mode === "average" && way === "switches");
}

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ state) => pinballAxes(state).reduce((product, axis) => product * axis.outputs, 1);
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({
    model, el, name: "pinball", valid, python: pinballPython, goals,
    tape: { count, words: WORDS, moves: { fly: (ms) => paths.fly(ms), land: () => land(stage) } },
  });
  const { strings, state } = shell;
  const grids = gridsOf(shell);
  const sides = Object.entries(grids).map(([side, { element }]) =>
    h("div", { class: "pool-side" }, h("p", { class: "pool-title" }, strings[`${side}_title`]), element));
  const stage = h("div", { class: "pool-stage" }, ...sides);
  const paths = flights(stage);
  const probe = probePanel({ strings, nudge: NUDGE });
  const change = (/** @type {Partial<State>} */ chosen) => state.set(settled(state.all(), chosen));
  const choices = /** @type {const} */ (["view", "mode", "way"]).map((key) =>
    shell.choose(key, { set: (value) => change({ [key]: value }) }));
  const view = { shell, grids, sides, paths, probe, way: choices[2].element };
  draggable(grids.input, hand(shell));
  const verdict = h("div", { class: "pool-verdict" }, shell.sentence, shell.where, probe.element);
  const leave = shell.mount(() => draw(view), h("div", { class: "pool-fall" }, stage, verdict),
    shell.controls(choices.slice(1), choices.slice(0, 1), [shell.step("kernel_size"), shell.step("stride")]));
  return () => { leave(); paths.stop(); };
}

/** @param {Shell<State, Pointed>} shell @returns {View["grids"]} */
function gridsOf(shell) {
  const { strings, state } = shell;
  const make = (/** @type {Side} */ side, /** @type {GridOptions["onEdit"]} */ onEdit = undefined) =>
    shell.grid({ label: strings[side], onPoint: (cell) => aim(shell, spot(side, cell)), onEdit });
  return {
    input: make("input", (...one) => state.set({ data: edited(state.get("data"), ...one) })),
    small: make("small"),
    balls: make("balls", (...one) => state.set({ balls: edited(everyBall(state.all()), ...one) })),
    large: make("large"),
  };
}

/** Point, and probe a cell of the input. @param {View["shell"]} shell @param {Pointed | null} to */
function aim(shell, to) {
  shell.point(to);
  if (to?.side !== "input" || shell.pointed !== to || shell.phase < STANDS) return;
  shell.state.set({ probe: to.row * shell.state.get("data")[0].length + to.column }, false);
}

/** What a drag of the window sets. @param {View["shell"]} shell */
function hand({ state }) {
  return {
    move: (/** @type {Pair} */ to) => state.set({ step: stepNear(state.all(), to) }, false),
    size: (/** @type {number} */ kernel_size, /** @type {Pair} */ at) => {
      if (!state.can({ kernel_size })) return;
      state.set({ kernel_size, step: stepNear({ ...state.all(), kernel_size }, at) }, false);
    },
    done: () => state.set({}),
  };
}

/** @param {View} view */
function draw(view) {
  const { shell, grids, sides, probe, way } = view;
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const pinball = state.view === "pinball";
  /** @type {[Side, Side]} */
  const [small, big] = pinball ? ["balls", "input"] : ["small", "large"];
  const asked = pointed?.side === small ? pointed : null;
  const now = pinballLayout(state, asked, shell.phase === STANDS);
  const phase = asked ? STANDS : shell.phase;
  const { data, axes, got, i, j, nudged } = now;
  Object.keys(grids).forEach((side, n) => { sides[n].hidden = !["input", small, big].includes(side); });
  shell.root.dataset.view = state.view;
  hang(shell.root, [data[0].length, state.stride, state.kernel_size]);
  probe.element.hidden = !pinball;
  way.hidden = pinball;
  grids.input.update(inputRows(strings, now, pinball, phase));
  if (pinball) grids.balls.update(ballRows(strings, now, pointed, phase));
  else {
    const values = now.pooled.map((line) => line.map(({ value }) => value));
    const takes = (/** @type {number} */ row, /** @type {number} */ column) =>
      phase === STANDS && now.to.some((cell) => cell.row === row && cell.column === column) ? "pool-winner" : "";
    const back = (/** @type {number} */ row, /** @type {number} */ column) =>
      (reached(now, { row, column }) ? takes(row, column) : null);
    grids.small.update(plainRows(strings, values, data, (...at) => fed(now, ...at, pointed)));
    grids.large.update(plainRows(strings, now.back, data, back));
  }
  badges(grids.input.layer, got, pinball); // what each input cell has collected
  probe.update(nudged, slopes(data, axes, state.mode, now.dropped, nudged, NUDGE), got[nudged.row][nudged.column]);
  const [top, left] = [windowBounds(axes[0], i)[0], windowBounds(axes[1], j)[0]];
  place(grids.input.frame, top, left, state.kernel_size, state.kernel_size);
  place(grids[small].frame, i, j, 1, 1);
  view.paths.show({ grid: grids[small], row: i, column: j }, phase < DECIDES ? [] : now.to.map((cell) =>
    ({ ...cell, grid: grids[big], text: formatNumber(pinball ? now.balls[i][j] * cell.share : cell.gives) })));
  shell.say(pinball ? tellPinball(strings, state, now, phase) : tellUnpool(strings, state, now, phase));
}

/**
 * @param {Strings} strings @param {PinballLayout} now @param {boolean} pinball @param {number} phase
 * @returns {GridCell[][]}
 */
function inputRows(strings, { axes, data, pooled, got, nudged, i, j }, pinball, phase) {
  const range = finiteRange(data);
  return data.map((line, row) => line.map((value, column) => {
    const cell = cellLabel(strings, row, column, value);
    const grip = reads(axes, i, j, { row, column }) ? "pool-grip" : "";
    const average = grip && pooled[i][j].divisor !== undefined;
    const look = phase < DECIDES ? "" : LOOKS[rank(pooled[i][j], { row, column, value })];
    const lit = average && (phase === DECIDES || phase === TRAVELS) ? "pool-lit" : "";
    const label = pinball ? fill(strings.collected, { cell, total: formatNumber(got[row][column]) }) : cell;
    const state = `${grip} ${look} ${lit} ${nudged.row === row && nudged.column === column ? "pool-nudged" : ""}`;
    return { row, column, text: formatNumber(value), level: level(value, ...range), state, label };
  }));
}

/** @param {PinballLayout} now @param {number} row @param {number} column @param {Pointed | null} pointed */
function fed({ axes }, row, column, pointed) {
  const large = pointed?.side === "input" || pointed?.side === "large";
  return large && reads(axes, row, column, pointed) ? "pool-fed" : "";
}

/**
 * @param {Strings} strings @param {PinballLayout} now @param {Pointed | null} pointed @param {number} phase
 * @returns {GridCell[][]}
 */
function ballRows(strings, now, pointed, phase) {
  const { balls, pooled, step, i, j } = now;
  return balls.map((line, row) => line.map((ball, column) => {
    const gone = row === i && column === j ? phase >= TRAVELS : row * line.length + column <= step;
    const [value, result] = [ball, pooled[row][column].value].map(formatNumber);
    return {
      row, column, text: value, level: "-none",
      state: `pool-ball ${gone ? "pool-gone" : ""} ${fed(now, row, column, pointed)}`,
      label: fill(gone ? strings.ball_gone : strings.ball_waits, { row, column, value, result }),
    };
  }));
}

/**
 * A map's cells, coloured as those of the data; one of no look waits.
 * @param {Strings} strings @param {Grid} map @param {Grid} data
 * @param {(row: number, column: number) => string | null} look
 * @returns {GridCell[][]}
 */
function plainRows(strings, map, data, look) {
  const range = finiteRange(data);
  return map.map((line, row) => line.map((value, column) => {
    const state = look(row, column);
    if (state === null) {
      const waits = fill(strings.not_yet, { row, column });
      return { row, column, text: "", level: "-none", label: waits, state: "pool-waiting" };
    }
    const label = cellLabel(strings, row, column, value);
    return { row, column, text: formatNumber(value), level: level(value, ...range), label, state };
  }));
}
