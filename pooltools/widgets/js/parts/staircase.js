// @ts-check
/**
 * Squares to one scale on one line, each with its size above and who made it below.  As a network becomes
 * another, they grow and shrink, and their sizes count along: what stands at a square is what it is just then.
 *
 * @typedef {{ side: number, look: string, many: string, made: string }} Square its classes, and what is said of it
 * @typedef {{ side: number, share: number }} Shown its size, and how large it is drawn, of the first
 */
import { h, nth, resize, setText } from "./dom.js";

const [MOVES_FOR, AFTER] = [450, 45]; // milliseconds at 1×: how long a square moves, and after the one before it
const FINEST = 0.012; // a square that can still be seen
const NARROW = 0.3; // a square that is narrower than its words

/** @param {{ label: string, onPoint: (n: number | null) => void }} of */
export function staircase({ label, onPoint }) {
  const element = h("div", { class: "pool-stairs", role: "group", "aria-label": label });
  /** @type {Shown[]} */
  let shown = [];
  let [frame, target] = [0, ""];

  function stair() {
    const made = h("div", { class: "pool-stair", tabindex: 0, role: "img" }, h("b"), h("i"), h("small"));
    const enter = () => onPoint(Array.from(element.children).indexOf(made));
    const leave = () => onPoint(null);
    Object.assign(made, { onpointerenter: enter, onpointerleave: leave, onfocus: enter, onblur: leave });
    return made;
  }
  /** @param {Shown[]} now */
  function paint(now) {
    shown = now;
    const large = now.filter(({ share }) => share >= NARROW);
    element.style.setProperty("--sum", String(large.reduce((sum, { share }) => sum + share, 0)));
    element.style.setProperty("--narrow", String(now.length - large.length));
    now.forEach(({ share }, n) => nth(element, n).style.setProperty("--share", String(Math.max(share, FINEST))));
  }
  /** From what is shown to these, each from its own, or out of the last. @param {Shown[]} to @param {number} pace */
  function move(to, pace) {
    const from = to.map((_, n) => shown[Math.min(n, shown.length - 1)] ?? to[n]);
    const start = performance.now();
    const next = () => {
      const gone = (performance.now() - start) * pace;
      paint(to.map(({ side, share }, n) => partWay(from[n], { side, share }, (gone - AFTER * n) / MOVES_FOR)));
      shown.forEach(({ side }, n) => setText(nth(nth(element, n), 0), String(Math.round(side))));
      frame = requestAnimationFrame(next);
    };
    next();
  }

  /**
   * settled is false while the squares move: what they come to is not said before.
   * @param {Square[]} all @param {number | null} pointed @param {boolean} settled @param {number} pace
   */
  function update(all, pointed, settled, pace) {
    const to = all.map(({ side }) => ({ side, share: side / all[0].side }));
    const aim = settled ? "" : JSON.stringify(all);
    if (!settled && aim === target) return;
    target = aim;
    cancelAnimationFrame(frame);
    element.classList.toggle("pool-moves", !settled);
    resize(element, all.length, stair).forEach((one, n) => tellStair(one, all[n], n === pointed, settled));
    if (settled) paint(to);
    else move(to, pace);
  }
  return { element, update };
}

/** @param {Shown} from @param {Shown} to @param {number} gone of the way @returns {Shown} */
function partWay(from, to, gone) {
  const part = Math.min(Math.max(gone, 0), 1);
  const eased = part * part * (3 - 2 * part);
  const mix = (/** @type {"side" | "share"} */ key) => from[key] + (to[key] - from[key]) * eased;
  return { side: mix("side"), share: mix("share") };
}

/** @param {HTMLElement} stair @param {Square} square @param {boolean} pointed @param {boolean} settled */
function tellStair(stair, { look, many, made }, pointed, settled) {
  stair.className = `pool-stair ${pointed ? "pool-pointed" : ""}`;
  nth(stair, 1).className = look;
  if (settled) setText(nth(stair, 0), many);
  setText(nth(stair, 2), made);
  stair.setAttribute("aria-label", settled ? `${made}: ${many}` : made);
}
