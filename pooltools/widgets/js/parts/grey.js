// @ts-check
/**
 * Pictures of grey levels 0 to 255: from the text of a state, and onto a canvas.
 *
 * @import { Picture } from "../arithmetic/alias.js"
 */

/** The grey levels that a base64 text holds, a byte each. @param {string} text */
export function greyLevels(text) {
  return Float64Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** One pixel of the canvas for each of the picture. @param {HTMLCanvasElement} canvas @param {Picture} picture */
export function paintGrey(canvas, { height, width, pixels }) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  const { data } = image;
  pixels.forEach((grey, n) => {
    data[4 * n] = data[4 * n + 1] = data[4 * n + 2] = grey;
    data[4 * n + 3] = 255;
  });
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}

/**
 * Ink on paper: what is strong is black, what is not shows what lies behind. Once for each picture.
 * @param {HTMLCanvasElement & { inked?: Picture }} canvas @param {Picture} picture
 */
export function paintInk(canvas, picture) {
  if (canvas.inked === picture) return;
  canvas.inked = picture;
  const { height, width, pixels } = picture;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  pixels.forEach((strength, n) => { image.data[4 * n + 3] = strength; });
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
