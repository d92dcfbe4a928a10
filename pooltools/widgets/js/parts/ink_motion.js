// @ts-check
/**
 * What moves in the Ink & Noise Lab: a window comes out of the picture, its summaries fly to their pixels,
 * and a lens shows the same place of all pictures.
 *
 * @import { Ordered } from "../arithmetic/ink_layout.js"
 * @import { InkState } from "../arithmetic/ink_python.js"
 * @import { Pooled } from "../arithmetic/noise.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Panel } from "./ink_panel.js"
 * @import { inkStrip } from "./ink_strip.js"
 * @import { Shell } from "./shell.js"
 */
/**
 * lens and out are the keys of what is magnified, and of the window that has come out; painted that of the results.
 * @typedef {{ shell: Shell<InkState, number>, stage: HTMLElement, panels: Panel[], strip: ReturnType<typeof inkStrip>,
 *   input?: { key: string }, painted?: string, lens?: string, out?: string }} Lab
 */
import { HEIGHT, WAYS, WIDTH, placeOf } from "../arithmetic/ink_layout.js";
import { formatNumber } from "../arithmetic/pool.js";
import { boxIn } from "./dom.js";
import { sendAlong } from "./flight.js";
import { drawLens } from "./ink_panel.js";

const COMES_OUT = 500; // milliseconds at 1×: until the numbers of the window are in order

/**
 * A part of each picture, round the window, as through a lens.
 * @param {Lab} lab @param {Pair} place @param {number} k
 */
export function magnify(lab, place, k) {
  const key = [lab.input?.key, lab.painted, place, k].join();
  if (lab.lens === key) return;
  lab.lens = key;
  const shown = Number(lab.painted?.split(",").at(-1)); // the size of the window in what is painted
  lab.panels.forEach((panel, n) => drawLens(panel, place, k, n ? shown : 1));
}

/**
 * The window of a step comes out of the picture, once.
 * @param {Lab} lab @param {Ordered[]} ordered @param {number} k @param {string} key of the step, if one happens
 */
export function comeOut(lab, ordered, k, key) {
  const { shell, stage, panels: [{ sheet }], strip } = lab;
  if (key && lab.out !== key) {
    const [i, j] = placeOf(shell.state.get("step"), k);
    const { left, top, width } = boxIn(stage, sheet);
    const unit = width / WIDTH;
    const from = { left: left + j * k * unit, top: top + i * k * unit, width: k * unit };
    strip.comeOut(stage, from, ordered, k, COMES_OUT / shell.tape.pace());
  }
  lab.out = key;
}

/**
 * Each summary flies from the row of numbers to its pixel.
 * @param {Lab} lab @param {{ pooled: Pooled } | undefined} made @param {number} ms
 */
export function sendOff({ shell, stage, panels: [, ...results], strip: { swatches } }, made, ms) {
  const { kernel_size: k, step } = shell.state.all();
  const { left, top, width, height } = boxIn(stage, swatches);
  if (!made || !width) return;
  const [i, j] = placeOf(step, k);
  sendAlong(stage, results.map(({ sheet }, n) => {
    const { pixels, width: across } = made.pooled[WAYS[n]];
    const box = boxIn(stage, sheet);
    /** @type {Pair[]} */
    const way = [
      [left + width / 2, top + (height * (n + 0.5)) / WAYS.length],
      [box.left + ((j + 0.5) * k * box.width) / WIDTH, box.top + ((i + 0.5) * k * box.height) / HEIGHT],
    ];
    return { text: formatNumber(pixels[i * across + j]), way };
  }), ms);
}
