// @ts-check
/** Random numbers without a state. */

/** A well-mixed 32-bit number for each counter: a hash, so there is no state to keep. @param {number} counter */
export function mix(counter) {
  let x = counter >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
