// @ts-check
/**
 * What is said of a ball that falls, and of a value that goes back.
 *
 * @import { PinballLayout, PinballState } from "../arithmetic/pinball_layout.js"
 * @import { Grid } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 */
import { relativeChange } from "../arithmetic/backward.js";
import { formatNumber } from "../arithmetic/pool.js";
import { fill } from "./dom.js";
import { DECIDES, STANDS, TRAVELS } from "./motion.js";

/** @param {Strings} strings @param {PinballState} state @param {PinballLayout} now @param {number} phase */
export function tellPinball(strings, { mode }, { pooled, balls, dropped, got, i, j }, phase) {
  const { cells, value, winner } = pooled[i][j];
  const n = cells.length;
  const ties = cells.filter((cell) => cell.value === value).length;
  const [ball, share, most] = [balls[i][j], balls[i][j] / n, value].map(formatNumber);
  const words = { ...cells[winner], ball, value: most, n, share, ties };
  const sum = (/** @type {Grid} */ map) => map.flat().reduce((a, b) => a + b, 0);
  const formula = fill(strings.conserved, phase === TRAVELS
    ? { dropped: formatNumber(sum(dropped) + balls[i][j]), got: "…" }
    : { dropped: formatNumber(sum(dropped)), got: formatNumber(sum(got)) });
  const why = mode === "average" ? strings.equal : fill(ties > 1 ? strings.tie : strings.no_tie, words);
  const end = fill(mode === "average" ? strings.splits : strings.falls, words);
  const sentence = phase === STANDS ? end : fill(strings.falling, words);
  return { sentence, where: phase < DECIDES ? "" : why, formula };
}

/** @param {Strings} strings @param {PinballState} state @param {PinballLayout} now @param {number} phase */
export function tellUnpool(strings, { way }, { pooled, data, to, whole, complete, i, j }, phase) {
  const [value, share] = [pooled[i][j].value, to[0].gives].map(formatNumber);
  const words = { ...to[0], value, n: to.length, share };
  const error = formatNumber(Math.round(1000 * relativeChange(data, whole)) / 10);
  return {
    sentence: fill(phase === STANDS ? strings[`${way}_say`] : strings.returning, words),
    where: complete ? fill(strings.lost, { share: error }) : "",
    formula: strings[`${way}_formula`],
  };
}
