// @ts-check
/**
 * A copy of a picture, out of sight: laid out as the one on the screen, but in light
 * colours, at rest, and without what only a hand needs.
 */
import { h } from "../parts/dom.js";

/** What is no part of a picture on paper: tape, settings, challenges, the foot, and knobs to pull. */
const TOOLS = [
  ".pool-deck", ".pool-tape", ".pool-settings", ".pool-rest", ".pool-goals", ".pool-met", ".pool-task", ".pool-foot",
  ".pool-knob", ".pool-corner", ".pool-push", ".pool-progress", ".pool-hidden", ".pool-save",
  ".pool-verdicts", ".pool-words a",
].join(", ");
const AT_REST = ".pool-at-rest, .pool-at-rest *, .pool-at-rest *::before, .pool-at-rest *::after " +
  "{ transition: none !important; animation: none !important; }";

/**
 * Make the copy; drop() takes it away.
 * @param {HTMLElement} root
 */
export function lightCopy(root) {
  const copy = /** @type {HTMLElement} */ (root.cloneNode(true));
  copy.classList.add("pool-light", "pool-at-rest");
  copy.querySelectorAll("[name]").forEach((input) => input.removeAttribute("name")); // or they would undo the others
  copy.querySelectorAll(TOOLS).forEach((tool) => tool.setAttribute("hidden", ""));
  const formula = copy.querySelector(".pool-formula");
  // the formula without the buttons beside it
  if (formula?.textContent) copy.append(h("p", { style: "margin: 0.9rem 0 0" }, formula));
  copy.style.margin = "0";
  const style = `position: absolute; left: -100000px; top: 0; width: ${root.getBoundingClientRect().width}px`;
  const place = h("div", { style, inert: true, "aria-hidden": "true" }, h("style", {}, AT_REST), copy);
  root.parentElement?.append(place);
  const [from, to] = [root, copy].map((one) => one.querySelectorAll("canvas"));
  from.forEach((canvas, n) => { if (canvas.width && canvas.height) to[n].getContext("2d")?.drawImage(canvas, 0, 0); });
  return { copy, drop: () => place.remove() };
}
