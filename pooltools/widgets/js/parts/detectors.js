// @ts-check
/**
 * What four edge detectors find, as bars: one for each, and the largest of the four.
 *
 * @import { Strings } from "./dom.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { fill, h, nth, setText } from "./dom.js";

/** @param {Strings} strings */
export function detectors(strings) {
  const names = ["to_right", "to_left", "to_down", "to_up", "any"];
  const lines = names.map((name) =>
    h("div", { class: `pool-bar pool-${name}` }, h("span", {}, strings[name]), h("i"), h("b")));
  const element = h("div", { class: "pool-bars" }, h("p", { class: "pool-title" }, strings.bars_title), ...lines);
  /** @param {number[]} values */
  const update = (values) => [...values, Math.max(...values)].forEach((value, n) => {
    nth(lines[n], 1).style.setProperty("--share", String(value / 4));
    setText(nth(lines[n], 2), formatNumber(value));
  });
  /** @param {number[]} values @param {number} angle */
  const say = (values, angle) =>
    fill(strings.turned, { angle, right: formatNumber(values[0]), any: formatNumber(Math.max(...values)) });
  return { element, update, say };
}
