// @ts-check
/**
 * The numbers of a pyramid as a stack of bars, a column for each map and a row for each bin,
 * and whether a dense layer can take them.
 *
 * @import { Place } from "../arithmetic/pool.js"
 * @import { BinPlace, Tier } from "../arithmetic/pyramid.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ tiers: Tier[], got: number, want: number }} Code what the bars show
 */
import { holds } from "../arithmetic/pyramid.js";
import { fill, h, nth, setText } from "./dom.js";

const NAME = 0.06; // of the stack's height, which the name of a level takes
const [BUILT, WIDEST] = [4 * 13 * 13, 4 * 16 * 16]; // the flatten head was made for 13 x 13

/**
 * onPoint says which bar is hovered, or null that none is.
 * @param {{ strings: Strings, onPoint: (bar: BinPlace & { map: number } | null) => void }} of
 */
export function barcode({ strings, onPoint }) {
  const code = h("div", { class: "pool-code", role: "img" });
  code.addEventListener("pointerover", (event) => {
    const { tier, bin, map } = event.target instanceof HTMLElement ? event.target.dataset : {};
    onPoint(bin === undefined ? null : { tier: Number(tier), bin: Number(bin), map: Number(map) });
  });
  code.addEventListener("pointerleave", () => onPoint(null));
  const flat = h("div", { class: "pool-code", role: "img" }, h("span", {}, h("b")), h("em"));
  const fits = h("output", { class: "pool-fits", "aria-live": "polite" });
  const flatFits = h("p", { class: "pool-fits" });
  const title = (/** @type {string} */ text) => h("p", { class: "pool-title" }, text);
  const element = h("div", { class: "pool-codes" },
    h("div", {}, title(strings.pyramid), code), h("div", {}, title(strings.flattened), flat));
  const told = h("div", { class: "pool-told-fits" }, fits, flatFits);
  /** @type {HTMLElement[][][]} the bars by level, map and bin */
  let bars = [];
  let shape = "";

  /**
   * The bins before `known` have their numbers; long is how many the flattened maps are.
   * @param {Code} now @param {BinPlace | null} chosen @param {number} known @param {Place | undefined} cell
   * @param {number} long
   */
  function update(now, chosen, known, cell, long) {
    const { tiers, got, want } = now;
    const all = Math.max(1.25 * want, got);
    const asked = tiers.map(({ rows, columns }) => `${rows.length} × ${columns.length}`).join();
    if (asked !== shape) {
      shape = asked;
      bars = tiers.map(barsOf);
      code.replaceChildren(...bars.map((tier, t) => block(tiers, tier, t, all, got)), h("em"));
    }
    paintBars(bars, tiers, chosen, known, cell);
    nth(flat, 0).style.setProperty("--share", String(long));
    verdict(code, fits, got, want, all, strings.fits, strings.fits_not);
    verdict(flat, flatFits, long, BUILT, WIDEST, strings.flat_fits, strings.flat_fits_not);
  }
  /**
   * The mark of what is expected, and the sentence on what came.
   * @param {HTMLElement} bar @param {HTMLElement} said @param {number} got @param {number} want @param {number} all
   * @param {string} yes @param {string} no
   */
  function verdict(bar, said, got, want, all, yes, no) {
    bar.style.setProperty("--all", String(all));
    bar.style.setProperty("--want", String(want));
    bar.classList.toggle("pool-broken", got !== want);
    said.classList.toggle("pool-broken", got !== want);
    bar.setAttribute("aria-label", fill(strings.numbers, { got }));
    setText(said, fill(got === want ? yes : no, { got, want }));
  }
  return { element, told, update, barsAt: (/** @type {BinPlace} */ at) => bars[at.tier].map((map) => map[at.bin]) };
}

/** A bar for each number of a level: map by map, bin by bin. @param {Tier} tier @param {number} t */
function barsOf({ results }, t) {
  return results.map((line, map) =>
    line.map((_, bin) => h("i", { "data-tier": t, "data-bin": bin, "data-map": map })));
}

/**
 * The bars of a level with its name, where there is room for one.
 * @param {Tier[]} tiers @param {HTMLElement[][]} bars @param {number} t @param {number} all @param {number} got
 */
function block(tiers, bars, t, all, got) {
  const { rows, columns, bins } = tiers[t];
  const count = bars.length * bins.length;
  const room = count + (t === tiers.length - 1 ? all - got : 0);
  const shown = count && room > NAME * all ? `${rows.length} × ${columns.length}` : "";
  return h("span", { "--share": count }, h("b", { "--bins": bins.length }, ...bars.flat()), h("small", {}, shown));
}

/**
 * @param {HTMLElement[][][]} bars @param {Tier[]} tiers @param {BinPlace | null} chosen @param {number} known
 * @param {Place | undefined} cell
 */
function paintBars(bars, tiers, chosen, known, cell) {
  let before = 0;
  tiers.forEach((tier, t) => {
    tier.results.forEach((line, map) => line.forEach(({ value }, bin) => {
      const now = chosen && chosen.tier === t && chosen.bin === bin ? "pool-now" : "";
      const tint = before + bin < known ? `pool-level${Math.round((value * 4) / 9)}` : "";
      const look = `${tint} ${now} ${cell && holds(tier, bin, cell) ? "pool-held" : ""}`.trim();
      if (bars[t][map][bin].className !== look) bars[t][map][bin].className = look;
    }));
    before += tier.bins.length;
  });
}
