// @ts-check
/**
 * Windows and pooling: the browser's mirror of geometry.py and pool.py.
 *
 * Pure: no document, so Node tests it on the same frozen cases as Python.
 * Positions are 0-based input cells, intervals are half-open; padding has
 * negative positions and positions >= n.
 */

/** Numbers as JSON carries them: NaN and the infinities travel as strings. */
export function encode(value) {
  if (Array.isArray(value)) return value.map(encode);
  return Number.isFinite(value) ? value : String(value);
}

export function decode(value) {
  return Array.isArray(value) ? value.map(decode) : Number(value);
}

/** What a reader may type into a cell; undefined when it is no number. */
export function parseNumber(text) {
  const plain = text.trim().replace("−", "-").replace("∞", "inf").toLowerCase();
  const special = { nan: NaN, inf: Infinity, "+inf": Infinity, "-inf": -Infinity };
  if (plain in special) return special[plain];
  const number = Number(plain.replace(",", "."));
  return plain !== "" && Number.isFinite(number) ? number : undefined;
}

/** At most two decimals, a real minus sign, and ∞ for infinity. */
export function formatNumber(value) {
  if (Number.isNaN(value)) return "NaN";
  const size = Math.abs(value);
  const digits = size === Infinity ? "∞" : String(Math.round(size * 100) / 100);
  return value < 0 && digits !== "0" ? "−" + digits : digits;
}

/** The [before, after] padding of one axis under TensorFlow's "same" rule. */
export function samePadding(n, kernelSize, stride, dilation = 1, lower = false) {
  const span = dilation * (kernelSize - 1) + 1;
  const total = Math.max((Math.ceil(n / stride) - 1) * stride + span - n, 0);
  const small = Math.floor(total / 2);
  return lower ? [total - small, small] : [small, total - small];
}

/** How many windows fit; 0 or less when not even one does. */
export function outputSize(n, kernelSize, { stride = kernelSize, padding = [0, 0], dilation = 1, ceil_mode = false } = {}) {
  const [before, after] = padding;
  const room = n + before + after - (dilation * (kernelSize - 1) + 1);
  if (!ceil_mode) return Math.floor(room / stride) + 1;
  const outputs = Math.ceil(room / stride) + 1;
  // the last window must start inside the input or its left padding
  return (outputs - 1) * stride >= n + before ? outputs - 1 : outputs;
}

/** One axis of a pooling, ready to be asked for its windows. */
export function makeAxis(n, kernelSize, { stride = kernelSize, padding = [0, 0], dilation = 1, ceil_mode = false } = {}) {
  const outputs = outputSize(n, kernelSize, { stride, padding, dilation, ceil_mode });
  return { n, kernelSize, stride, before: padding[0], after: padding[1], dilation, outputs };
}

/** All positions that window i reads, padding included. */
export function windowTaps(axis, i) {
  const start = i * axis.stride - axis.before;
  return Array.from({ length: axis.kernelSize }, (_, t) => start + t * axis.dilation);
}

/** The half-open interval from the first to the last tap of window i. */
export function windowBounds(axis, i) {
  const start = i * axis.stride - axis.before;
  return [start, start + axis.dilation * (axis.kernelSize - 1) + 1];
}

/** The windows that read position p, in order. */
export function windowsReading(axis, p) {
  return Array.from({ length: axis.outputs }, (_, i) => i).filter((i) => windowTaps(axis, i).includes(p));
}

/** The cells that no window reads. */
export function unseenCells(axis) {
  return Array.from({ length: axis.n }, (_, p) => p).filter((p) => windowsReading(axis, p).length === 0);
}

/** How many taps of window i count in an average: cells, and padding if asked. */
export function tapCount(axis, i, includePad) {
  const [low, high] = includePad ? [-axis.before, axis.n + axis.after] : [0, axis.n];
  return windowTaps(axis, i).filter((p) => low <= p && p < high).length;
}

/**
 * Pool one window. Returns the value, the real cells it read, the divisor
 * (average only) and the index, among those cells, of the one that decided.
 */
export function poolWindow(x, axes, i, j, operation, { count_include_pad = true, divisor_override = null } = {}) {
  const [rows, columns] = axes;
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

/** The first extreme in reading order; a NaN beats all, and the last NaN wins. */
export function decideExtreme(cells, operation) {
  const sign = operation === "max" ? 1 : -1;
  let winner = cells.length ? 0 : -1;
  cells.forEach(({ value }, k) => {
    if (Number.isNaN(value) || sign * value > sign * cells[winner].value) winner = k;
  });
  return { winner, value: winner < 0 ? -sign * Infinity : cells[winner].value };
}

export function median(values) {
  if (!values.length || values.some(Number.isNaN)) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Pool a whole map: one poolWindow result for every output cell. */
export function pool2d(x, axes, operation, options) {
  return Array.from({ length: axes[0].outputs }, (_, i) =>
    Array.from({ length: axes[1].outputs }, (_, j) => poolWindow(x, axes, i, j, operation, options)));
}
