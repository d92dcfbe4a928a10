// @ts-check
/**
 * A text as the code words of a QR code (ISO/IEC 18004): its bytes in blocks, each with
 * the words that mend it, all blocks interleaved so that one stain hurts each a little.
 * Only what an address needs: byte mode, levels M and L, versions 1 to 26.
 */

/** For each version the words that mend one block, and the number of blocks (tables 9 and 13 to 22 of the standard). */
const TABLES = {
  M: {
    mending: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28],
    blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23],
  },
  L: {
    mending: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28],
    blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12],
  },
};
const VERSIONS = 26;
/** Level M mends 15 % of a code, L 7 %: beyond this version, squares large enough to be seen matter more. */
const LAST_WITH_M = 12;

/** @typedef {keyof typeof TABLES} Level */
/** @typedef {{ version: number, level: Level }} QrForm */

/** Where the middles of alignment patterns stand, along either side. @param {number} version */
export function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 4 * version + 10;
  const apart = 2 * Math.ceil((last - 6) / (2 * (count - 1)));
  return [6, ...Array.from({ length: count - 1 }, (_, n) => last - apart * (count - 2 - n))];
}

/** How many words a version has: what its fixed patterns leave, in eights. @param {number} version */
function wordsIn(version) {
  const side = 4 * version + 17;
  const n = alignments(version).length;
  const finders = 3 * 64 + 31; // with their light edges and what tells level and mask
  const timing = 2 * (side - 16);
  const aligning = n ? 25 * (n * n - 3) - 10 * (n - 2) : 0; // those on the timing lines share 5 squares
  const told = version < 7 ? 0 : 36;
  return Math.floor((side * side - finders - timing - aligning - told) / 8);
}

/** How many bytes of a text fit. @param {QrForm} form */
function room({ version, level }) {
  const { mending, blocks } = TABLES[level];
  const words = wordsIn(version) - mending[version - 1] * blocks[version - 1];
  return words - (version < 10 ? 2 : 3); // the mode and the length come first
}

/** The smallest form that has room, or undefined. @param {number} length in bytes @returns {QrForm | undefined} */
function formFor(length) {
  const versions = Array.from({ length: VERSIONS }, (_, n) => n + 1);
  const withM = versions.slice(0, LAST_WITH_M).map((version) => /** @type {QrForm} */ ({ version, level: "M" }));
  const withL = versions.slice(LAST_WITH_M - 3).map((version) => /** @type {QrForm} */ ({ version, level: "L" }));
  return [...withM, ...withL].find((form) => length <= room(form));
}

/** Bytes, with the mode and their number before them, filled up. @param {number[]} bytes @param {QrForm} form */
function dataWords(bytes, form) {
  const length = bytes.length.toString(2).padStart(form.version < 10 ? 8 : 16, "0");
  const bits = `0100${length}${bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("")}0000`;
  const words = (bits.match(/.{8}/g) ?? []).map((word) => parseInt(word, 2));
  const all = room(form) + (form.version < 10 ? 2 : 3);
  return Array.from({ length: all }, (_, n) => words[n] ?? ((n - words.length) % 2 ? 0x11 : 0xec));
}

/** The product in the field of 256 numbers that x^8 + x^4 + x^3 + x^2 + 1 makes. @param {number} a @param {number} b */
function fieldProduct(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** (x - 1)(x - 2)(x - 4)…, its highest coefficient, 1, left out. @param {number} degree */
function mendingPolynomial(degree) {
  let found = [1];
  let root = 1;
  for (let n = 0; n < degree; n += 1) {
    const times = found.map((coefficient) => fieldProduct(coefficient, root));
    found = [...found, 0].map((coefficient, at) => coefficient ^ (at ? times[at - 1] : 0));
    root = fieldProduct(root, 2);
  }
  return found.slice(1);
}

/**
 * The words that mend a block: what is left of it, divided by a polynomial.
 * @param {number[]} block @param {number[]} by
 */
function mendingWords(block, by) {
  let rest = by.map(() => 0);
  for (const word of block) {
    const factor = word ^ rest[0];
    rest = by.map((coefficient, n) => (rest[n + 1] ?? 0) ^ fieldProduct(coefficient, factor));
  }
  return rest;
}

/** The first word of each block, the second of each, … @param {number[][]} blocks */
function interleaved(blocks) {
  const longest = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: longest }, (_, n) => blocks.flatMap((block) => block.slice(n, n + 1))).flat();
}

/**
 * The code words of a text, and the form they need; undefined where no form has room.
 * @param {string} text @returns {(QrForm & { words: number[] }) | undefined}
 */
export function codeWords(text) {
  const signs = encodeURIComponent(text).match(/%..|./g) ?? []; // a byte each
  const bytes = signs.map((sign) => (sign.length > 1 ? parseInt(sign.slice(1), 16) : sign.charCodeAt(0)));
  const form = formFor(bytes.length);
  if (!form) return undefined;
  const { mending, blocks: counts } = TABLES[form.level];
  const [degree, count] = [mending[form.version - 1], counts[form.version - 1]];
  const data = dataWords(bytes, form);
  const short = Math.floor(data.length / count);
  const longer = data.length % count; // so many blocks, the last ones, have one word more
  const starts = Array.from({ length: count + 1 }, (_, n) => n * short + Math.max(0, n - (count - longer)));
  const blocks = starts.slice(1).map((end, n) => data.slice(starts[n], end));
  const polynomial = mendingPolynomial(degree);
  const mends = blocks.map((block) => mendingWords(block, polynomial));
  return { ...form, words: [...interleaved(blocks), ...interleaved(mends)] };
}
