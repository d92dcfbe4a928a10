// @ts-check
/**
 * The parts of the Shift Compass: the rose, the question, the law in pictures.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ text: string, label: string, share: number }} Mark
 */
import { DIRECTIONS } from "../arithmetic/shift.js";
import { segmented } from "./controls.js";
import { fill, h, icon, nth, resize, setText } from "./dom.js";
import { come } from "./glide.js";
import { DECIDES, STANDS, TRAVELS } from "./motion.js";

/**
 * Nine places to choose from: eight arrows around what they move, each with a mark, and the way
 * back. After the guess each fills as far as it keeps.
 * @param {{ strings: Strings, get: () => number, set: (n: number) => void }} of
 */
export function rose({ strings, get, set }) {
  const places = DIRECTIONS.map(([down, right], n) => {
    const arrow = n ? icon("arrow") : h("span", {}, strings.d0);
    if (n) arrow.style.transform = `rotate(${(n - 1) * 45}deg)`;
    const mark = h("small");
    const button = h("button", { type: "button", onclick: () => set(n) }, arrow, mark);
    button.style.setProperty("--row", String(down + 3));
    button.style.setProperty("--column", String(right + 2));
    return { button, mark };
  });
  const buttons = places.map(({ button }) => button);
  const element = h("div", { class: "pool-rose", role: "group", "aria-label": strings.compass }, ...buttons);
  /** A mark for each direction, or null before the guess. @param {Mark[] | null} marks */
  const update = (marks) => places.forEach(({ button, mark }, n) => {
    const share = n ? marks?.[n].share : undefined;
    button.setAttribute("aria-pressed", String(n === get()));
    setText(mark, n === 0 ? "" : marks?.[n].text ?? "?");
    button.className = share === undefined ? "" : `pool-tint pool-level${Math.round(4 * share)}`;
    button.classList.toggle("pool-whole", share === 1);
    button.style.setProperty("--share", String(share ?? 0));
    button.setAttribute("aria-label", (n && marks?.[n].label) || strings[`d${n}`]);
  });
  return { element, update };
}

/**
 * Predict first: nine numbers to choose from, then the answer.
 * @param {{ strings: Strings, get: () => number, set: (guess: number) => void }} of
 */
export function question({ strings, get, set }) {
  const text = h("p", { "aria-live": "polite" });
  const options = DIRECTIONS.map((_, value) => ({ value, label: String(value) }));
  const guesses = segmented({ label: strings.ask, options, get, set });
  const element = h("div", { class: "pool-ask" }, text, guesses.element);
  /** @param {number} whole how many directions keep all */
  const update = (whole) => {
    const guess = get();
    guesses.element.hidden = guess >= 0;
    const answer = guess === whole ? strings.right : strings.wrong;
    setText(text, guess < 0 ? strings.ask : fill(answer, { guess, n: whole }));
    guesses.update();
  };
  return { element, update };
}

/** The proof in one picture, and 1000 maps to believe it. @param {{ strings: Strings }} of */
export function lawPanel({ strings }) {
  const picture = h("div", { class: "pool-overlap-cells", role: "img" });
  const bars = Array.from({ length: 5 }, (_, n) =>
    h("div", { class: "pool-bar" }, h("span", {}, fill(strings.bar, { kept: n })), h("i"), h("b")));
  const element = h("div", { class: "pool-law" },
    h("div", {}, h("p", { class: "pool-title" }, strings.overlap_title), picture),
    h("div", { class: "pool-histogram" }, h("p", { class: "pool-title" }, strings.histogram_title), ...bars));
  /**
   * The window has moved, then what both places share is marked, then the bars grow, then their numbers stand.
   * @param {number} k @param {Pair} step @param {{ both: number, either: number }} counts
   * @param {number[]} histogram @param {number} phase
   */
  const update = (k, step, counts, histogram, phase) => {
    const seen = looks(k, step).map((look) => (look === "pool-both" && phase < DECIDES ? "pool-old" : look));
    resize(picture, seen.length, () => h("i")).forEach((cell, n) => { cell.className = seen[n]; });
    picture.style.setProperty("--columns", String(k + Math.abs(step[1])));
    picture.setAttribute("aria-label", phase < DECIDES ? "…" : fill(strings.overlap_label, counts));
    const most = Math.max(...histogram);
    bars.forEach((bar, n) => {
      nth(bar, 1).style.setProperty("--share", String(phase < TRAVELS ? 0 : histogram[n] / most));
      setText(nth(bar, 2), phase < STANDS ? "…" : String(histogram[n]));
    });
    element.classList.toggle("pool-grows", phase === TRAVELS);
  };
  /** The window comes from where it was. @param {Pair} step @param {number} speed */
  const slide = ([down, right], speed) => {
    const from = `translate(calc(${right} * var(--side)), calc(${down} * var(--side)))`;
    picture.querySelectorAll(/** @type {"i"} */ (".pool-now")).forEach((cell) => come(cell, from, speed));
  };
  return { element, update, slide };
}

/** For each cell around both windows, which of them covers it. @param {number} k @param {Pair} step */
function looks(k, [down, right]) {
  const [top, left, columns] = [Math.max(down, 0), Math.max(right, 0), k + Math.abs(right)];
  return Array.from({ length: (k + Math.abs(down)) * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    const under = (/** @type {number} */ a, /** @type {number} */ b) => i >= a && i < a + k && j >= b && j < b + k;
    // the map moves by (down, right), so on the map the window moves the other way
    const [old, now] = [under(top, left), under(top - down, left - right)];
    return old && now ? "pool-both" : old ? "pool-old" : now ? "pool-now" : "";
  });
}
