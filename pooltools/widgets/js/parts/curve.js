// @ts-check
/**
 * The error against the shift; drawn as far as the reader has gone.
 *
 * @import { Strings } from "./dom.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { fill, s } from "./dom.js";

const LEVELS = [0, 0.5, 1];

/** One scale for all curves, so that they compare. @param {number} error */
const heightOf = (error) => 112 - 76 * error;

/** most is the largest shift. @param {{ strings: Strings, most: number }} of */
export function curve({ strings, most }) {
  const path = s("path", { class: "pool-curve" });
  const [dot, marks] = [s("circle", { r: 5, class: "pool-dot" }), s("g")];
  const x = (/** @type {number} */ step) => `${(100 * step) / most}%`;
  const steps = Array.from({ length: most + 1 }, (_, step) => step);
  const ticks = s("g", {},
    ...steps.map((step) => s("text", { x: x(step), y: 132 }, String(step))),
    s("text", { x: "100%", y: 152, class: "pool-axis" }, strings.axis),
    ...LEVELS.map((error) => s("text", { x: -10, y: heightOf(error) + 4, class: "pool-axis" }, `${100 * error} %`)));
  // lines stretch with the width, texts do not
  const stretch = { viewBox: `0 0 ${most} 156`, preserveAspectRatio: "none", width: "100%", height: "100%" };
  const element = s("svg", { class: "pool-chart", role: "img" }, s("svg", stretch, marks, path), ticks, dot);
  /** @param {number[]} errors @param {number} step @param {number} stride */
  const update = (errors, step, stride) => {
    const drawn = errors.slice(0, step + 1);
    path.setAttribute("d", drawn.map((error, n) => `${n ? "L" : "M"}${n} ${heightOf(error)}`).join(""));
    dot.setAttribute("cx", x(step));
    dot.setAttribute("cy", String(heightOf(errors[step])));
    const whole = steps.filter((n) => n % stride === 0);
    marks.replaceChildren(...LEVELS.map((error) => s("path", { d: `M0 ${heightOf(error)}H${most}` })),
      ...whole.map((n) => s("path", { d: `M${n} 12V116` })));
    const largest = formatNumber(Math.round(100 * Math.max(...drawn)));
    element.setAttribute("aria-label", fill(strings.curve, { most: largest }));
  };
  return { element, update };
}
