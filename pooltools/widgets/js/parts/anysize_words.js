// @ts-check
/**
 * What the Any-Size Machine says of a bin, and of the length that comes out.
 *
 * @import { AnySizeLayout, AnySizeState, ChosenBin } from "../arithmetic/anysize_layout.js"
 * @import { Bin } from "../arithmetic/bins.js"
 * @import { Strings } from "./dom.js"
 */
import { CHANNELS, brokenRecipe } from "../arithmetic/anysize_layout.js";
import { recipeBins } from "../arithmetic/bins.js";
import { fill } from "./dom.js";
import { STANDS } from "./motion.js";

/** @param {Strings} strings @param {ChosenBin} chosen @param {number} phase */
export function binNumbers(strings, { tier, bin }, phase) {
  const values = phase < STANDS ? "…" : tier.results.map((line) => line[bin].value).join(" ");
  const [r, c] = [tier.rows.length, tier.columns.length];
  return fill(strings.bin_says, { r, c, i: bin + 1, n: tier.bins.length, values });
}

/** @param {Strings} strings @param {ChosenBin} chosen */
export function binBorders(strings, { rows, columns }) {
  const range = (/** @type {Bin} */ [a, b]) => fill(strings.range, { a, b: b - 1 });
  return fill(strings.where, { rows: range(rows), columns: range(columns) });
}

/**
 * How long the vector is, or why the recipe breaks.
 * @param {Strings} strings @param {AnySizeState} state @param {AnySizeLayout} now
 */
export function lengthFormula(strings, state, { got }) {
  const broken = brokenRecipe(state);
  if (!broken) return `${CHANNELS} · (${state.levels.map((n) => `${n}²`).join(" + ")}) = ${got}`;
  const [a, n] = broken;
  const [wide, apart] = [Math.ceil(a / n), Math.floor(a / n)];
  return fill(strings.recipe_breaks, { a, n, wide, apart, bins: recipeBins(a, n).length });
}
