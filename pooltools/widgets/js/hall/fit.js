// @ts-check
/**
 * How large a picture can be: it is laid out at several widths, and the one that fills the screen
 * most is taken. It is then scaled as a whole, so that numbers grow as the cells around them do.
 */

/** From a phone's width to that of a picture and a half. */
const WIDTHS = [320, 360, 420, 500, 580, 660, 752, 880, 1040];
/** What is looked at: its area on the screen says how large a picture is. */
const SEEN = ".pool-cell, canvas, svg, .pool-sentence, li, p";
const LARGEST = 6;

/** @typedef {{ width: number, scale: number, height: number }} Fit */

/** What stands out at the right is seen as well. @param {HTMLElement} root */
const wide = (root) => Math.max(root.offsetWidth, root.scrollWidth);

/** The largest scale at which all of it is on the screen. @param {HTMLElement} screen @param {HTMLElement} root */
function scaleIn(screen, root) {
  return Math.min(screen.clientWidth / wide(root), screen.clientHeight / root.offsetHeight, LARGEST);
}

/** What is seen of it, in pixels of the screen. @param {HTMLElement} root @param {number} scale */
function areaSeen(root, scale) {
  const areas = Array.from(root.querySelectorAll(SEEN), (one) => {
    const { width, height } = one.getBoundingClientRect();
    return width * height;
  });
  const shown = root.getBoundingClientRect().width / root.offsetWidth || 1;
  return (areas.reduce((sum, area) => sum + area, 0) * scale ** 2) / shown ** 2;
}

/** Does a button or a title not hold its words? @param {HTMLElement} root */
function cramped(root) {
  const range = document.createRange();
  return [...root.querySelectorAll("button, .pool-title")].some((one) => {
    range.selectNodeContents(one);
    const [words, box] = [range, one].map((what) => what.getBoundingClientRect());
    const [right, down] = [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight];
    return Math.max(words.width - box.width, right, down) > 2;
  });
}

/** Choose a width, and place it. @param {HTMLElement} screen @param {HTMLElement} root @returns {Fit} */
export function fit(screen, root) {
  const tried = WIDTHS.map((width) => {
    root.style.width = `${width}px`;
    const scale = scaleIn(screen, root);
    return { width, scale, worth: areaSeen(root, scale) * (cramped(root) ? 0.5 : 1) };
  });
  const { width } = tried.reduce((best, one) => (one.worth > best.worth ? one : best));
  root.style.width = `${width}px`;
  return put(screen, root, scaleIn(screen, root));
}

/**
 * What has grown shrinks, and nothing else moves.
 * @param {HTMLElement} screen @param {HTMLElement} root @param {Fit} now
 */
export function refit(screen, root, now) {
  if (root.offsetHeight < 0.75 * now.height) return fit(screen, root);
  return put(screen, root, Math.min(now.scale, scaleIn(screen, root)));
}

/** @param {HTMLElement} screen @param {HTMLElement} root @param {number} scale @returns {Fit} */
function put(screen, root, scale) {
  const [width, height] = [root.offsetWidth, root.offsetHeight];
  const left = Math.max(0, (screen.clientWidth - wide(root) * scale) / 2);
  const top = Math.max(0, (screen.clientHeight - height * scale) / 2);
  root.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  return { width, scale, height };
}

/** Leave no trace. @param {HTMLElement} root */
export function unfit(root) {
  root.style.removeProperty("width");
  root.style.removeProperty("transform");
}
