// @ts-check
/** Ten bars: how sure the network is of each digit, and was before. */
import { h, setText } from "./dom.js";

/** @param {string} label */
export function digitBars(label) {
  const rows = Array.from({ length: 10 }, (_, digit) => ({
    bar: h("i"), share: h("b"), digit: h("span", {}, String(digit)),
  }));
  const lines = rows.map(({ bar, share, digit }) => h("div", {}, digit, bar, share));
  const element = h("div", { class: "pool-guesses", role: "img", "aria-label": label }, ...lines);
  /** @param {number[]} shares @param {number[]} before @param {number} answer */
  const update = (shares, before, answer) => rows.forEach(({ bar, share }, n) => {
    bar.style.setProperty("--share", String(shares[n]));
    bar.style.setProperty("--before", String(before[n]));
    setText(share, `${Math.round(100 * shares[n])} %`);
    lines[n].classList.toggle("pool-best", n === answer);
  });
  return { element, update };
}
