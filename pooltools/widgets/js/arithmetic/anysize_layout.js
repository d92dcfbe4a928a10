// @ts-check
/**
 * What the any-size machine shows, worked out from its state.
 *
 * @import { Bin } from "./bins.js"
 * @import { Pair } from "./pool.js"
 * @import { BinPlace, Tier } from "./pyramid.js"
 * @typedef {{ maps: string, height: number, width: number, levels: number[], rule: "adaptive" | "recipe",
 *   channel: number, step: number, speed: number }} AnySizeState
 * @typedef {BinPlace & { map: number }} Bar one number of a bin: that of one map
 * @typedef {{ tier: Tier, bin: number, rows: Bin, columns: Bin }} ChosenBin
 * @typedef {ReturnType<typeof anySizeLayout>} AnySizeLayout
 * @typedef {{ tiers: Tier[], got: number, long: number }} Echo what comes of another photo, binned and flattened
 */
import { adaptiveBins, recipeBins } from "./bins.js";
import { cut, expected, pyramid, stepAt } from "./pyramid.js";

export const CHANNELS = 4;
export const SIDE = 16; // in cells of the whole maps
/** @type {Pair[]} */
export const ECHOES = [[16, 7], [13, 13]]; // the heights and widths of other photos, to compare with

/**
 * How many bins all levels have together.
 * @param {Pick<AnySizeState, "height" | "width" | "levels" | "rule">} state
 */
export function binCount({ height, width, levels, rule }) {
  const divide = rule === "recipe" ? recipeBins : adaptiveBins;
  return levels.reduce((sum, n) => sum + divide(height, n).length * divide(width, n).length, 0);
}

/**
 * The maps in the frame, their pyramid, and the bin and the map to show: those of the state,
 * or of the bar that is pointed at. A bar that a change took away counts no more.
 * @param {AnySizeState} state @param {Bar | undefined} bar
 */
export function anySizeLayout(state, bar) {
  const { height, width, levels, rule } = state;
  const maps = cut(state.maps, CHANNELS, SIDE, height, width);
  const tiers = pyramid(maps, levels, rule);
  const count = binCount(state);
  const step = Math.min(state.step, Math.max(count - 1, 0));
  const there = bar && bar.bin < (tiers[bar.tier]?.bins.length ?? 0) ? bar : null;
  return {
    maps, tiers, step, got: CHANNELS * count, want: expected(CHANNELS, levels),
    place: there ?? stepAt(tiers, step), map: there?.map ?? state.channel - 1,
  };
}

/** What comes of a photo of another size. @param {AnySizeState} state @param {Pair} size @returns {Echo} */
export function echo({ maps, levels, rule }, [height, width]) {
  const tiers = pyramid(cut(maps, CHANNELS, SIDE, height, width), levels, rule);
  const got = CHANNELS * binCount({ height, width, levels, rule });
  return { tiers, got, long: CHANNELS * height * width };
}

/** The bin to show, with its borders; there is none where a recipe gives no bins. @param {AnySizeLayout} layout */
export function chosenBin({ tiers, place: at }) {
  if (!at) return null;
  const tier = tiers[at.tier];
  const [rows, columns] = tier.bins[at.bin];
  return { tier, bin: at.bin, rows, columns };
}

/**
 * The first side and level for which the recipe gives another number of bins than is asked for.
 * @param {Pick<AnySizeState, "height" | "width" | "levels" | "rule">} state
 * @returns {Pair | undefined}
 */
export function brokenRecipe({ height, width, levels, rule }) {
  if (rule !== "recipe") return undefined;
  const pairs = [height, width].flatMap((side) => levels.map((n) => /** @type {Pair} */ ([side, n])));
  return pairs.find(([side, n]) => recipeBins(side, n).length !== n);
}

/**
 * Where a cell is in the digits of all maps.
 * @param {number} channel counted from 1 @param {number} row @param {number} column
 */
export function digitIndex(channel, row, column) {
  return ((channel - 1) * SIDE + row) * SIDE + column;
}
