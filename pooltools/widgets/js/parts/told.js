// @ts-check
/**
 * What a picture says: its sentence, where that is, and the formula of the foot.
 *
 * @typedef {{ sentence: string, where?: string, formula?: string, part?: string, phase?: number }} Told
 */
import { STANDS } from "./motion.js";
import { setFormula } from "./powers.js";

/**
 * Say it. Until a step stands, what was said before stays, dimmed where it is to change; unless
 * there is a part of the new sentence that may be told. A notice stands in place of any sentence.
 * @param {{ sentence: Element, where: Element, foot: { formula: Element } }} shell
 * @param {Told & { phase: number }} told @param {string} notice @param {boolean} playing
 */
export function speak({ sentence, where, foot }, told, notice, playing) {
  const moves = told.phase < STANDS;
  const waits = moves && !told.part && sentence.textContent !== "";
  sentence.setAttribute("aria-live", playing || moves ? "off" : "polite");
  write(sentence, notice || (moves && told.part) || told.sentence, waits && !notice);
  write(where, told.where ?? "", waits);
  write(foot.formula, told.formula ?? "", waits);
}

/** @param {Element} element @param {string} text @param {boolean} waits */
function write(element, text, waits) {
  element.classList.toggle("pool-before", waits && element.textContent !== text);
  if (!waits) setFormula(element, text);
}
