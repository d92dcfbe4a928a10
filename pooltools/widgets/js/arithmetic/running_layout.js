// @ts-check
/**
 * What the Running Network is shown: a digit of 28 × 28 somewhere on a black canvas, and what its cells read.
 *
 * @import { Halving, Heading } from "./running.js"
 * @import { Pair } from "./pool.js"
 * @typedef {"move" | "draw" | "pixel"} Tool
 * @typedef {{ digit: number, drawing: string, pooling: Halving, head: Heading, down: number, right: number,
 *   pixel: number, salt: number, invert: boolean, tool: Tool, speed: number }} RunningState
 * @typedef {{ stage: number, map: number, row: number, column: number }} Spot a cell of a stage
 * @typedef {{ stage: number, map: number, rows: Pair, columns: Pair }} Traced
 * @typedef {{ start: number, size: number, apart: number }} Reads pixels along an axis, and how far they lie apart
 * @typedef {{ side: number, edge: number, columns: number, rows: number, gap: number }} Mosaic
 */
import { withNoise } from "./noise.js";
import { CANVAS } from "./running.js";

export const DIGIT = 28;
/** The part of the canvas that is shown, all that a digit moved so far can ink, and how far that is. */
export const SHOWN = 36;
export const FARTHEST_MOVE = 8;
const HIDDEN = (CANVAS - SHOWN) / 2;
const PEN = 2.5;
const LEVELS = 15;
/** Letters of a drawing's text that stand for 2 zeros, 3 zeros, and so on. */
const RUNS = "ghijklmnopqrstuvwxyz";

/** The ink of a drawing, 0 to 1; null where the text is none. @param {string} text */
export function readDrawing(text) {
  const levels = Array.from(text).flatMap((letter) => {
    const run = RUNS.indexOf(letter);
    return run < 0 ? [parseInt(letter, 16)] : Array.from({ length: run + 2 }, () => 0);
  });
  return levels.length === DIGIT * DIGIT ? Float32Array.from(levels, (level) => level / LEVELS) : null;
}

/** @param {Float32Array} drawing */
export function writeDrawing(drawing) {
  const digits = Array.from(drawing, (ink) => Math.round(ink * LEVELS).toString(16)).join("");
  return digits.replace(/0{2,21}/g, (zeros) => RUNS[zeros.length - 2]);
}

/**
 * What is drawn with one more line of the pen, between points (row, column).
 * @param {Float32Array} drawing @param {Pair} from @param {Pair} to
 */
export function penned(drawing, [y0, x0], [y1, x1]) {
  const [down, right] = [y1 - y0, x1 - x0];
  const length = down * down + right * right || 1;
  return drawing.map((ink, n) => {
    const [y, x] = [Math.floor(n / DIGIT) + 0.5 - y0, (n % DIGIT) + 0.5 - x0];
    const along = Math.min(Math.max((y * down + x * right) / length, 0), 1);
    const far = Math.hypot(y - along * down, x - along * right);
    return Math.max(ink, Math.min(Math.max(PEN / 2 + 0.5 - far, 0), 1));
  });
}

/** The same with its ink balanced in the middle, moved by whole pixels. @param {Float32Array} drawing */
export function centred(drawing) {
  const ink = drawing.reduce((sum, value) => sum + value, 0);
  if (!ink) return drawing;
  const [row, column] = [(/** @type {number} */ n) => Math.floor(n / DIGIT), (/** @type {number} */ n) => n % DIGIT]
    .map((at) => drawing.reduce((sum, value, n) => sum + value * at(n), 0) / ink);
  return moved(drawing, DIGIT, Math.round((DIGIT - 1) / 2 - row), Math.round((DIGIT - 1) / 2 - column));
}

/** @param {Float32Array} picture @param {number} side @param {number} down @param {number} right */
function moved(picture, side, down, right) {
  return picture.map((_, n) => {
    const [row, column] = [Math.floor(n / side) - down, (n % side) - right];
    return row < 0 || column < 0 || row >= side || column >= side ? 0 : picture[row * side + column];
  });
}

/**
 * A frame with grains of salt and pepper, in percent, or inverted: both move along with it.
 * @param {Float32Array} frame @param {number} salt @param {boolean} invert
 */
export function damaged(frame, salt, invert) {
  const noisy = salt ? withNoise(Float64Array.from(frame, (ink) => 255 * ink), 0, salt).map((ink) => ink / 255) : frame;
  return Float32Array.from(noisy, (ink) => (invert ? 1 - ink : ink));
}

/**
 * The canvas: a frame in its middle, moved, and one pixel of the shown part turned round, if it is not -1.
 * @param {Float32Array} frame @param {number} down @param {number} right @param {number} pixel
 */
export function pictureOf(frame, down, right, pixel) {
  const picture = new Float32Array(CANVAS * CANVAS);
  const [top, left] = [down, right].map((by) => (CANVAS - DIGIT) / 2 + by);
  frame.forEach((ink, n) => {
    picture[(top + Math.floor(n / DIGIT)) * CANVAS + left + (n % DIGIT)] = ink;
  });
  const at = (HIDDEN + Math.floor(pixel / SHOWN)) * CANVAS + HIDDEN + (pixel % SHOWN);
  if (pixel >= 0) picture[at] = picture[at] < 0.5 ? 1 : 0;
  return picture;
}

/**
 * How the maps of a stage, 0 to 3, lie side by side; edge is what is hidden at each border.
 * @param {number} stage @param {Halving} pooling @returns {Mosaic}
 */
export function mosaicOf(stage, pooling) {
  const halvings = pooling === "none" ? 0 : (stage + 1) >> 1;
  const [columns, rows] = stage < 2 ? [2, 4] : [4, 6];
  const gap = 2 >> halvings || 1;
  return { side: SHOWN >> halvings, edge: HIDDEN >> halvings, columns, rows, gap };
}

/**
 * What cell i of a stage reads of the stage before it, or of the canvas, along one axis.
 * @param {number} stage @param {Halving} pooling @param {number} i @returns {Reads}
 */
export function readsOf(stage, pooling, i) {
  if (stage % 2 === 0) {
    const apart = stage && pooling === "none" ? 2 : 1;
    const reach = stage ? 3 * apart : 2;
    return { start: i - reach, size: 2 * reach + 1, apart };
  }
  if (pooling === "none") return { start: i, size: 1, apart: 1 };
  if (pooling === "max-blur") return { start: 2 * i - 1, size: 4, apart: 1 };
  return { start: 2 * i, size: pooling === "stride" ? 1 : 2, apart: 1 };
}

/**
 * A cell that is pointed at and all that it reads, back to the canvas, which is stage -1: rows and columns
 * from the first to the last, and the map, or -1 for all of them.
 * @param {Spot} spot @param {Halving} pooling @returns {Traced[]}
 */
export function tracedBack({ stage, map, row, column }, pooling) {
  const traced = [{ stage, map, rows: span(row, row), columns: span(column, column) }];
  for (let s = stage; s >= 0; s -= 1) {
    const { map: of, rows, columns } = traced[traced.length - 1];
    const [all, wide] = [rows, columns].map(([first, last]) => {
      const end = readsOf(s, pooling, last);
      return span(readsOf(s, pooling, first).start, end.start + end.size - 1);
    });
    traced.push({ stage: s - 1, map: s % 2 ? of : -1, rows: all, columns: wide });
  }
  return traced;
}

/** @param {number} first @param {number} last @returns {Pair} */
function span(first, last) {
  return [first, last];
}
