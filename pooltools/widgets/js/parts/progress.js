// @ts-check
/**
 * A thin strip with a part for each card, which is a slider: one thing to reach, and as high as a finger.
 */
import { h, resize } from "./dom.js";

/**
 * go(n) asks for a card, counted from 0.
 * @param {{ label: string, count: number, go: (n: number) => void }} of
 */
export function progress({ label, count, go }) {
  const input = h("input", {
    type: "range", min: 1, max: count, "aria-label": label, oninput: () => go(input.valueAsNumber - 1),
  });
  const parts = h("div", { class: "pool-parts", "aria-hidden": "true" });
  const element = h("div", { class: "pool-progress" }, input, parts);

  /** @param {string[]} looks @param {number} at @param {string} said */
  function update(looks, at, said) {
    resize(parts, looks.length, () => h("i")).forEach((part, n) => {
      part.className = `${looks[n]} ${n === at ? "pool-at" : ""}`.trim();
    });
    input.value = String(at + 1);
    input.setAttribute("aria-valuetext", said);
  }
  return { element, update };
}
