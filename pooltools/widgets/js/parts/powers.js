// @ts-check
/** Formulas in which 2^3 and e^(s·x) stand as they are written by hand, and … is a place left open. */
import { h } from "./dom.js";

const POWER = /…|\^(?:\(([^()]*)\)|([^\s()+·/]+))/g;

/**
 * Write a text with its powers raised. Its signs stay, unseen: who hears the page, or copies
 * from it, gets the whole text.
 * @param {Element} element @param {string} text
 */
export function setFormula(element, text) {
  if (element.textContent === text) return;
  const parts = [];
  let from = 0;
  for (const power of text.matchAll(POWER)) {
    const [whole, inside, plain] = power;
    const signs = (/** @type {string} */ unseen) => h("span", { class: "pool-hidden" }, unseen);
    const raised = plain === undefined ? [signs("^("), inside, signs(")")] : [signs("^"), plain];
    const open = h("span", { class: "pool-open" }, whole);
    parts.push(text.slice(from, power.index), whole === "…" ? open : h("sup", {}, ...raised));
    from = power.index + whole.length;
  }
  element.replaceChildren(...parts, text.slice(from));
}
