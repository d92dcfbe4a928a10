// @ts-check
/**
 * What a saved file is called and says of itself, and when a picture can be saved.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Tape } from "../parts/tape.js"
 */
import { fill } from "../parts/dom.js";
import { STANDS } from "../parts/motion.js";

const LONGEST_TOLD = 300;

/**
 * pooling-bench-step-4.svg
 * @param {{ name: string, tape?: { element: { querySelector(what: "input"): { value: string } | null } } }} guest
 * @param {string} kind
 */
export function fileName({ name, tape }, kind) {
  const step = tape?.element.querySelector("input")?.value;
  return `pooling-${name}${step ? `-step-${step}` : ""}.${kind}`;
}

/** The book, its licence and, on a site, the address. @param {Strings} words @param {string} address */
export function sourceOf(words, address) {
  const site = /^https?:/.test(address);
  const known = address.length > LONGEST_TOLD ? address.split("#")[0] : address;
  return fill(site ? words.source_site : words.source, { address: known });
}

/** Stop what plays, and wait until its last step is over. @param {Tape} [tape] */
export async function atRest(tape) {
  tape?.halt();
  if (!tape || tape.phase() === STANDS) return;
  await new Promise((resolve) => { window.setTimeout(resolve, 50); });
  await atRest(tape);
}
