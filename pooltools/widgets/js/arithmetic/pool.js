// @ts-check
/**
 * Windows and pooling: the browser's mirror of geometry.py and pool.py.
 *
 * Node tests it on the same frozen cases as Python. Positions are 0-based input
 * cells, intervals are half-open; padding has negative positions and positions >= n.
 *
 * @typedef {number[][]} Grid rows of numbers
 * @typedef {number | string} JsonNumber a number as JSON carries it: NaN and the infinities are strings
 * @typedef {"max" | "min" | "average" | "median"} Operation
 * @typedef {[number, number]} Pair
 * @typedef {{ row: number, column: number }} Place
 * @typedef {Place & { value: number }} Cell
 * @typedef {{ stride?: number, padding?: Pair, dilation?: number, ceil_mode?: boolean }} AxisOptions
 * @typedef {{ count_include_pad?: boolean, divisor_override?: number | null }} PoolOptions
 */

/**
 * One axis of a pooling: its length, its windows, its padding and how many windows fit.
 * @typedef {{ n: number, kernelSize: number, stride: number, before: number, after: number,
 *   dilation: number, outputs: number }} Axis
 * @typedef {[Axis, Axis]} Axes
 */

/**
 * A pooled window: the real cells it read, its value, the index of the cell that decided
 * or -1, and for an average what the sum was divided by.
 * @typedef {{ cells: Cell[], winner: number, value: number, divisor?: number }} PooledCell
 */

/** A number as JSON carries it. @param {number} value @returns {JsonNumber} */
export function encode(value) {
  return Number.isFinite(value) ? value : String(value);
}

/** @param {Grid} map */
export function encodeMap(map) {
  return map.map((row) => row.map(encode));
}

/** @param {JsonNumber[][]} map @returns {Grid} */
export function decode(map) {
  return map.map((row) => row.map(Number));
}

/** What a reader may type into a cell; undefined when it is no number. @param {string} text */
export function parseNumber(text) {
  const plain = text.trim().replace("−", "-").replace("∞", "inf").toLowerCase();
  if (plain === "nan") return NaN;
  if (/^[+-]?inf$/.test(plain)) return plain.startsWith("-") ? -Infinity : Infinity;
  const number = Number(plain.replace(",", "."));
  return plain !== "" && Number.isFinite(number) ? number : undefined;
}

/** At most two decimals, a real minus sign, and ∞ for infinity. @param {number} value */
export function formatNumber(value) {
  if (Number.isNaN(value)) return "NaN";
  const size = Math.abs(value);
  const digits = size === Infinity ? "∞" : String(Math.round(size * 100) / 100);
  return value < 0 && digits !== "0" ? "−" + digits : digits;
}

/**
 * The padding before and after one axis under TensorFlow's "same" rule.
 * @param {number} n @param {number} kernelSize @param {number} stride
 * @returns {Pair}
 */
export function samePadding(n, kernelSize, stride, dilation = 1, lower = false) {
  const span = dilation * (kernelSize - 1) + 1;
  const total = Math.max((Math.ceil(n / stride) - 1) * stride + span - n, 0);
  const small = Math.floor(total / 2);
  return lower ? [total - small, small] : [small, total - small];
}

/**
 * How many windows fit; 0 or less when not even one does.
 * @param {number} n @param {number} kernelSize @param {AxisOptions} [options]
 */
export function outputSize(n, kernelSize, options = {}) {
  const { stride = kernelSize, padding: [before, after] = [0, 0], dilation = 1, ceil_mode = false } = options;
  const room = n + before + after - (dilation * (kernelSize - 1) + 1);
  if (!ceil_mode) return Math.floor(room / stride) + 1;
  const outputs = Math.ceil(room / stride) + 1;
  // the last window must start inside the input or its left padding
  return (outputs - 1) * stride >= n + before ? outputs - 1 : outputs;
}

/**
 * One axis of a pooling, ready to be asked for its windows.
 * @param {number} n @param {number} kernelSize @param {AxisOptions} [options]
 * @returns {Axis}
 */
export function makeAxis(n, kernelSize, options = {}) {
  const { stride = kernelSize, padding: [before, after] = [0, 0], dilation = 1 } = options;
  return { n, kernelSize, stride, before, after, dilation, outputs: outputSize(n, kernelSize, options) };
}

/**
 * Both axes of a map, pooled alike.
 * @param {unknown[][]} map @param {number} kernelSize @param {AxisOptions} [options]
 * @returns {Axes}
 */
export function makeAxes(map, kernelSize, options) {
  return [makeAxis(map.length, kernelSize, options), makeAxis(map[0].length, kernelSize, options)];
}

/** All positions that window i reads, padding included. @param {Axis} axis @param {number} i */
export function windowTaps(axis, i) {
  const start = i * axis.stride - axis.before;
  return Array.from({ length: axis.kernelSize }, (_, t) => start + t * axis.dilation);
}

/**
 * The half-open interval from the first to the last tap of window i.
 * @param {Axis} axis @param {number} i
 * @returns {Pair}
 */
export function windowBounds(axis, i) {
  const start = i * axis.stride - axis.before;
  return [start, start + axis.dilation * (axis.kernelSize - 1) + 1];
}

/** The windows that read position p, in order. @param {Axis} axis @param {number} p */
export function windowsReading(axis, p) {
  return Array.from({ length: axis.outputs }, (_, i) => i).filter((i) => windowTaps(axis, i).includes(p));
}

/** Does window (i, j) read this cell? @param {Axes} axes @param {number} i @param {number} j @param {Place} cell */
export function reads([rows, columns], i, j, { row, column }) {
  return windowTaps(rows, i).includes(row) && windowTaps(columns, j).includes(column);
}

/** The cells that no window reads. @param {Axis} axis */
export function unseenCells(axis) {
  return Array.from({ length: axis.n }, (_, p) => p).filter((p) => windowsReading(axis, p).length === 0);
}

/**
 * How many taps of window i count in an average: cells, and padding if asked.
 * @param {Axis} axis @param {number} i @param {boolean} includePad
 */
export function tapCount(axis, i, includePad) {
  const [low, high] = includePad ? [-axis.before, axis.n + axis.after] : [0, axis.n];
  return windowTaps(axis, i).filter((p) => low <= p && p < high).length;
}

/**
 * Pool one window.
 * @param {Grid} x @param {Axes} axes @param {number} i @param {number} j
 * @param {Operation} operation @param {PoolOptions} [options]
 * @returns {PooledCell}
 */
export function poolWindow(x, axes, i, j, operation, { count_include_pad = true, divisor_override = null } = {}) {
  const [rows, columns] = axes;
  /** @type {Cell[]} */
  const cells = [];
  for (const row of windowTaps(rows, i)) {
    if (row < 0 || row >= rows.n) continue;
    for (const column of windowTaps(columns, j)) {
      if (column >= 0 && column < columns.n) cells.push({ row, column, value: x[row][column] });
    }
  }
  if (operation === "max" || operation === "min") return { cells, ...decideExtreme(cells, operation) };
  if (operation === "median") return { cells, winner: -1, value: median(cells.map((c) => c.value)) };
  const counted = tapCount(rows, i, count_include_pad) * tapCount(columns, j, count_include_pad);
  const divisor = divisor_override ?? counted;
  const sum = cells.reduce((total, cell) => total + cell.value, 0);
  return { cells, winner: -1, divisor, value: sum / divisor };
}

/**
 * The first extreme in reading order; a NaN beats all, and the last NaN wins.
 * @param {Cell[]} cells @param {"max" | "min"} operation
 */
export function decideExtreme(cells, operation) {
  const sign = operation === "max" ? 1 : -1;
  let winner = cells.length ? 0 : -1;
  cells.forEach(({ value }, k) => {
    if (Number.isNaN(value) || sign * value > sign * cells[winner].value) winner = k;
  });
  return { winner, value: winner < 0 ? -sign * Infinity : cells[winner].value };
}

/** @param {number[]} values */
export function median(values) {
  if (!values.length || values.some(Number.isNaN)) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Pool a whole map: one poolWindow result for every output cell.
 * @param {Grid} x @param {Axes} axes @param {Operation} operation @param {PoolOptions} [options]
 */
export function pool2d(x, axes, operation, options) {
  return Array.from({ length: axes[0].outputs }, (_, i) =>
    Array.from({ length: axes[1].outputs }, (__, j) => poolWindow(x, axes, i, j, operation, options)));
}
