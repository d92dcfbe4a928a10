// @ts-check
/** The parts of the Shift Compass: the rose, the question, the law in pictures. */
import { DIRECTIONS } from "../arithmetic/shift.js";
import { fill, h, icon, setText } from "./dom.js";
import { segmented } from "./controls.js";

/** Nine places to choose from, each an arrow with a mark under it. */
export function rose({ strings, get, set }) {
  const places = DIRECTIONS.map(([down, right], n) => {
    const arrow = n ? icon("arrow") : h("b", {}, "0");
    if (n) arrow.style.transform = `rotate(${(n - 1) * 45}deg)`;
    const mark = h("small");
    const button = h("button", { type: "button", onclick: () => set(n) }, arrow, mark);
    button.style.gridArea = `${down + 2} / ${right + 2}`;
    return { button, mark };
  });
  const element = h("div", { class: "pool-rose", role: "group", "aria-label": strings.compass }, ...places.map(({ button }) => button));
  /** marks: for each direction { text, label, whole }, or null before the guess */
  const update = (marks) => places.forEach(({ button, mark }, n) => {
    button.setAttribute("aria-pressed", String(n === get()));
    setText(mark, n === 0 ? "" : marks?.[n].text ?? "?");
    button.classList.toggle("pool-whole", Boolean(n && marks?.[n].whole));
    button.setAttribute("aria-label", (n && marks?.[n].label) || strings[`d${n}`]);
  });
  return { element, update };
}

/** Predict first: nine numbers to choose from, then the answer. */
export function question({ strings, get, set }) {
  const text = h("p", { "aria-live": "polite" });
  const guesses = segmented({
    label: strings.ask, options: DIRECTIONS.map((_, value) => ({ value, label: String(value) })), get,
    set: (value) => set(Number(value)),
  });
  const element = h("div", { class: "pool-ask" }, text, guesses.element);
  const update = (whole) => {
    const guess = get();
    guesses.element.hidden = guess >= 0;
    const answer = guess === whole ? strings.right : strings.wrong;
    setText(text, guess < 0 ? strings.ask : fill(answer, { guess, n: whole }));
    guesses.update();
  };
  return { element, update };
}

/** The proof in one picture, and 1000 maps to believe it. */
export function lawPanel({ strings }) {
  const picture = h("div", { class: "pool-overlap-cells", role: "img" });
  const bars = Array.from({ length: 5 }, (_, n) => h("div", { class: "pool-bar" }, h("span", {}, fill(strings.bar, { kept: n })), h("i"), h("b")));
  const element = h("div", { class: "pool-law" },
    h("div", {}, h("p", { class: "pool-title" }, strings.overlap_title), picture),
    h("div", { class: "pool-histogram" }, h("p", { class: "pool-title" }, strings.histogram_title), ...bars));
  const update = (k, [down, right], { both, either }, histogram) => {
    const [top, left] = [Math.max(down, 0), Math.max(right, 0)];
    const cells = Array.from({ length: (k + Math.abs(down)) * (k + Math.abs(right)) }, (_, at) => {
      const [i, j] = [Math.floor(at / (k + Math.abs(right))), at % (k + Math.abs(right))];
      const under = (a, b) => i >= a && i < a + k && j >= b && j < b + k;
      // the map moves by (down, right), so on the map the window moves the other way
      const [old, now] = [under(top, left), under(top - down, left - right)];
      return h("i", { class: old && now ? "pool-both" : old ? "pool-old" : now ? "pool-now" : "" });
    });
    picture.replaceChildren(...cells);
    picture.style.setProperty("--columns", String(k + Math.abs(right)));
    picture.setAttribute("aria-label", fill(strings.overlap_label, { both, either }));
    const most = Math.max(...histogram);
    bars.forEach((bar, n) => {
      bar.children[1].style.setProperty("--share", String(histogram[n] / most));
      setText(bar.children[2], String(histogram[n]));
    });
  };
  return { element, update };
}
