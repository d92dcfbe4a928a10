// @ts-check
/**
 * A picture that wraps round and can be pushed to the right: with the hand, by clicks at its
 * sides, and with the keys of the tape.  It is painted twice, side by side, and slides.
 *
 * @import { Picture } from "../arithmetic/alias.js"
 * @import { Strings } from "./dom.js"
 * @import { Hand } from "./push.js"
 */
import { pushableRight } from "./push.js";
import { fill, h, icon } from "./dom.js";
import { paintInk } from "./grey.js";

/**
 * onKey takes the keys of the tape.
 * @param {{ strings: Strings, picture: Picture, hand: Hand, onKey: (event: KeyboardEvent) => boolean }} of
 */
export function film({ strings, picture, hand, onKey }) {
  const prints = [0, 1].map(() => h("canvas", { class: "pool-print" }));
  const paint = (/** @type {Picture} */ next) => prints.forEach((canvas) => paintInk(canvas, next));
  paint(picture);
  const reel = h("div", { class: "pool-reel" }, ...prints);
  const fence = h("div", { class: "pool-fence" });
  const element = h("div", {
    class: "pool-film pool-pushed", tabindex: 0, role: "slider", "aria-label": strings.keys,
    "aria-valuemin": 0, "aria-valuemax": hand.most, "aria-orientation": "horizontal",
  }, reel, fence, h("span", { class: "pool-push" }, icon("push")));
  pushableRight(element, picture.width, hand);
  element.addEventListener("click", (event) => {
    const box = element.getBoundingClientRect();
    const step = hand.get() + (event.clientX > box.left + box.width / 2 ? 1 : -1);
    hand.set(Math.min(Math.max(step, 0), hand.most));
    hand.done();
  });
  element.addEventListener("keydown", (event) => {
    if (onKey(event)) event.preventDefault();
  });
  /** reads: the fence lights up. @param {number} step @param {number} stride @param {boolean} reads */
  const update = (step, stride, reads) => {
    reel.style.setProperty("--shift", String(step / picture.width));
    fence.style.setProperty("--columns", String(picture.width / stride));
    fence.style.setProperty("--rows", String(picture.height / stride));
    fence.classList.toggle("pool-reads", reads);
    element.setAttribute("aria-valuenow", String(step));
    element.setAttribute("aria-valuetext", fill(strings.pushed, { shift: step }));
  };
  return { element, update, paint };
}
