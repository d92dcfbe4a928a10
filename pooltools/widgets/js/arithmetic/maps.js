// @ts-check
/** Small maps of numbers, as a link brings them and as Python writes them. */

/** Is this a map of numbers, at most 12 cells high and wide, as JSON carries it? */
export function isMap(data) {
  const isNumber = (v) => typeof v === "number" || ["NaN", "Infinity", "-Infinity"].includes(v);
  return Array.isArray(data) && data.every(Array.isArray) && data.length > 0 && data[0].length > 0
    && Math.max(data.length, data[0].length) <= 12
    && data.every((row) => row.length === data[0].length && row.every(isNumber));
}

/** x = np.array([...]), one row to a line. */
export function pythonMap(data) {
  const number = (v) => ({ NaN: "np.nan", Infinity: "np.inf", "-Infinity": "-np.inf" }[String(v)] ?? String(v));
  const rows = data.map((row) => `    [${row.map(number).join(", ")}],\n`).join("");
  return `x = np.array([\n${rows}])\n`;
}
