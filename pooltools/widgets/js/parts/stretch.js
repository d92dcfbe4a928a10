// @ts-check
/**
 * A sheet of rubber: its bins are trays beneath the cells, and as the map is pulled, or other
 * bins are asked for, cells and edges glide from where they were.
 *
 * @import { Bin } from "../arithmetic/bins.js"
 * @import { GridPart } from "./grid.js"
 * @typedef {[rows: Bin[], columns: Bin[]]} Trays
 */
import { h, nth, resize } from "./dom.js";
import { place } from "./grid.js";

/** Milliseconds: of one change, and of one in a row of them, as a hand makes them. */
const [ALONE, HASTY] = [300, 110];

/**
 * update(trays) puts them where they belong; asked says that other bins are wanted, whose
 * numbers come once the edges have arrived.
 * @param {GridPart} grid @param {GridPart} output @param {HTMLElement} corner
 */
export function rubberSheetOf({ element, layer }, output, corner) {
  /** @type {Trays | null} */
  let was = null;
  let last = -Infinity;

  /** @param {Trays} now */
  function update(now) {
    const [rows, columns] = now;
    element.style.setProperty("--rows", String(ends(rows)));
    const tiles = resize(layer, rows.length * columns.length, () => h("div", { class: "pool-tile" }));
    tiles.forEach((tile, n) => {
      const [i, j] = [Math.floor(n / columns.length), n % columns.length];
      placeBin(tile, rows[i], columns[j]);
      tile.classList.toggle("pool-odd", (i + j) % 2 === 1);
    });
    if (was && `${was}` !== `${now}`) stretch(was, now, tiles);
    was = now;
  }
  /** @param {Trays} from @param {Trays} to @param {HTMLElement[]} tiles */
  function stretch(from, to, tiles) {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const ms = performance.now() - last < ALONE ? HASTY : ALONE;
    last = performance.now();
    const timing = { duration: ms, easing: "ease-in-out" };
    const [old, size] = [from, to].map((trays) => trays.map(ends));
    const ratio = [old[0] / size[0], old[1] / size[1]];
    const columns = to[1].length;
    tiles.forEach((tile, n) => {
      const [i, j] = [Math.floor(n / columns), n % columns];
      const start = [from[0][i] ?? [old[0], old[0]], from[1][j] ?? [old[1], old[1]]];
      const end = [to[0][i], to[1][j]];
      const [high, wide] = [0, 1].map((axis) => (start[axis][1] - start[axis][0]) / (end[axis][1] - end[axis][0]));
      tile.animate([{ transform: `${at(start[0][0], start[1][0])} scale(${wide}, ${high})` },
        { transform: `${at(end[0][0], end[1][0])} scale(1)` }], timing);
    });
    if (`${ratio}` !== "1,1") {
      nth(element, 0).animate([{ transform: `scale(${ratio[1]}, ${ratio[0]})` }, { transform: "none" }], timing);
      corner.animate([{ transform: at(old[0] - size[0], old[1] - size[1]) }, { transform: "none" }], timing);
    }
    if (from[0].length === columns) return;
    const numbers = nth(output.element, 0);
    numbers.animate([{ opacity: 0 }, { opacity: 0, offset: 0.6 }, { opacity: 1 }], ms / 0.6);
  }
  return { update };
}

/** How far bins reach. @param {Bin[]} bins */
function ends(bins) {
  return bins[bins.length - 1][1];
}

/** @param {number} row @param {number} column */
function at(row, column) {
  return `translate(calc(${column} * var(--cell)), calc(${row} * var(--cell)))`;
}

/** @param {HTMLElement} element @param {Bin} rows @param {Bin} columns */
export function placeBin(element, [top, bottom], [left, right]) {
  place(element, top, left, bottom - top, right - left);
}
