// @ts-check
/**
 * Small maps of numbers, as a state has them and as Python writes them.
 *
 * @import { JsonNumber } from "./pool.js"
 */
import { encode } from "./pool.js";

/** @type {{ [text: string]: string }} */
const PYTHON = { NaN: "np.nan", Infinity: "np.inf", "-Infinity": "-np.inf" };

/**
 * A map with one number changed.
 * @param {JsonNumber[][]} map @param {number} row @param {number} column @param {number} value
 */
export function edited(map, row, column, value) {
  return map.map((line, i) => line.map((old, j) => (i === row && j === column ? encode(value) : old)));
}

/** x = np.array([...]), one row to a line. @param {JsonNumber[][]} data */
export function pythonMap(data) {
  const number = (/** @type {JsonNumber} */ v) => PYTHON[v] ?? String(v);
  const rows = data.map((row) => `    [${row.map(number).join(", ")}],\n`).join("");
  return `x = np.array([\n${rows}])\n`;
}
