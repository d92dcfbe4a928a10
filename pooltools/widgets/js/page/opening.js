// @ts-check
/**
 * A page's first picture plays its first steps, once, when it first comes into sight: where
 * it is the answer to a question, it comes into sight once that has been answered. Whoever
 * touches it before, follows a link to it, or wants less motion, is left alone.
 *
 * @typedef {{ element: HTMLElement, box: HTMLElement, model: { tell: (event: string) => void,
 *   on: (event: string, listener: () => void) => void } }} Picture
 */
import { memory } from "../parts/memory.js";

const PLAYED = memory("pooltools-played");
const MOSTLY = 0.6;

/** The pages whose first picture has played. @returns {string[]} */
function played() {
  const kept = PLAYED.read();
  return Array.isArray(kept) ? kept : [];
}

/** Bring a picture into sight when the question that it answers is answered. @param {HTMLElement} element */
function answers(element) {
  const unit = element.closest(".book-prediction");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const bring = () => element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  if (unit) new MutationObserver(bring).observe(unit, { attributeFilter: ["data-state"] });
}

/** @param {Picture | undefined} picture the first of the page */
export function playOnce(picture) {
  const page = location.pathname;
  if (picture) answers(picture.element);
  if (!picture || location.hash.includes("=") || played().includes(page)) return;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const { element, box, model } = picture;
  const watcher = new IntersectionObserver((entries) => {
    const { intersectionRect: seen, boundingClientRect: all } = entries[entries.length - 1];
    if (!seen.height || seen.height < MOSTLY * Math.min(all.height, innerHeight)) return;
    watcher.disconnect();
    PLAYED.keep([...played(), page]);
    model.tell("opening");
  }, { threshold: [0.1, 0.3, 0.5, MOSTLY, 0.8, 1] });
  const leave = () => watcher.disconnect();
  ["pointerdown", "keydown"].forEach((type) => element.addEventListener(type, leave, { once: true }));
  model.on("linked", leave);
  watcher.observe(box);
}
