// @ts-check
/**
 * Gradient Pinball: a gradient falls from the output to the cells that decided.
 *
 * @import { PinballLayout, PinballState as State } from "../arithmetic/pinball_layout.js"
 * @import { Grid, Place } from "../arithmetic/pool.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridCell, GridOptions, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {"input" | "small" | "balls" | "large"} Side
 * @typedef {Place & { side: Side }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, grids: { [side in Side]: GridPart }, sides: HTMLElement[],
 *   paths: ReturnType<typeof flights>, probe: ReturnType<typeof probePanel>, way: { element: HTMLElement },
 *   flown: number | null }} View flown is the step whose ball flew last
 */
import { relativeChange, slopes } from "../arithmetic/backward.js";
import { edited } from "../arithmetic/maps.js";
import { everyBall, pinballAxes, pinballLayout, rank, settled } from "../arithmetic/pinball_layout.js";
import { pinballPython } from "../arithmetic/pinball_python.js";
import { formatNumber, reads, windowBounds } from "../arithmetic/pool.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { badges } from "../parts/badges.js";
import { fill, h } from "../parts/dom.js";
import { settings } from "../parts/controls.js";
import { flights } from "../parts/flight.js";
import { cellLabel, place, spot } from "../parts/grid.js";
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
  const shell = new Shell({ model, el, name: "pinball", valid, python: pinballPython, tape: { count, words: WORDS } });
  const { strings, state } = shell;
  const grids = gridsOf(shell);
  const sides = Object.entries(grids).map(([side, { element }]) =>
    h("div", { class: "pool-side" }, h("p", { class: "pool-title" }, strings[`${side}_title`]), element));
  const stage = h("div", { class: "pool-stage" }, ...sides);
  const paths = flights(stage);
  const probe = probePanel({ strings, nudge: NUDGE });
  const change = (/** @type {Partial<State>} */ chosen) => state.set(settled(state.all(), chosen));
  const choices = [
    shell.choose("view", { set: (view) => change({ view }) }),
    shell.choose("mode", { set: (mode) => change({ mode }) }),
    shell.choose("way", { set: (way) => change({ way }) }),
  ];
  const view = { shell, grids, sides, paths, probe, way: choices[2], flown: null };
  const leave = shell.mount(() => draw(view), stage,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), probe.element, shell.tape.element,
    settings(choices), settings([shell.step("kernel_size"), shell.step("stride")]));
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
  if (to?.side !== "input" || shell.pointed !== to) return;
  shell.state.set({ probe: to.row * shell.state.get("data")[0].length + to.column }, false);
}

/** @param {View} view */
function draw(view) {
  const { shell, grids, sides, probe, way } = view;
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const pinball = state.view === "pinball";
  /** @type {[Side, Side]} */
  const [small, big] = pinball ? ["balls", "input"] : ["small", "large"];
  const now = pinballLayout(state, pointed?.side === small ? pointed : null);
  const { data, axes, got, i, j, nudged } = now;
  Object.keys(grids).forEach((side, n) => { sides[n].hidden = !["input", small, big].includes(side); });
  shell.root.dataset.view = state.view;
  probe.element.hidden = !pinball;
  way.element.hidden = pinball;
  grids.input.update(inputRows(strings, now, pinball));
  if (pinball) grids.balls.update(ballRows(strings, now, pointed));
  else {
    const values = now.pooled.map((line) => line.map(({ value }) => value));
    const takes = (/** @type {number} */ row, /** @type {number} */ column) =>
      now.to.some((cell) => cell.row === row && cell.column === column);
    grids.small.update(plainRows(strings, values, data, (...at) => fed(now, ...at, pointed)));
    grids.large.update(plainRows(strings, now.back, data, (...at) => (takes(...at) ? "pool-winner" : "")));
  }
  badges(grids.input.layer, got, pinball); // what each input cell has collected
  probe.update(nudged, slopes(data, axes, state.mode, now.dropped, nudged, NUDGE), got[nudged.row][nudged.column]);
  const [top, left] = [windowBounds(axes[0], i)[0], windowBounds(axes[1], j)[0]];
  place(grids.input.frame, top, left, state.kernel_size, state.kernel_size);
  place(grids[small].frame, i, j, 1, 1);
  send(view, state, now, grids[small], grids[big]);
  shell.say(pinball ? tellPinball(strings, state, now) : tellUnpool(strings, state, now));
}

/**
 * Lines to the cells that take, and a ball along each after a single step.
 * @param {View} view @param {State} state @param {PinballLayout} now @param {GridPart} from @param {GridPart} into
 */
function send(view, { view: shown, speed }, { balls, step, i, j, to }, from, into) {
  view.paths.show({ grid: from, row: i, column: j }, to.map((cell) => {
    const sent = shown === "pinball" ? balls[i][j] * cell.share : cell.gives;
    return { ...cell, grid: into, text: formatNumber(sent) };
  }));
  const { flown } = view;
  if (flown !== null && step === flown + 1 && !view.shell.pointed) view.paths.fly(500 / Math.max(speed, 1));
  view.flown = step;
}

/** @param {Strings} strings @param {PinballLayout} now @param {boolean} pinball @returns {GridCell[][]} */
function inputRows(strings, { data, pooled, got, nudged, i, j }, pinball) {
  const range = finiteRange(data);
  return data.map((line, row) => line.map((value, column) => {
    const cell = cellLabel(strings, row, column, value);
    const look = LOOKS[rank(pooled[i][j], { row, column, value })];
    const label = pinball ? fill(strings.collected, { cell, total: formatNumber(got[row][column]) }) : cell;
    const state = `${look} ${nudged.row === row && nudged.column === column ? "pool-nudged" : ""}`;
    return { row, column, text: formatNumber(value), level: level(value, ...range), state, label };
  }));
}

/** @param {PinballLayout} now @param {number} row @param {number} column @param {Pointed | null} pointed */
function fed({ axes }, row, column, pointed) {
  const large = pointed?.side === "input" || pointed?.side === "large";
  return large && reads(axes, row, column, pointed) ? "pool-fed" : "";
}

/** @param {Strings} strings @param {PinballLayout} now @param {Pointed | null} pointed @returns {GridCell[][]} */
function ballRows(strings, now, pointed) {
  const { balls, pooled, step, i, j } = now;
  return balls.map((line, row) => line.map((ball, column) => {
    const gone = row * line.length + column <= step || (row === i && column === j);
    const [value, result] = [ball, pooled[row][column].value].map(formatNumber);
    return {
      row, column, text: value, level: "-none",
      state: `pool-ball ${gone ? "pool-gone" : ""} ${fed(now, row, column, pointed)}`,
      label: fill(gone ? strings.ball_gone : strings.ball_waits, { row, column, value, result }),
    };
  }));
}

/**
 * A map's cells, coloured as those of the data.
 * @param {Strings} strings @param {Grid} map @param {Grid} data @param {(row: number, column: number) => string} look
 * @returns {GridCell[][]}
 */
function plainRows(strings, map, data, look) {
  const range = finiteRange(data);
  return map.map((line, row) => line.map((value, column) => ({
    row, column, text: formatNumber(value), level: level(value, ...range),
    label: cellLabel(strings, row, column, value), state: look(row, column),
  })));
}

/** @param {Strings} strings @param {State} state @param {PinballLayout} now */
function tellPinball(strings, { mode }, { pooled, balls, dropped, got, i, j }) {
  const { cells, value, winner } = pooled[i][j];
  const n = cells.length;
  const ties = cells.filter((cell) => cell.value === value).length;
  const [ball, share, most] = [balls[i][j], balls[i][j] / n, value].map(formatNumber);
  const words = { ...cells[winner], ball, value: most, n, share, ties };
  const sum = (/** @type {Grid} */ map) => formatNumber(map.flat().reduce((a, b) => a + b, 0));
  const formula = fill(strings.conserved, { dropped: sum(dropped), got: sum(got) });
  if (mode === "average") return { sentence: fill(strings.splits, words), where: strings.equal, formula };
  return { sentence: fill(strings.falls, words), where: fill(ties > 1 ? strings.tie : strings.no_tie, words), formula };
}

/** @param {Strings} strings @param {State} state @param {PinballLayout} now */
function tellUnpool(strings, { way }, { pooled, data, to, whole, i, j }) {
  const [value, share] = [pooled[i][j].value, to[0].gives].map(formatNumber);
  const words = { ...to[0], value, n: to.length, share };
  return {
    sentence: fill(strings[`${way}_say`], words),
    where: fill(strings.lost, { share: formatNumber(Math.round(1000 * relativeChange(data, whole)) / 10) }),
    formula: strings[`${way}_formula`],
  };
}
