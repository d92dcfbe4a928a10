// @ts-check
/**
 * The numeric check: one cell nudged up and down, against what it collected.
 *
 * @import { Pair, Place } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { fill, h, setText } from "./dom.js";

/** @param {number} a @param {number} b */
const near = (a, b) => Math.abs(a - b) < 1e-6;

/**
 * Do two slopes and a gradient agree? "" where numbers are not finite.
 * @param {number} up @param {number} down @param {number} total
 */
export function judge(up, down, total) {
  if (near(up, down)) return near(up, total) ? "agrees" : "";
  return Number.isFinite(up - down) ? "kink" : "";
}

/** @param {{ strings: Strings, nudge: number }} of */
export function probePanel({ strings, nudge }) {
  const names = ["up", "down", "got"];
  const values = names.map(() => h("b"));
  const title = h("p", { class: "pool-title pool-nudged" });
  const verdict = h("div", { class: "pool-probe-verdict" });
  const lines = values.map((value, n) => h("div", {}, h("span", {}, strings[names[n]]), value));
  const element = h("div", { class: "pool-probe" }, title, ...lines, verdict);
  /** @param {Place} cell @param {Pair} slopes @param {number} total */
  const update = ({ row, column }, [up, down], total) => {
    setText(title, fill(strings.probe_title, { row, column, nudge }));
    [up, down, total].forEach((slope, n) => setText(values[n], formatNumber(slope)));
    const found = judge(up, down, total);
    setText(verdict, found && strings[found]);
    verdict.classList.toggle("pool-kink", found === "kink");
  };
  return { element, update };
}
