// @ts-check
/**
 * The maps over the photo of the Any-Size Machine, and their bins.
 *
 * @import { AnySizeLayout, ChosenBin } from "../arithmetic/anysize_layout.js"
 * @import { Bin } from "../arithmetic/bins.js"
 * @import { Strings } from "./dom.js"
 * @import { GridCell, GridPart } from "./grid.js"
 */
import { fill, h, resize } from "./dom.js";
import { place } from "./grid.js";

/**
 * The digits of the bin that has landed stand on the photo, and the one that decides.
 * @param {Strings} strings @param {AnySizeLayout} now @param {ChosenBin | null} landed
 * @returns {GridCell[][]}
 */
export function mapRows(strings, { maps, map }, landed) {
  const result = landed?.tier.results[map][landed.bin];
  const won = result?.cells[result.winner];
  const [[top, end], [left, right]] = landed ? [landed.rows, landed.columns] : [[0, 0], [0, 0]];
  return maps[map].map((line, row) => line.map((value, column) => {
    const inside = row >= top && row < end && column >= left && column < right ? "pool-inside" : "";
    return {
      row, column, text: String(value), level: Math.round((value * 4) / 9),
      label: fill(strings.cell, { row, column, value }),
      state: won && won.row === row && won.column === column ? `${inside} pool-winner` : inside,
    };
  }));
}

/**
 * The bins of all levels, one over the other, and the one that the step has reached.
 * @param {GridPart} map @param {AnySizeLayout} now @param {ChosenBin | null} chosen
 */
export function drawBins({ layer, frame }, { tiers }, chosen) {
  const put = (/** @type {HTMLElement} */ part, /** @type {Bin} */ [top, end], /** @type {Bin} */ [left, right]) =>
    place(part, top, left, end - top, right - left);
  const bins = tiers.flatMap((tier) => tier.bins.map((bin) => ({ bin, of: tier })));
  resize(layer, bins.length, () => h("div")).forEach((tile, n) => {
    const { bin, of } = bins[n];
    put(tile, ...bin);
    const look = of === chosen?.tier ? "pool-tile pool-tier" : "pool-tile";
    if (tile.className !== look) tile.className = look;
  });
  frame.hidden = !chosen;
  if (chosen) put(frame, chosen.rows, chosen.columns);
}
