// @ts-check
/**
 * The wires from three channels to three, and the weights that stand at their ends.
 *
 * @import { ChannelOperation } from "../arithmetic/channels.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 */
import { joined, kernel } from "../arithmetic/channels.js";
import { LANES, links } from "../arithmetic/lanes_layout.js";
import { formatNumber } from "../arithmetic/pool.js";
import { boxIn, fill, h, s } from "./dom.js";

/** Where a wire is drawn that runs down, and one that runs to the right. */
const DOWN = { viewBox: "0 0 300 40", of: (/** @type {number} */ c, /** @type {number} */ o) => `M${c} 2L${o} 38` };
const RIGHT = { viewBox: "0 0 40 300", of: (/** @type {number} */ c, /** @type {number} */ o) => `M2 ${c}L38 ${o}` };

/**
 * A wire from each input to each output that reads it; style sheets say which way they run.
 * @param {Strings} strings
 */
export function wiring(strings) {
  const ghost = h("small", {}, strings.ghost);
  const drawings = [DOWN, RIGHT].map(({ viewBox }) => s("svg", { viewBox, preserveAspectRatio: "none" }));
  const element = h("div", { class: "pool-wires", "aria-hidden": "true" }, ...drawings, ghost);
  /**
   * wet says of each input whether it was painted; where else a convolution would take that, is dotted.
   * @param {ChannelOperation} operation @param {boolean[]} wet
   */
  function update(operation, wet) {
    const own = links(operation);
    const ghosts = links("convolution").filter(({ o, c }) => wet[c] && !own.some((one) => one.o === o && one.c === c));
    const all = [...own, ...ghosts];
    ghost.hidden = !ghosts.length;
    drawings.forEach(({ children }, way) => {
      if (children.length !== all.length) drawings[way].replaceChildren(...all.map(() => s("path")));
      all.forEach(({ o, c }, n) => {
        children[n].setAttribute("d", [DOWN, RIGHT][way].of(50 + 100 * c, 50 + 100 * o));
        children[n].setAttribute("class", n >= own.length ? "pool-ghost" : wet[c] ? "pool-wet" : "");
      });
    });
  }
  /** Both ends of the wire from c to o, in pixels of the stage. @param {HTMLElement} stage */
  function ways(stage) {
    const { left, top, width, height } = boxIn(stage, element);
    const part = (/** @type {number} */ lane) => (2 * lane + 1) / 6;
    /** @param {number} c @param {number} o @returns {Pair[]} */
    return (c, o) => (height > width
      ? [[left, top + height * part(c)], [left + width, top + height * part(o)]]
      : [[left + width * part(c), top], [left + width * part(o), top + height]]);
  }
  return { element, update, ways };
}

/**
 * The weights of one output channel, a small grid for each input that it reads.
 * @param {Strings} strings @param {number} o
 */
export function weightsOf(strings, o) {
  const element = h("div", { class: "pool-kernels", role: "img" });
  /** @type {ChannelOperation | ""} */
  let shown = "";
  /** @param {ChannelOperation} operation */
  function update(operation) {
    element.hidden = operation === "max" || operation === "average";
    if (shown === operation) return;
    shown = operation;
    const read = LANES.filter((c) => joined(operation, o, c));
    const list = read.map((c) =>
      `${fill(strings.input, { n: c + 1 })}: ${kernel(o, c).map(formatNumber).join(", ")}`);
    element.setAttribute("aria-label", fill(strings.weights_of, { n: o + 1, list: list.join("; ") }));
    element.replaceChildren(h("small", {}, strings.weights), ...read.map((c) =>
      h("span", { class: `pool-kernel${c}` }, ...kernel(o, c).map((weight) => h("i", {}, formatNumber(weight))))));
  }
  return { element, update };
}
