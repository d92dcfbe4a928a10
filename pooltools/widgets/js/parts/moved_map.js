// @ts-check
/**
 * The Compass's two grids: the map that has moved under fixed windows, and what they keep.
 *
 * @import { CompassLayout, CompassState } from "../arithmetic/compass_layout.js"
 * @import { Axes } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 * @import { GridCell } from "./grid.js"
 */
import { fates } from "../arithmetic/compass_layout.js";
import { formatNumber, windowBounds } from "../arithmetic/pool.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { fill, h, resize } from "./dom.js";
import { cellLabel, place } from "./grid.js";
import { DECIDES, STANDS, TRAVELS } from "./motion.js";

const LOOKS = { stayed: "pool-winner", lost: "pool-lost", took_over: "pool-taker", "": "" };

/**
 * What decides is ringed, or lights up, once the map has come to lie.
 * @param {Strings} strings @param {CompassLayout} now @param {CompassState["mode"]} mode @param {number} phase
 * @returns {GridCell[][]}
 */
export function movedCells(strings, now, mode, phase) {
  const { data, moved, from, axes } = now;
  const range = finiteRange(data);
  const fate = fates(now);
  const [bottom, right] = axes.map((axis) => windowBounds(axis, axis.outputs - 1)[1]);
  return moved.map((line, row) => line.map((value, column) => {
    const source = from[row][column];
    const pad = !source || source.entered;
    const mark = phase < DECIDES ? "" : fate[row][column];
    const unseen = row >= bottom || column >= right;
    const lit = mode === "average" && !unseen && (phase === DECIDES || phase === TRAVELS);
    const entered = fill(strings.new_cell, { row, column, value: formatNumber(value) });
    const cell = pad ? entered : cellLabel(strings, row, column, value);
    return {
      row: source?.row ?? row, column: source?.column ?? column, pad,
      text: formatNumber(value), level: level(value, ...range), label: mark ? fill(strings[mark], { cell }) : cell,
      state: `pool-grip ${LOOKS[mark]} ${unseen ? "pool-unseen" : ""} ${lit ? "pool-lit" : ""}`,
    };
  }));
}

/**
 * An output whose number has not come yet shows the one before.
 * @param {Strings} strings @param {CompassLayout} now @param {number} phase @returns {GridCell[][]}
 */
export function keptCells(strings, { data, before, after, same }, phase) {
  const range = finiteRange(data);
  return after.map((line, row) => line.map(({ value }, column) => {
    const [was, is] = [before[row][column].value, value].map(formatNumber);
    const stays = same[row][column];
    const told = { row, column, before: was, value: is };
    if (phase < STANDS) {
      const label = fill(strings.not_yet, told);
      return { row, column, text: `${was}→…`, level: "-none", label, state: "pool-waiting" };
    }
    return {
      row, column, text: stays ? is : `${was}${was.length + is.length > 4 ? "\n" : ""}→${is}`,
      level: level(value, ...range), label: fill(stays ? strings.same : strings.changed, told),
      state: stays ? "" : "pool-changed",
    };
  }));
}

/** The fixed windows: one outline each. @param {HTMLElement} layer @param {Axes} axes @param {number} k */
export function lattice(layer, [rows, columns], k) {
  const tiles = resize(layer, rows.outputs * columns.outputs, () => h("div", { class: "pool-tile" }));
  tiles.forEach((tile, n) => place(tile, Math.floor(n / columns.outputs) * k, (n % columns.outputs) * k, k, k));
}
