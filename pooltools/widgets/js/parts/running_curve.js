// @ts-check
/**
 * The curve: how far the answer lies above the others at each shift, remembered for each pooling.
 * 1 is what it is where the digit stands at rest; below 0 the network has changed its mind.
 *
 * @import { Halving } from "../arithmetic/running.js"
 * @import { Strings } from "./dom.js"
 * @typedef {(number | undefined)[]} Margins
 * @typedef {Map<Halving, Margins>} Remembered
 */
import { FARTHEST_MOVE } from "../arithmetic/running_layout.js";
import { fill, h, s, setText } from "./dom.js";

const LAST = 2 * FARTHEST_MOVE;
/** The plot reaches at least from a third of a lead below zero to a third above it, and at most so far. */
const [LEAST, MOST] = [[-0.3, 1.3], [-2, 4]];

/** The lowest and the highest of what is remembered, and so of the plot. @param {Remembered} remembered */
function reachOf(remembered) {
  const seen = [...remembered.values()].flat().filter((margin) => margin !== undefined);
  return { low: Math.max(Math.min(LEAST[0], ...seen), MOST[0]), high: Math.min(Math.max(LEAST[1], ...seen), MOST[1]) };
}

/** @param {Margins} margins @param {(margin: number) => number} height */
function pathOf(margins, height) {
  const known = (/** @type {number} */ n) => margins[n] !== undefined;
  return margins.map((margin, n) => (margin === undefined ? ""
    : `${n && known(n - 1) ? "L" : "M"}${n} ${height(margin)}${known(n + 1) ? "" : "h0.001"}`)).join("");
}

/** @param {Strings} strings @param {Halving[]} poolings */
export function marginCurve(strings, poolings) {
  const line = (/** @type {Halving} */ pooling) =>
    s("path", { "data-pooling": pooling, "vector-effect": "non-scaling-stroke" });
  const lines = poolings.map((pooling) => ({ pooling, path: line(pooling), sample: line(pooling) }));
  const [grid, zero] = ["pool-grid-lines", "pool-zero"].map((name) =>
    s("path", { class: name, "vector-effect": "non-scaling-stroke" }));
  const [dot, word] = [h("i", { class: "pool-dot" }), h("span", { class: "pool-zero-word" }, strings.zero)];
  const plot = h("div", { class: "pool-margins", role: "img" },
    s("svg", { viewBox: `0 0 ${LAST} 1`, preserveAspectRatio: "none", width: "100%", height: "100%" },
      grid, zero, ...lines.map(({ path }) => path)), dot,
    word);
  const samples = lines.map(({ pooling, sample }) => {
    sample.setAttribute("d", "M0 4H28");
    return h("span", {}, s("svg", { width: 28, height: 8, "aria-hidden": "true" }, sample), strings[pooling]);
  });
  const title = h("p", { class: "pool-title" });
  const element = h("div", { class: "pool-margin-panel" }, title, plot,
    h("div", { class: "pool-samples", "aria-hidden": "true" }, ...samples));
  /** @param {Remembered} remembered @param {Halving} now @param {number} at @param {"down" | "right"} axis */
  const update = (remembered, now, at, axis) => {
    setText(title, strings[`margin_${axis}`]);
    const { low, high } = reachOf(remembered);
    const height = (/** @type {number} */ margin) => (high - Math.min(Math.max(margin, low), high)) / (high - low);
    grid.setAttribute("d", `M0 ${height(1)}H${LAST}M${FARTHEST_MOVE} 0V1`);
    zero.setAttribute("d", `M0 ${height(0)}H${LAST}`);
    word.style.top = `${100 * height(0)}%`;
    lines.forEach(({ pooling, path, sample }, n) => {
      path.setAttribute("d", pathOf(remembered.get(pooling) ?? [], height));
      samples[n].hidden = !remembered.has(pooling);
      [path, sample].forEach((one) => one.classList.toggle("pool-current", pooling === now));
    });
    const margin = remembered.get(now)?.[at] ?? 0;
    dot.style.left = `${(100 * at) / LAST}%`;
    dot.style.top = `${100 * height(margin)}%`;
    const seen = (remembered.get(now) ?? []).filter((one) => one !== undefined);
    const [least, most] = [Math.min(...seen), Math.max(...seen)].map((one) => Math.round(100 * one));
    plot.setAttribute("aria-label", fill(strings.curve_says, { low: least, high: most }));
  };
  return { element, update };
}
