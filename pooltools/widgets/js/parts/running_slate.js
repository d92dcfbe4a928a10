// @ts-check
/**
 * The slate of the Running Network: the digit on its canvas, moved, drawn on, or changed in one pixel.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { RunningState, Spot, Traced } from "../arithmetic/running_layout.js"
 * @import { Shell } from "./shell.js"
 * @import { Watched } from "./state.js"
 */
import { CANVAS } from "../arithmetic/running.js";
import {
  DIGIT, FARTHEST_MOVE, SHOWN, penned, readDrawing, writeDrawing,
} from "../arithmetic/running_layout.js";
import { h, modified, s } from "./dom.js";

/** @type {{ [key: string]: Pair }} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const HIDDEN_EDGE = (CANVAS - SHOWN) / 2;
const MARGIN = (SHOWN - DIGIT) / 2;
const [INK, BLANK] = [255, new Float32Array(DIGIT * DIGIT)];

/** @param {number} value @param {number} least @param {number} most */
const limited = (value, least, most) => Math.min(Math.max(value, least), most);

/** How far the digit may go, and goes. @param {number} at */
export const farAsItGoes = (at) => limited(at, -FARTHEST_MOVE, FARTHEST_MOVE);

/** @param {Shell<RunningState, Spot>} shell */
export function slateOf({ strings, state, tape }) {
  const canvas = h("canvas", { width: SHOWN, height: SHOWN, class: "pool-print" });
  const [edge, cursor] = [h("i", { class: "pool-digit-edge" }), h("i", { class: "pool-cursor" })];
  const reads = s("path", { class: "pool-reads", "vector-effect": "non-scaling-stroke" });
  const element = h("div", { class: "pool-slate", tabindex: 0, role: "application" }, canvas, edge, cursor,
    s("svg", { class: "pool-layer", viewBox: `0 0 ${SHOWN} ${SHOWN}`, width: "100%", height: "100%" }, reads));
  /** Where the keyboard's pen is, and where the hand took hold: in shown pixels. @type {{ pen: Pair, from: Pair }} */
  const hand = { pen: [SHOWN >> 1, SHOWN >> 1], from: [0, 0] };
  let held = /** @type {{ last: Pair, down: number, right: number } | null} */ (null);

  /** @param {PointerEvent} event @returns {Pair} */
  const where = (event) => {
    const box = element.getBoundingClientRect();
    return [(event.clientY - box.top) * (SHOWN / box.height), (event.clientX - box.left) * (SHOWN / box.width)];
  };
  /** Where a shown pixel is in the frame. @param {Pair} at @returns {Pair} */
  const inFrame = ([y, x]) => [y - MARGIN - state.get("down"), x - MARGIN - state.get("right")];
  /** Draw a line; the first one of all makes a drawing of the reader's own. @param {Pair} from @param {Pair} to */
  const line = (from, to) => {
    const before = readDrawing(state.get("drawing")) ?? BLANK;
    state.set({ drawing: writeDrawing(penned(before, inFrame(from), inFrame(to))) }, false);
  };
  /** @param {Pair} at */
  const turn = ([y, x]) => {
    const [row, column] = [y, x].map((v) => limited(Math.floor(v), 0, SHOWN - 1));
    state.set({ pixel: row * SHOWN + column }, false);
  };
  /** @param {Pair} at @param {{ last: Pair, down: number, right: number }} hold */
  const go = (at, { last, down, right }) => {
    const tool = state.get("tool");
    if (tool === "draw") line(last, at);
    else if (tool === "pixel") turn(at);
    else {
      const [y, x] = [at[0] - hand.from[0], at[1] - hand.from[1]].map(Math.round);
      state.set({ down: farAsItGoes(down + y), right: farAsItGoes(right + x) }, false);
    }
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    tape.pause();
    element.setPointerCapture(event.pointerId);
    hand.from = where(event);
    held = { last: hand.from, down: state.get("down"), right: state.get("right") };
    go(hand.from, held);
  });
  element.addEventListener("pointermove", (event) => {
    if (!held) return;
    const at = where(event);
    go(at, held);
    held.last = at;
  });
  const letGo = () => {
    if (held) state.set({});
    held = null;
  };
  element.addEventListener("pointerup", letGo);
  element.addEventListener("pointercancel", letGo);
  element.addEventListener("keydown", (event) => {
    if (modified(event) || !pressedKey(state, hand, { line, turn }, event.key)) return;
    event.preventDefault();
    update();
  });

  /** @param {Float32Array} [picture] the one before, if not given */
  function update(picture) {
    const { tool, down, right, pixel } = state.all();
    element.dataset.tool = tool;
    element.setAttribute("aria-label", strings[`slate_${tool}`]);
    edge.style.setProperty("--row", String(MARGIN + down));
    edge.style.setProperty("--column", String(MARGIN + right));
    const [row, column] = tool === "pixel" && pixel >= 0 ? [Math.floor(pixel / SHOWN), pixel % SHOWN] : hand.pen;
    cursor.hidden = tool === "move" || (tool === "pixel" && pixel < 0);
    cursor.style.setProperty("--row", String(row));
    cursor.style.setProperty("--column", String(column));
    if (picture) paintSlate(canvas, picture);
  }
  const outlined = (/** @type {Traced[]} */ traced) => reads.setAttribute("d", outlineOf(traced));
  return { element, update, outlined };
}

/** @param {HTMLCanvasElement} canvas @param {Float32Array} picture */
function paintSlate(canvas, picture) {
  const image = new ImageData(SHOWN, SHOWN);
  for (let n = 0; n < SHOWN * SHOWN; n += 1) {
    const at = (HIDDEN_EDGE + Math.floor(n / SHOWN)) * CANVAS + HIDDEN_EDGE + (n % SHOWN);
    image.data[4 * n + 3] = INK * picture[at];
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}

/** The outlines of what a cell reads of the canvas. @param {Traced[]} traced */
function outlineOf(traced) {
  const boxes = traced.filter(({ stage }) => stage < 0).map(({ rows: [top, bottom], columns: [left, right] }) => {
    const [y0, y1, x0, x1] = [top, bottom + 1, left, right + 1].map((n) => limited(n - HIDDEN_EDGE, 0, SHOWN));
    return `M${x0} ${y0}h${x1 - x0}v${y1 - y0}h${x0 - x1}z`;
  });
  return boxes.join("");
}

/**
 * The keys of each tool; true when one was used.
 * @param {Watched<RunningState>} state @param {{ pen: Pair }} hand
 * @param {{ line: (from: Pair, to: Pair) => void, turn: (at: Pair) => void }} does @param {string} key
 */
function pressedKey(state, hand, { line, turn }, key) {
  const { tool, pixel, down, right } = state.all();
  const by = ARROWS[key];
  const isSpace = key === " " && tool !== "move";
  if (!by && !isSpace) return false;
  const [y, x] = by ?? [0, 0];
  const pen = /** @type {Pair} */ ([hand.pen[0] + y, hand.pen[1] + x].map((n) => limited(n, 0, SHOWN - 1)));
  if (tool === "move") state.set({ down: farAsItGoes(down + y), right: farAsItGoes(right + x) });
  else if (tool === "pixel" && isSpace && pixel >= 0) state.set({ pixel: -1 });
  else if (tool === "pixel") turn(pixel < 0 ? hand.pen : [Math.floor(pixel / SHOWN) + y, (pixel % SHOWN) + x]);
  else if (isSpace) line([pen[0] + 0.5, pen[1] + 0.5], [pen[0] + 0.5, pen[1] + 0.5]);
  else hand.pen = pen;
  state.set({});
  return true;
}
