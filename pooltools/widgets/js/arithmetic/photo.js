// @ts-check
/**
 * A photo as the pictures need it: its middle, and its grey levels.
 */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114]; // how bright a colour looks, ITU-R BT.601

/**
 * The largest part of an image, from its middle, with the sides' ratio that is wanted.
 * @param {number} width @param {number} height @param {number} ratio width to height
 * @returns {[left: number, top: number, width: number, height: number]}
 */
export function middlePart(width, height, ratio) {
  const [w, h] = [Math.min(width, height * ratio), Math.min(height, width / ratio)];
  return [(width - w) / 2, (height - h) / 2, w, h];
}

/** Grey levels of the colours that a canvas gives: four bytes for a pixel. @param {ArrayLike<number>} bytes */
export function greysOf(bytes) {
  return Float64Array.from({ length: bytes.length / 4 }, (_, n) =>
    Math.round(RED * bytes[4 * n] + GREEN * bytes[4 * n + 1] + BLUE * bytes[4 * n + 2]));
}
