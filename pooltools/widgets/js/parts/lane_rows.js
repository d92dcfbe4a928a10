// @ts-check
/**
 * The cells of a lane, and what the lanes say.
 *
 * @import { ChannelOperation } from "../arithmetic/channels.js"
 * @import { LanesLayout } from "../arithmetic/lanes_layout.js"
 * @import { Grid, Pair, Place } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 * @import { GridPart } from "./grid.js"
 */
import { equation } from "../arithmetic/lanes_layout.js";
import { formatNumber } from "../arithmetic/pool.js";
import { level } from "../arithmetic/shades.js";
import { fill } from "./dom.js";
import { cellLabel } from "./grid.js";

/**
 * A map's cells, with those that were something else before; one of no look waits.
 * @param {Strings} strings @param {Grid} map @param {Grid} before @param {Pair} range
 * @param {(changed: boolean, at: Place) => string | null} look
 */
export function rowsOf(strings, map, before, range, look) {
  return map.map((line, row) => line.map((value, column) => {
    const old = before[row][column];
    const changed = value !== old;
    const state = look(changed, { row, column });
    if (state === null) {
      const waits = fill(strings.not_yet, { row, column });
      return { row, column, text: "", level: "-none", state: "pool-waiting", label: waits };
    }
    const label = cellLabel(strings, row, column, value);
    return {
      row, column, text: formatNumber(value), level: level(value, ...range), state,
      was: changed ? formatNumber(old) : "",
      label: changed ? fill(strings.changed_cell, { cell: label, value: formatNumber(old) }) : label,
    };
  }));
}

/**
 * Light the lanes that what is painted has come to.
 * @param {GridPart[]} inputs @param {GridPart[]} results @param {LanesLayout} layout
 */
export function light(inputs, results, { wet, counts }) {
  const lit = (/** @type {GridPart} */ { element }, /** @type {boolean} */ on) =>
    element.parentElement?.classList.toggle("pool-reached", on);
  inputs.forEach((grid, n) => lit(grid, wet[n]));
  results.forEach((grid, n) => lit(grid, counts[n] > 0));
}

/**
 * What the lanes say; target is the output channel that is pointed at.
 * @param {Strings} strings @param {{ painted: Grid[], operation: ChannelOperation }} state @param {LanesLayout} layout
 * @param {number | undefined} target @param {(window: number) => boolean} stands
 */
export function told(strings, { painted, operation }, layout, target, stands) {
  const { now, counts: [a, b, c], wet, i, j } = layout;
  const list = now.map((x) => (stands(2 * i + j) ? formatNumber(x[i][j]) : "…")).join(", ");
  const n = 3 * [0, 1, 2, 3].filter(stands).length;
  return {
    sentence: wet.includes(true) ? fill(strings.effect, { all: a + b + c, n, a, b, c }) : strings.untouched_lanes,
    where: target === undefined ? fill(strings.at_once, { i: 2 * i + j + 1, list })
      : `${fill(strings.output, { n: target + 1 })}: ${equation(painted, operation, target, layout)}`,
    formula: strings[`${operation}_learns`],
  };
}
