// @ts-check
/** The numbers of a pyramid as bars, and whether a dense layer can take them. */
import { fill, h, setText } from "./dom.js";
import { holds } from "../arithmetic/pyramid.js";

const NAME = 0.08; // of the bar's length, which the name of a level takes
const [BUILT, WIDEST] = [4 * 13 * 13, 4 * 16 * 16]; // the flatten head was made for 13 x 13

/** onPoint({ tier, bin, map }) says which bar is hovered, onPoint(null) that none is. */
export function barcode({ strings, onPoint }) {
  const code = h("div", { class: "pool-code", role: "img" });
  code.addEventListener("pointerover", (event) => {
    const { tier, bin, map } = event.target.dataset;
    onPoint(bin === undefined ? null : { tier: Number(tier), bin: Number(bin), map: Number(map) });
  });
  code.addEventListener("pointerleave", () => onPoint(null));
  const flat = h("div", { class: "pool-code", role: "img" }, h("span", {}, h("b")), h("em"));
  const fits = h("output", { class: "pool-fits", "aria-live": "polite" });
  const flatFits = h("p", { class: "pool-fits" });
  const title = (text) => h("p", { class: "pool-title" }, text);
  const element = h("div", { class: "pool-codes" }, title(strings.pyramid), code, fits, title(strings.flattened), flat, flatFits);

  function update({ tiers, step, got, want }, chosen, cell, long) {
    const all = Math.max(1.25 * want, got);
    let before = 0;
    const groups = tiers.map((tier, t) => {
      const bars = tier.results.flatMap((line, map) => line.map(({ value }, bin) => {
        const now = chosen && chosen.tier === t && chosen.bin === bin;
        const known = now || before + bin <= step;
        const held = cell && holds(tier, bin, cell) ? "pool-held" : "";
        const tint = `pool-level${Math.round((value * 4) / 9)}`;
        return h("i", { class: `${known ? tint : ""} ${now ? "pool-now" : ""} ${held}`, "data-tier": t, "data-bin": bin, "data-map": map });
      }));
      before += tier.bins.length;
      const name = `${tier.rows.length} × ${tier.columns.length}`;
      const room = bars.length + (t === tiers.length - 1 ? all - got : 0);
      return h("span", { "--share": bars.length }, h("b", {}, ...bars), h("small", {}, bars.length && room > NAME * all ? name : ""));
    });
    code.replaceChildren(...groups, h("em"));
    flat.firstChild.style.setProperty("--share", String(long));
    verdict(code, fits, got, want, all, strings.fits, strings.fits_not);
    verdict(flat, flatFits, long, BUILT, WIDEST, strings.flat_fits, strings.flat_fits_not);
  }
  /** The mark of what is expected, and the sentence on what came. */
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
