// @ts-check
/**
 * Rows of numbers, each made from one above: the Sawtooth's eight, which move.
 *
 * @import { RowName, Rows } from "../arithmetic/sawtooth_layout.js"
 * @import { Strings } from "./dom.js"
 * @import { Hand } from "./push.js"
 * @import { GridOptions, GridPart } from "./grid.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { ROWS } from "../arithmetic/sawtooth_layout.js";
import { level } from "../arithmetic/shades.js";
import { pushableRight } from "./push.js";
import { fill, h, icon } from "./dom.js";
import { sendEach } from "./flight.js";
import { glide } from "./glide.js";
import { DECIDES, LANDS, STANDS, TRAVELS } from "./motion.js";

const PLACES = 8;
/** When a row fills, as a step goes. @type {Record<RowName, number>} */
const FILLS = { input: LANDS, dense: DECIDES, blur: TRAVELS, max: STANDS, kept: STANDS };

/**
 * Only the first row can be edited, and pushed.
 * @param {{ strings: Strings, hand: Hand, makeGrid: (options: GridOptions) => GridPart,
 *   onEdit: GridOptions["onEdit"] }} of
 */
export function numberRows({ strings, hand, makeGrid, onEdit }) {
  const rows = ROWS.map((name) => {
    const label = strings[`row_${name}`];
    const cells = makeGrid({ label, onPoint: () => {}, ...(name === "input" ? { onEdit } : {}) });
    const title = h("p", { class: "pool-title" }, ...(name === "input" ? [icon("push")] : []), label);
    return { name, cells, element: h("div", { class: `pool-line pool-line-${name}` }, title, cells.element) };
  });
  const element = h("div", { class: "pool-lines" }, ...rows.map((row) => row.element));
  const [input, dense, max, blur, kept] = rows.map(({ cells }) => cells);
  pushableRight(input.element, PLACES, hand);

  /**
   * The rows as far as a step has come; by is how far the first has moved.
   * @param {Rows} now @param {[number, number]} range @param {number} phase @param {number} by @param {number} speed
   */
  const update = (now, range, phase, by, speed) => {
    rows.forEach(({ name, cells }) => drawRow(strings, cells, name, now[name], range, phase >= FILLS[name]));
    glide(input, [0, -by], speed);
  };
  /** Every second number sets off, without a blur and with one. @param {Rows} now @param {number} ms */
  const fly = (now, ms) => sendEach(element, [0, 2, 4, 6].flatMap((column) => [
    { from: { grid: dense, row: 0, column, text: formatNumber(now.dense[column]) }, to: { grid: max, row: 0, column } },
    { from: { grid: blur, row: 0, column, text: formatNumber(now.blur[column]) }, to: { grid: kept, row: 0, column } },
  ]), ms);
  return { element, update, fly };
}

/**
 * @param {Strings} strings @param {GridPart} cells @param {RowName} name
 * @param {number[]} values @param {[number, number]} range @param {boolean} filled
 */
function drawRow(strings, cells, name, values, range, filled) {
  cells.update([values.map((value, column) => {
    const keeps = column % 2 === 0 && (name === "dense" || name === "blur");
    const label = filled ? fill(keeps ? strings.kept_cell : strings.cell, { column, value: formatNumber(value) })
      : fill(strings.not_yet, { column });
    const state = `${keeps ? "pool-kept" : ""} ${name === "input" ? "pool-grip" : ""} ${filled ? "" : "pool-waiting"}`;
    const shade = filled ? level(value, ...range) : "-none";
    return { row: 0, column, text: filled ? formatNumber(value) : "", level: shade, state, label };
  })]);
}
