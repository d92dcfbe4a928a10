// @ts-check
/**
 * A small number in the corner of each cell of a grid, but no 0.
 *
 * @import { Grid } from "../arithmetic/pool.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { h, nth, resize, setText } from "./dom.js";
import { place } from "./grid.js";

/** @param {HTMLElement} layer the grid's @param {Grid} totals @param {boolean} shown */
export function badges(layer, totals, shown) {
  const width = totals[0].length;
  const tiles = resize(layer, totals.length * width, () => h("div", { class: "pool-tile" }, h("b")));
  totals.flat().forEach((total, n) => {
    place(tiles[n], Math.floor(n / width), n % width, 1, 1);
    tiles[n].hidden = !shown || total === 0;
    setText(nth(tiles[n], 0), formatNumber(total));
  });
}
