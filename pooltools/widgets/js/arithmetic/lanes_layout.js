// @ts-check
/**
 * What the Channel Lanes show of three channels, painted and before.
 *
 * @import { ChannelOperation } from "./channels.js"
 * @import { Grid, Place } from "./pool.js"
 * @typedef {ReturnType<typeof lanesLayout>} LanesLayout
 */
import { joined, outputs, terms } from "./channels.js";
import { formatNumber } from "./pool.js";

export const LANES = [0, 1, 2];

/**
 * The outputs now and before, how many cells of each differ, whether any input does, and
 * the window (i, j) to show: that of the step, or the output that is pointed at.
 * @param {{ painted: Grid[], operation: ChannelOperation, step: number }} state
 * @param {Grid[]} before @param {Place | null} pointed
 */
export function lanesLayout({ painted, operation, step }, before, pointed) {
  const [now, old] = [outputs(painted, operation), outputs(before, operation)];
  const counts = LANES.map((c) => now[c].flat().filter((value, n) => value !== old[c].flat()[n]).length);
  const wet = LANES.map((c) => JSON.stringify(painted[c]) !== JSON.stringify(before[c]));
  const { row: i, column: j } = pointed ?? { row: step >> 1, column: step % 2 };
  return { now, old, counts, wet, i, j };
}

/** Which input leads to which output. @param {ChannelOperation} operation */
export function links(operation) {
  return LANES.flatMap((o) => LANES.filter((c) => joined(operation, o, c)).map((c) => ({ o, c })));
}

/**
 * How output o comes to its number in window (i, j).
 * @param {Grid[]} painted @param {ChannelOperation} operation @param {number} o @param {LanesLayout} now
 */
export function equation(painted, operation, o, { now, i, j }) {
  const list = terms(painted, operation, o, i, j);
  const numbers = list.map(({ value }) => formatNumber(value));
  const result = formatNumber(now[o][i][j]);
  if (operation === "max") return `max(${numbers.join(", ")}) = ${result}`;
  if (operation === "average") return `(${numbers.join(" + ")}) / 4 = ${result}`;
  const plus = (/** @type {number} */ n) => (n ? "+ " : "");
  return `${list.map(({ weight }, n) => (weight < 0 ? "− " : plus(n)) + numbers[n]).join(" ")} = ${result}`;
}

/**
 * The channels with one number changed.
 * @param {Grid[]} painted @param {number} lane @param {number} row @param {number} column @param {number} value
 */
export function repainted(painted, lane, row, column, value) {
  const copy = painted.map((map) => map.map((line) => [...line]));
  copy[lane][row][column] = value;
  return copy;
}
