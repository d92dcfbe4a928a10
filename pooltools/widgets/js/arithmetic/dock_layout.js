// @ts-check
/**
 * Where the dock goes: beside the text where a column of it is left that can be read,
 * else to the bottom. All in pixels.
 */

const GAP = 16;
const NARROWEST = 480; // the column of text that must be left
const [LEAST, MOST] = [380, 460];

/**
 * @typedef {{ place: "bottom" } | { place: "side", width: number, left: number, narrow: number }} DockPlace
 *   left is the dock's; narrow is what the text gives up at its right
 */

/**
 * @param {{ width: number, left: number, right: number, text: number }} page the width of the
 *   screen, where the page's main part begins and ends, and where its text ends
 * @returns {DockPlace}
 */
export function dockPlace({ width, left, right, text }) {
  const own = Math.round(Math.min(Math.max(0.31 * width, LEAST), MOST));
  if (text + own + 2 * GAP <= width) return { place: "side", width: own, left: text + GAP, narrow: 0 };
  const start = width - own - GAP;
  if (start - GAP - left < NARROWEST) return { place: "bottom" };
  return { place: "side", width: own, left: start, narrow: right - start };
}

/**
 * How far to scroll so that a paragraph lies between two lines; where it is higher than
 * that, so that the line with its link does.
 * @param {{ top: number, bottom: number }} paragraph @param {{ top: number, bottom: number }} line
 * @param {{ top: number, bottom: number }} free
 */
export function clearBy(paragraph, line, free) {
  const fits = paragraph.bottom - paragraph.top <= free.bottom - free.top;
  const room = (fits ? paragraph : line).top - free.top;
  return Math.max(0, Math.min(paragraph.bottom - free.bottom, room));
}

/**
 * Which of several paragraphs is being read: the last that has reached the middle. -1 if none has.
 * @param {number[]} tops @param {number} middle
 */
export function reached(tops, middle) {
  return tops.findLastIndex((top) => top <= middle);
}
