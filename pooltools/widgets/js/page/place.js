// @ts-check
/** Where the dock stands, and that the text stays where it is meanwhile. */
import { clearBy, dockPlace } from "../arithmetic/dock_layout.js";

const HEADER = 64;

/** The page's main part, if it has one. @param {string} selector */
function part(selector) {
  return /** @type {HTMLElement | null} */ (document.querySelector(selector));
}

/** Scroll at once: what is read stays in sight. @param {number} top */
function scrollAtOnce(top) {
  if (Math.abs(top) >= 0.5) window.scrollBy({ top, behavior: "instant" });
}

/**
 * Do what moves the text, and scroll so that an element stays where it was.
 * @param {Element} still @param {() => void} change
 */
export function keepStill(still, change) {
  const before = still.getBoundingClientRect().top;
  change();
  scrollAtOnce(still.getBoundingClientRect().top - before);
}

/** What is read: the link, if it is on the screen, else what stands there. @param {HTMLElement | null} link */
export function whatIsRead(link) {
  const top = link?.getBoundingClientRect().top ?? -1;
  if (link && top > 0 && top < window.innerHeight) return link;
  const article = part("article") ?? document.body;
  const { left, width } = article.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, window.innerHeight / 3);
  return there && article.contains(there) ? there : article;
}

/** Give the dock its place, and the text what is left. @param {HTMLElement} dock */
export function settle(dock) {
  const root = document.documentElement;
  unsettle();
  const main = (part(".bd-main") ?? document.body).getBoundingClientRect();
  const text = (part(".bd-article-container") ?? document.body).getBoundingClientRect();
  const width = root.clientWidth;
  const at = dockPlace({ width, left: main.left, right: main.right, text: text.right });
  root.dataset.dock = at.place;
  if (at.place === "side") {
    root.toggleAttribute("data-dock-narrow", at.narrow > 0);
    root.style.setProperty("--dock-width", `${at.width}px`);
    root.style.setProperty("--dock-left", `${at.left}px`);
    root.style.setProperty("--dock-narrow", `${at.narrow}px`);
  }
  root.style.setProperty("--dock-height", `${at.place === "bottom" ? dock.offsetHeight : 0}px`);
}

/** Give the text its room back. */
export function unsettle() {
  const root = document.documentElement;
  delete root.dataset.dock;
  root.removeAttribute("data-dock-narrow");
}

/** What of the screen shows text: not what the header or the dock covers. @param {HTMLElement} dock */
export function freeScreen(dock) {
  const covered = document.documentElement.dataset.dock === "bottom" ? dock.offsetHeight : 0;
  return { top: HEADER, bottom: window.innerHeight - covered };
}

/** Bring a link's paragraph out from under the dock. @param {HTMLElement} link @param {HTMLElement} dock */
export function clear(link, dock) {
  const paragraph = link.closest("p, li, td, figure") ?? link;
  const free = freeScreen(dock);
  const top = clearBy(paragraph.getBoundingClientRect(), link.getBoundingClientRect(),
    { ...free, bottom: free.bottom - 12 });
  if (top) window.scrollBy({ top, behavior: matchMedia("(prefers-reduced-motion)").matches ? "instant" : "smooth" });
}

/** Is all of an element on the screen? @param {HTMLElement} element @param {HTMLElement} dock */
export function inSight(element, dock) {
  const { top, bottom, height } = element.getBoundingClientRect();
  const free = freeScreen(dock);
  return height > 0 && top >= free.top - 16 && bottom <= free.bottom;
}
