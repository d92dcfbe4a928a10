// @ts-check
/**
 * What the pinball shows, worked out from its state.
 *
 * @import { Receiver, Unpooling } from "./backward.js"
 * @import { Cell, JsonNumber, Pair, Place, PooledCell } from "./pool.js"
 * @typedef {{ data: JsonNumber[][], balls: JsonNumber[][], mode: "max" | "average", kernel_size: number,
 *   stride: number, view: "pinball" | "unpool", way: Unpooling, probe: number, step: number,
 *   speed: number }} PinballState
 * @typedef {Receiver & { gives: number }} Taker a cell, its share of a window, and what it gets when unpooled
 * @typedef {ReturnType<typeof pinballLayout>} PinballLayout
 */
import { ballsOf, collect, receivers, unpool } from "./backward.js";
import { decode, encodeMap, makeAxes, pool2d, reads } from "./pool.js";

/** @param {PinballState} state */
export function pinballAxes({ data, kernel_size, stride }) {
  return makeAxes(data, kernel_size, { stride });
}

/**
 * The map, the pooled map, its balls, what has come back so far, the cell that is nudged, and
 * the window (i, j) to show: that of the step, or the one that is pointed at. What the step
 * sends has come back once it has landed.
 * @param {PinballState} state @param {Place | null} pointed
 */
export function pinballLayout(state, pointed, landed = true) {
  const { mode, way, view } = state;
  const [data, axes] = [decode(state.data), pinballAxes(state)];
  const [height, width] = [data.length, data[0].length];
  const pooled = pool2d(data, axes, mode);
  const columns = axes[1].outputs;
  const step = Math.min(state.step, axes[0].outputs * columns - 1);
  const { row: i, column: j } = pointed ?? { row: Math.floor(step / columns), column: step % columns };
  const balls = ballsOf(decode(state.balls), pooled);
  const done = landed ? step + 1 : step;
  const dropped = ballsOf(balls, pooled, done);
  const probe = Math.min(state.probe, height * width - 1);
  return {
    data, axes, pooled, step, i, j, balls, dropped, done,
    complete: done === pooled.length * columns,
    got: collect(pooled, dropped, height, width),
    back: unpool(pooled, way, height, width, done),
    whole: unpool(pooled, way, height, width),
    to: takers(pooled[i][j], view === "pinball" ? mode : way),
    nudged: { row: Math.floor(probe / width), column: probe % width },
  };
}

/**
 * Where a window's ball or value goes: to the winner, or in shares to all.
 * @param {PooledCell} window @param {PinballState["mode"] | Unpooling} how
 * @returns {Taker[]}
 */
export function takers(window, how) {
  const single = how === "max" || how === "switches";
  const all = receivers(single ? window : { ...window, divisor: window.cells.length });
  return all.map((cell) => ({ ...cell, gives: how === "spread" ? window.value * cell.share : window.value }));
}

/**
 * Has a window that is done reached a cell? Once all are, no cell has anything to wait for.
 * @param {PinballLayout} now @param {Place} cell
 */
export function reached({ axes, pooled, done, complete }, cell) {
  const columns = axes[1].outputs;
  const all = pooled.flat().map((_, n) => reads(axes, Math.floor(n / columns), n % columns, cell));
  return complete || all.slice(0, done).includes(true);
}

/**
 * The step whose window's corner is nearest to a place of the map.
 * @param {PinballState} state @param {Pair} corner
 */
export function stepNear(state, corner) {
  const axes = pinballAxes(state);
  const [i, j] = axes.map(({ outputs, stride }, n) =>
    Math.min(Math.max(Math.round(corner[n] / stride), 0), outputs - 1));
  return i * axes[1].outputs + j;
}

/** Does a cell of the shown window decide, or equal the one that does? @param {PooledCell} window @param {Cell} cell */
export function rank({ cells, winner, divisor }, { row, column, value }) {
  if (divisor !== undefined || winner < 0) return "";
  const same = (/** @type {Place} */ one) => one.row === row && one.column === column;
  if (same(cells[winner])) return "winner";
  return value === cells[winner].value && cells.some(same) ? "tied" : "";
}

/**
 * An average has no switches: of what is asked for last and they, one gives way.
 * @param {PinballState} state @param {Partial<PinballState>} chosen
 * @returns {Partial<PinballState>}
 */
export function settled(state, chosen) {
  const { view, mode, way } = { ...state, ...chosen };
  if (view !== "unpool" || mode !== "average" || way !== "switches") return chosen;
  return chosen.way ? { ...chosen, mode: "max" } : { ...chosen, way: "duplicate" };
}

/** A ball for each output cell, as JSON carries them. @param {PinballState} state */
export function everyBall(state) {
  return encodeMap(pinballLayout(state, null).balls);
}
