// @ts-check
/** What four edge detectors find, as bars. */
import { fill, h, setText } from "./dom.js";
import { formatNumber } from "../arithmetic/pool.js";

/** Five horizontal bars: one per detector, and the largest of the four. */
export function bars(strings) {
  const names = ["to_right", "to_left", "to_down", "to_up", "any"];
  const lines = names.map((name) => h("div", { class: `pool-bar pool-${name}` }, h("span", {}, strings[name]), h("i"), h("b")));
  const element = h("div", { class: "pool-bars" }, h("p", { class: "pool-title" }, strings.bars_title), ...lines);
  const update = (values) => [...values, Math.max(...values)].forEach((value, n) => {
    lines[n].children[1].style.setProperty("--share", String(value / 4));
    setText(lines[n].children[2], formatNumber(value));
  });
  return { element, update, say: (values, angle) => fill(strings.turned, { angle, right: formatNumber(values[0]), any: formatNumber(Math.max(...values)) }) };
}
