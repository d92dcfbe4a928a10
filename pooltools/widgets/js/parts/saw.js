// @ts-check
/**
 * The saw: the error against the shift, drawn as far as the reader has gone, on an axis
 * that ends where the data do.  As far as it was drawn before, it stays as a ghost.
 *
 * @import { Strings } from "./dom.js"
 * @import { Hand } from "./push.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { reach } from "../arithmetic/sawtooth_layout.js";
import { pushable } from "./drag.js";
import { fill, h, s, setText } from "./dom.js";

/** @param {number} part */
const percent = (part) => `${formatNumber(Math.round(100 * part))} %`;

/** @param {{ strings: Strings, hand: Hand }} of the hand that shifts the picture */
export function sawChart({ strings, hand: { most, set, done } }) {
  const steps = Array.from({ length: most + 1 }, (_, step) => step);
  const across = (/** @type {number} */ step) => `${(100 * step) / most}%`;
  const [area, line, plain, bands, ghost] = ["area", "curve", "plain", "bands", "ghost"].map((name) =>
    s("path", { class: `pool-${name}` }));
  const layer = (/** @type {SVGElement[]} */ ...paths) =>
    s("svg", { viewBox: `0 0 ${most} 1`, preserveAspectRatio: "none", width: "100%", height: "100%" }, ...paths);
  const saw = h("div", { class: "pool-saw" }, layer(area, line));
  const value = h("b");
  const carrier = h("div", { class: "pool-carrier" }, h("i"), value);
  const levels = [0, 0.5, 1].map((part) => h("span", { "--y": 1 - part }));
  const shown = steps.map((step) => h("span", { "--x": step / most }, String(step)));
  const head = h("div", { class: "pool-playhead" });
  const plot = h("div", { class: "pool-chart", role: "img" }, layer(bands, ghost, plain), head, saw, carrier,
    h("div", { class: "pool-y" }, ...levels), h("div", { class: "pool-x" }, ...shown));
  const title = h("p", { class: "pool-title" });
  pushable(plot, {
    move: (_, [, right]) => {
      const { width } = plot.getBoundingClientRect();
      set(Math.min(Math.max(Math.round((most * right) / width), 0), most));
    },
    done,
  });

  let top = 1;
  /** Where on the plot a shift's error is. @param {number[]} errors @param {number} step */
  const spot = (errors, step) => `translate(${across(step)}, ${100 - (100 * errors[step]) / top}%)`;
  const clip = (/** @type {number} */ step) => `inset(-12px calc(100% - ${across(step)}) -12px -12px)`;
  /** @param {number[]} errors @param {number} step */
  const path = (errors, step) =>
    errors.slice(0, step + 1).map((error, n) => `${n ? "L" : "M"}${n} ${1 - error / top}`).join("");

  /**
   * The saw up to a shift, and that of plain max to compare; its number once it is told. The
   * head runs with the picture, to `at`; a reader has been as far as `far`.
   * @param {{ errors: number[], max: number[], step: number, at: number, far: number, stride: number,
   *   told: boolean }} now
   */
  function update({ errors, max, step, at, far, stride, told }) {
    top = reach([...errors, ...max]);
    const drawn = path(errors, step);
    const other = max !== errors;
    line.setAttribute("d", drawn);
    area.setAttribute("d", `${drawn}V1H0z`);
    plain.setAttribute("d", other ? path(max, step) : "");
    ghost.setAttribute("d", path(errors, far));
    bands.setAttribute("d", steps.map((n) => (n % stride ? "" : `M${n - 0.2} 0h.4v1h-.4z`)).join(""));
    head.style.transform = `translateX(${across(at)})`;
    saw.style.clipPath = clip(step);
    carrier.style.transform = spot(errors, step);
    carrier.classList.toggle("pool-late", step > most - 2); // no room beside the dot
    value.hidden = !told;
    setText(value, told ? percent(errors[step]) : "");
    levels.forEach((level, n) =>
      setText(level, fill(n < 2 ? "{top}" : strings.axis_top, { top: percent((n * top) / 2) })));
    shown.forEach((mark, n) => mark.classList.toggle("pool-whole", n % stride === 0));
    setText(title, other ? strings.axis_compared : strings.axis_off);
    const largest = formatNumber(Math.round(100 * Math.max(...errors.slice(0, step + 1))));
    plot.setAttribute("aria-label", fill(strings.curve, { most: largest }));
  }
  /**
   * The saw grows by its last shift, in milliseconds.
   * @param {number[]} errors @param {number} step @param {number} ms
   */
  function grow(errors, step, ms) {
    if (!step) return;
    saw.animate([{ clipPath: clip(step - 1) }, { clipPath: clip(step) }], ms);
    carrier.animate([{ transform: spot(errors, step - 1) }, { transform: spot(errors, step) }], ms);
  }
  /** Be there at once. */
  function settle() {
    [saw, carrier].forEach((part) => part.getAnimations().forEach((animation) => animation.cancel()));
  }
  return { element: h("div", { class: "pool-curve-panel" }, title, plot), update, grow, settle };
}
