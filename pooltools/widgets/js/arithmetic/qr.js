// @ts-check
/**
 * A QR code (ISO/IEC 18004): the squares of a text, to be drawn by whoever asks.
 *
 * Fixed patterns first, by which a reader finds the code; then the words, two columns at a
 * time, up and down from the right; then the mask that leaves the fewest patterns that
 * could be taken for others.
 *
 * @import { Level } from "./qr_words.js"
 * @typedef {{ version: number, level: Level, mask: number, dark: boolean[][] }} QrCode
 */
import { alignments, codeWords } from "./qr_words.js";

/** Which squares each mask turns over. @type {((row: number, column: number) => boolean)[]} */
const MASKS = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];
const LEVEL_BITS = { M: 0, L: 1 };

/** Squares that are fixed, dark or light; the others, undefined, hold words. */
class Squares {
  /** @type {(boolean | undefined)[][]} */
  rows;

  /** @param {number} side */
  constructor(side) {
    this.side = side;
    this.rows = Array.from({ length: side }, () => Array(side).fill(undefined));
  }

  /** @param {number} row @param {number} column @param {boolean} dark */
  set(row, column, dark) {
    if (row >= 0 && column >= 0 && row < this.side && column < this.side) this.rows[row][column] = dark;
  }

  /**
   * Rings around a middle, from within: dark as told.
   * @param {number} row @param {number} column @param {boolean[]} rings
   */
  rings(row, column, rings) {
    const reach = rings.length - 1;
    for (let i = -reach; i <= reach; i += 1) {
      for (let j = -reach; j <= reach; j += 1) {
        this.set(row + i, column + j, rings[Math.max(Math.abs(i), Math.abs(j))]);
      }
    }
  }
}

/** A number with its remainder by a polynomial behind it. @param {number} value @param {number} polynomial */
function withRemainder(value, polynomial) {
  const degree = 31 - Math.clz32(polynomial);
  let rest = value << degree;
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit -= 1) {
    if ((rest >> bit) & 1) rest ^= polynomial << (bit - degree);
  }
  return (value << degree) | rest;
}

/**
 * Write level and mask, twice, beside the finders.
 * @param {Squares} squares @param {Level} level @param {number} mask
 */
function tellForm(squares, level, mask) {
  const bits = withRemainder((LEVEL_BITS[level] << 3) | mask, 0b10100110111) ^ 0b101010000010010;
  const { side } = squares;
  const around = [0, 1, 2, 3, 4, 5, 7, 8]; // the timing lines are left out
  for (let n = 0; n < 15; n += 1) {
    const dark = ((bits >> n) & 1) === 1;
    squares.set(n < 8 ? around[n] : side - 15 + n, 8, dark);
    squares.set(8, n < 8 ? side - 1 - n : around[14 - n], dark);
  }
  squares.set(side - 8, 8, true);
}

/** Write the version, twice, beside two of the finders. @param {Squares} squares @param {number} version */
function tellVersion(squares, version) {
  const bits = withRemainder(version, 0b1111100100101);
  for (let n = 0; n < 18; n += 1) {
    const [far, near] = [squares.side - 11 + (n % 3), Math.floor(n / 3)];
    squares.set(far, near, ((bits >> n) & 1) === 1);
    squares.set(near, far, ((bits >> n) & 1) === 1);
  }
}

/** All that is the same for every text of a version. @param {number} version */
function fixedSquares(version) {
  const squares = new Squares(4 * version + 17);
  const { side } = squares;
  for (let n = 0; n < side; n += 1) {
    squares.set(6, n, n % 2 === 0);
    squares.set(n, 6, n % 2 === 0);
  }
  const corners = [[3, 3], [3, side - 4], [side - 4, 3]];
  corners.forEach(([row, column]) => squares.rings(row, column, [true, true, false, true, false]));
  const middles = alignments(version);
  const last = middles.length - 1;
  middles.forEach((row, i) => middles.forEach((column, j) => {
    const onFinder = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
    if (!onFinder) squares.rings(row, column, [true, false, true]);
  }));
  tellForm(squares, "M", 0); // keeps their places until the mask is known
  if (version >= 7) tellVersion(squares, version);
  return squares;
}

/** The places of the words' bits in their order. @param {Squares} squares */
function openPlaces({ side, rows }) {
  /** @type {number[][]} */
  const places = [];
  for (let right = side - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5; // a timing line
    for (let n = 0; n < side; n += 1) {
      const row = up ? side - 1 - n : n;
      [right, right - 1].forEach((column) => { if (rows[row][column] === undefined) places.push([row, column]); });
    }
  }
  return places;
}

/** How easily a code could be misread; the less, the better. @param {boolean[][]} dark */
export function penalty(dark) {
  const across = dark.map((row) => row.map(Number).join(""));
  const down = dark.map((_, n) => dark.map((row) => Number(row[n])).join(""));
  const lines = [...across, ...down];
  const count = (/** @type {string} */ line, /** @type {RegExp} */ what) => line.match(what)?.length ?? 0;
  const runs = lines.flatMap((line) => (line.match(/0{5,}|1{5,}/g) ?? []).map((run) => run.length - 2));
  const finders = lines.map((line) => count(line, /(?=10111010000|00001011101)/g));
  const sameAsThree = (/** @type {number} */ i, /** @type {number} */ j) => (
    [[0, 1], [1, 0], [1, 1]].every(([low, right]) => dark[i + low]?.[j + right] === dark[i][j]));
  const boxes = dark.flatMap((row, i) => row.filter((_, j) => sameAsThree(i, j)));
  const share = count(across.join(""), /1/g) / dark.length ** 2;
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0);
  return sum(runs) + 40 * sum(finders) + 3 * boxes.length + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}

/**
 * The code of a text, with the best mask or the one asked for; undefined for a text of
 * more than about 1,300 bytes.
 * @param {string} text @param {number} [only] @returns {QrCode | undefined}
 */
export function qrCode(text, only) {
  const made = codeWords(text);
  if (!made) return undefined;
  const { version, level, words } = made;
  const places = openPlaces(fixedSquares(version));
  const codes = (only === undefined ? MASKS.map((_, n) => n) : [only]).map((mask) => {
    const squares = fixedSquares(version);
    tellForm(squares, level, mask);
    places.forEach(([row, column], n) => { // a few places more than bits: those are light
      const bit = ((words[n >> 3] ?? 0) >> (7 - (n & 7))) & 1;
      squares.set(row, column, (bit === 1) !== MASKS[mask](row, column));
    });
    return { version, level, mask, dark: squares.rows.map((row) => row.map(Boolean)) };
  });
  const worth = codes.map(({ dark }) => penalty(dark));
  return codes[worth.indexOf(Math.min(...worth))];
}
