// @ts-check
/** Which link the reader's paragraph has: it sets the picture that is pinned. */
import { reached } from "../arithmetic/dock_layout.js";
import { splitHash } from "./address.js";
import { holds, onAnswer } from "./questions.js";

const BLOCKS = "p, li, td";

/** The first link to a state of each paragraph that is in sight. @returns {HTMLAnchorElement[]} */
function linksOfText() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("article a[href*='#']"));
  const blocks = new Set();
  return [...links].filter((link) => {
    const block = link.closest(BLOCKS);
    if (!splitHash(link.hash)?.text.includes("=") || link.closest(".pool-widget") || blocks.has(block)) return false;
    return link.getClientRects().length > 0 && Boolean(blocks.add(block));
  });
}

/** The paragraph that has reached the middle of the text, by its link. @param {{ top: number, bottom: number }} free */
export function readLink({ top, bottom }) {
  const links = linksOfText();
  const tops = links.map((link) => (link.closest(BLOCKS) ?? link).getBoundingClientRect().top);
  return links[reached(tops, (top + bottom) / 2)];
}

/**
 * Say, while the reader scrolls and after each answer, which link is read, and whether an
 * open question holds it.
 * @param {() => { top: number, bottom: number }} free what of the screen shows text
 * @param {(link: HTMLAnchorElement | undefined, held: boolean) => void} read
 */
export function watchReading(free, read) {
  let waiting = false;
  const look = () => {
    waiting = false;
    const screen = free();
    read(readLink(screen), holds(screen.bottom));
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  addEventListener("scroll", soon, { passive: true });
  onAnswer(soon);
}
