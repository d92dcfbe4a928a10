// @ts-check
/**
 * What comes out of photos of several sizes: for each the numbers of its pyramid, a row for each map and a
 * column for each bin, and below them its flattened maps. Both end, or do not, where a dense layer wants them to.
 *
 * @import { Echo } from "../arithmetic/anysize_layout.js"
 * @import { Pair, Place } from "../arithmetic/pool.js"
 * @import { BinPlace, Tier } from "../arithmetic/pyramid.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ tiers: Tier[], got: number, want: number }} Code what the bars show
 * @typedef {ReturnType<typeof lane>} Lane
 */
import { ECHOES } from "../arithmetic/anysize_layout.js";
import { holds } from "../arithmetic/pyramid.js";
import { fill, h, nth, setText } from "./dom.js";

const NAME = 0.06; // of the bars' length, which the name of a level takes
const [BUILT, WIDEST] = [4 * 13 * 13, 4 * 16 * 16]; // the flatten head was made for 13 x 13

/**
 * onPoint says which bar is hovered, or null that none is; thumbs are small copies of the photo.
 * @param {{ strings: Strings, thumbs: HTMLCanvasElement[],
 *   onPoint: (bar: BinPlace & { map: number } | null) => void }} of
 */
export function barcode({ strings, thumbs, onPoint }) {
  const lanes = thumbs.map((thumb, n) => lane(thumb, n ? "pool-echo" : "pool-code"));
  const [{ code }] = lanes;
  code.addEventListener("pointerover", (event) => {
    const { tier, bin, map } = event.target instanceof HTMLElement ? event.target.dataset : {};
    onPoint(bin === undefined ? null : { tier: Number(tier), bin: Number(bin), map: Number(map) });
  });
  code.addEventListener("pointerleave", () => onPoint(null));
  const fits = h("output", { class: "pool-fits", "aria-live": "polite" });
  const flatFits = h("p", { class: "pool-fits" });
  const legend = h("p", { class: "pool-title" },
    h("i", { class: "pool-thick" }), strings.pyramid, h("i", { class: "pool-thin" }), strings.flattened);
  const element = h("div", { class: "pool-codes" }, legend,
    h("div", { class: "pool-outcomes" }, ...lanes.map((one) => one.element), h("em")),
    h("div", { class: "pool-told-fits" }, fits, flatFits));

  let scale = 0;
  /** @type {Echo[] | undefined} */
  let painted;

  /**
   * The bins before `known` have their numbers; size is that of the maps, and echoes are of other photos.
   * @param {Code} now @param {BinPlace | null} chosen @param {number} known @param {Place | undefined} cell
   * @param {Pair} size @param {Echo[]} echoes
   */
  function update(now, chosen, known, cell, size, echoes) {
    const { want } = now;
    const long = 4 * size[0] * size[1];
    const all = Math.max(WIDEST / BUILT, ...[now, ...echoes].map(({ got }) => got / want));
    if (all !== scale) nth(element, 1).style.setProperty("--all", String(scale = all));
    const shown = [{ ...now, long, size }, ...echoes.map((echo, n) => ({ ...echo, size: ECHOES[n] }))];
    shown.forEach((one, n) => drawLane(lanes[n], strings, one, want));
    paintBars(lanes[0].bars, now.tiers, chosen, known, cell);
    if (echoes !== painted) {
      echoes.forEach(({ tiers }, n) => paintBars(lanes[n + 1].bars, tiers, null, Infinity, undefined));
    }
    painted = echoes;
    tell(fits, now.got, want, strings.fits, strings.fits_not);
    tell(flatFits, long, BUILT, strings.flat_fits, strings.flat_fits_not);
  }
  return { element, update, barsAt: (/** @type {BinPlace} */ at) => lanes[0].bars[at.tier].map((map) => map[at.bin]) };
}

/** A photo, and what becomes of it in the one way and in the other. @param {HTMLElement} thumb @param {string} look */
function lane(thumb, look) {
  const code = h("div", { class: look, role: "img" });
  const flat = h("div", { class: "pool-flattened", role: "img" }, h("b"));
  const sums = [h("small", { class: "pool-sum" }), h("small", { class: "pool-sum" })];
  const element = h("div", { class: "pool-measure" }, h("span", { class: "pool-thumb" }, thumb),
    h("div", {}, h("div", {}, code, sums[0]), h("div", {}, flat, sums[1])));
  return { element, thumb, code, flat, sums, shape: "", told: "", bars: /** @type {HTMLElement[][][]} */ ([]) };
}

/**
 * @param {Lane} one @param {Strings} strings @param {Echo & { size: Pair }} shown @param {number} want
 */
function drawLane(one, strings, { tiers, got, long, size: [height, width] }, want) {
  const asked = `${tiers.map(({ rows, columns }) => `${rows.length} × ${columns.length}`).join()} of ${want}`;
  if (asked !== one.shape) {
    one.shape = asked;
    one.bars = tiers.map(barsOf);
    one.code.replaceChildren(...one.bars.map((tier, t) => block(tiers, tier, t, got, want)));
  }
  const now = [got, long, height, width, want].join();
  if (now === one.told) return; // most steps change no length
  one.told = now;
  // how many there are stands behind the line, where it hides no end
  const ends = /** @type {const} */ ([[one.code, got, want], [one.flat, long, BUILT]]);
  ends.forEach(([bar, is, wanted], n) => {
    bar.style.setProperty("--share", String(is / wanted));
    one.sums[n].style.setProperty("--share", String(is / wanted));
    bar.classList.toggle("pool-broken", is !== wanted);
    one.sums[n].classList.toggle("pool-broken", is !== wanted);
    setText(one.sums[n], is === wanted ? String(is) : `${is} ≠ ${wanted}`);
    bar.setAttribute("aria-label", fill(strings.numbers, { got: is }));
  });
  one.thumb.style.setProperty("--height", String(height));
  one.thumb.style.setProperty("--width", String(width));
}

/** @param {HTMLElement} said @param {number} got @param {number} want @param {string} yes @param {string} no */
function tell(said, got, want, yes, no) {
  said.classList.toggle("pool-broken", got !== want);
  setText(said, fill(got === want ? yes : no, { got, want }));
}

/** A bar for each number of a level: map by map, bin by bin. @param {Tier} tier @param {number} t */
function barsOf({ results }, t) {
  return results.map((line, map) =>
    line.map((_, bin) => h("i", { "data-tier": t, "data-bin": bin, "data-map": map })));
}

/**
 * The bars of a level with its name, where there is room for one.
 * @param {Tier[]} tiers @param {HTMLElement[][]} bars @param {number} t @param {number} got @param {number} want
 */
function block(tiers, bars, t, got, want) {
  const { rows, columns, bins } = tiers[t];
  const count = bars.length * bins.length;
  const named = count && (t === tiers.length - 1 || count > NAME * 2 * Math.max(got, want));
  return h("span", { "--part": count }, h("b", { "--bins": bins.length }, ...bars.flat()),
    h("small", {}, named ? `${rows.length} × ${columns.length}` : ""));
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
