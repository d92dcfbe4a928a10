// @ts-check
/**
 * The numbers of a pyramid as bars, and whether a dense layer can take them.
 *
 * @import { Place } from "../arithmetic/pool.js"
 * @import { BinPlace, Tier } from "../arithmetic/pyramid.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ tiers: Tier[], step: number, got: number, want: number }} Code what the bars show
 */
import { holds } from "../arithmetic/pyramid.js";
import { fill, h, nth, setText } from "./dom.js";

const NAME = 0.08; // of the bar's length, which the name of a level takes
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
    title(strings.pyramid), code, fits, title(strings.flattened), flat, flatFits);

  /** @param {Code} now @param {BinPlace | null} chosen @param {Place | undefined} cell @param {number} long */
  function update(now, chosen, cell, long) {
    const { got, want } = now;
    const all = Math.max(1.25 * want, got);
    code.replaceChildren(...groups(now, all, chosen, cell), h("em"));
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
  return { element, update };
}

/**
 * A group of bars for each level.
 * @param {Code} code @param {number} all @param {BinPlace | null} chosen @param {Place | undefined} cell
 */
function groups({ tiers, step, got }, all, chosen, cell) {
  let before = 0;
  return tiers.map((tier, t) => {
    const bars = tier.results.flatMap((line, map) => line.map(({ value }, bin) => {
      const now = chosen && chosen.tier === t && chosen.bin === bin;
      const known = now || before + bin <= step;
      const held = cell && holds(tier, bin, cell) ? "pool-held" : "";
      const tint = known ? `pool-level${Math.round((value * 4) / 9)}` : "";
      const data = { "data-tier": t, "data-bin": bin, "data-map": map };
      return h("i", { class: `${tint} ${now ? "pool-now" : ""} ${held}`, ...data });
    }));
    before += tier.bins.length;
    const name = `${tier.rows.length} × ${tier.columns.length}`;
    const room = bars.length + (t === tiers.length - 1 ? all - got : 0);
    const shown = bars.length && room > NAME * all ? name : "";
    return h("span", { "--share": bars.length }, h("b", {}, ...bars), h("small", {}, shown));
  });
}
