// @ts-check
/**
 * What a first layer of four edge detectors makes of a picture, as `nets.edge_features` does.
 *
 * @import { Picture } from "./alias.js"
 */
import { shrink } from "./alias.js";

const STRONG = 1.5; // an edge that is as strong as a digit can tell, as in anysize.py
const DETECTOR = [[-1, -1, -1], [-1, 0, -2], [-1, 1, -1], [1, -1, 1], [1, 0, 2], [1, 1, 1]];

/** Edges that get brighter to the right, to the left, downwards and upwards; borders wrap. @param {Picture} picture */
export function edgeMaps({ height, width, pixels }) {
  const at = (/** @type {number} */ row, /** @type {number} */ column) =>
    pixels[((row + height) % height) * width + ((column + width) % width)] / 255;
  const maps = Array.from({ length: 4 }, () => ({ height, width, pixels: new Float64Array(pixels.length) }));
  pixels.forEach((_, n) => {
    const [row, column] = [Math.floor(n / width), n % width];
    let [across, down] = [0, 0];
    DETECTOR.forEach(([ahead, aside, weight]) => {
      across += weight * at(row + aside, column + ahead);
      down += weight * at(row + ahead, column + aside);
    });
    [across, -across, down, -down].forEach((edge, map) => { maps[map].pixels[n] = Math.max(edge, 0); });
  });
  return maps;
}

/** The four edge maps, pooled by 4, as one digit for each cell. @param {Picture} picture */
export function edgeDigits(picture) {
  return edgeMaps(picture).flatMap((map) => [...shrink(map, "max", 4).pixels])
    .map((edge) => String(Math.round(Math.min(edge / STRONG, 1) * 9))).join("");
}

/** The strongest edges near 255, a pixel less at each border. @param {Picture} picture */
export function edgePicture(picture) {
  const [{ width, height, pixels }] = edgeMaps(picture);
  const inside = (/** @type {number} */ n) => n >= width && n < (height - 1) * width && n % width % (width - 1) > 0;
  return pixels.filter((_, n) => inside(n)).map((edge) => Math.round(255 * Math.min(edge / 2, 1)));
}
