// @ts-check
/** A pyramid of bins over several maps, laid end to end. */
import { adaptiveBins, binsHolding, poolBin, recipeBins } from "./bins.js";

/**
 * One entry per level: its bins along both axes, and its numbers, one map after
 * the other and each map's bins row by row.
 */
export function pyramid(maps, levels, rule) {
  const divide = rule === "recipe" ? recipeBins : adaptiveBins;
  return levels.map((level) => {
    const [rows, columns] = [maps[0], maps[0][0]].map((line) => divide(line.length, level));
    const bins = rows.flatMap((row) => columns.map((column) => [row, column]));
    const results = maps.map((map) => bins.map(([row, column]) => poolBin(map, row, column, "max")));
    return { level, rows, columns, bins, results };
  });
}

/** The level and the bin of a step through all bins of all levels. */
export function stepAt(tiers, step) {
  let left = step;
  for (const [tier, { bins }] of tiers.entries()) {
    if (left < bins.length) return { tier, bin: left };
    left -= bins.length;
  }
  return null;
}

/** Does bin number `bin` of a level hold this cell? */
export function holds({ rows, columns }, bin, { row, column }) {
  return binsHolding(rows, row).includes(Math.floor(bin / columns.length)) && binsHolding(columns, column).includes(bin % columns.length);
}

/** How many numbers a dense layer behind these levels is built for. */
export function expected(channels, levels) {
  return channels * levels.reduce((sum, n) => sum + n * n, 0);
}

/** Maps of digits, written one after the other: the part in the frame, as numbers. */
export function cut(digits, channels, side, height, width) {
  return Array.from({ length: channels }, (_, c) => Array.from({ length: height }, (__, i) =>
    Array.from({ length: width }, (___, j) => Number(digits[(c * side + i) * side + j]))));
}
