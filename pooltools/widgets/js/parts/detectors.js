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
  /** Their numbers are there once they are told. @param {number[]} values @param {boolean} told */
  const update = (values, told) => [...values, Math.max(...values)].forEach((value, n) => {
    nth(lines[n], 1).style.setProperty("--share", String(value / 4));
    setText(nth(lines[n], 2), told ? formatNumber(value) : "…");
  });
  /** @param {number[]} values @param {number} angle @param {boolean} told */
  const say = (values, angle, told) => {
    const [right, any] = [values[0], Math.max(...values)].map((value) => (told ? formatNumber(value) : "…"));
    return fill(strings.turned, { angle, right, any });
  };
  return { element, update, say };
}
