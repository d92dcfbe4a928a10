// @ts-check
/**
 * A bar that turns, and what four edge detectors make of it.
 *
 * @import { Picture } from "./alias.js"
 */

const SIDE = 16;
const SOBEL = [-1, -2, -1, 0, 0, 0, 1, 2, 1]; // columns left to right, each from the top

/**
 * A bright bar across the map, 5 wide, turned by degrees; values 0 to 1.
 * @param {number} degrees
 * @returns {Picture}
 */
export function bar(degrees) {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const pixels = Float64Array.from({ length: SIDE * SIDE }, (_, n) => {
    const [y, x] = [Math.floor(n / SIDE) - 7.5, (n % SIDE) - 7.5];
    return Math.min(Math.max(3 - Math.abs(x * c + y * s), 0), 1);
  });
  return { height: SIDE, width: SIDE, pixels };
}

/** The largest response, anywhere, to edges that get brighter right, left, down, up. @param {Picture} picture */
export function responses({ pixels }) {
  const most = [0, 0, 0, 0];
  for (let i = 1; i < SIDE - 1; i += 1) {
    for (let j = 1; j < SIDE - 1; j += 1) {
      let [across, along] = [0, 0];
      SOBEL.forEach((weight, n) => {
        const [a, b] = [Math.floor(n / 3) - 1, (n % 3) - 1];
        across += weight * pixels[(i + b) * SIDE + j + a];
        along += weight * pixels[(i + a) * SIDE + j + b];
      });
      [across, -across, along, -along].forEach((value, n) => { most[n] = Math.max(most[n], value); });
    }
  }
  return most;
}
