// @ts-check
/**
 * What belongs to each tool of the slate, and what a cell of the maps is in numbers.
 *
 * @import { Halving, Run } from "../arithmetic/running.js"
 * @import { RunningState, Spot } from "../arithmetic/running_layout.js"
 * @import { Strings } from "./dom.js"
 * @import { Shell } from "./shell.js"
 */
import { formatNumber } from "../arithmetic/pool.js";
import { DIGIT, readsOf, writeDrawing } from "../arithmetic/running_layout.js";
import { fill, h, icon } from "./dom.js";
import { farAsItGoes } from "./running_slate.js";

/**
 * Two buttons that push the digit where the tape does not, one that empties a drawing, one that puts a pixel back.
 * @param {Shell<RunningState, Spot>} shell
 */
export function toolsOf({ strings, state }) {
  const push = (/** @type {string} */ way, /** @type {number} */ by) => {
    const onclick = () => state.set({ down: farAsItGoes(state.get("down") + by) });
    const name = strings[`to_${way}`];
    const attributes = { type: "button", class: `pool-icon pool-to-${way}`, "aria-label": name, title: name, onclick };
    return h("button", attributes, icon("arrow"));
  };
  const plain = (/** @type {string} */ label, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", onclick }, label);
  const empty = writeDrawing(new Float32Array(DIGIT * DIGIT));
  return [
    h("span", { class: "pool-buttons" }, push("up", -1), push("down", 1)),
    plain(strings.clear, () => state.set({ drawing: empty })),
    plain(strings.put_back, () => state.set({ pixel: -1 })),
  ];
}

/** @param {Strings} strings @param {Run} run @param {Halving} pooling @param {Spot} spot */
export function cellSays(strings, { stages }, pooling, { stage, map, row, column }) {
  const number = (/** @type {number} */ of, /** @type {number} */ y, /** @type {number} */ x) => {
    const { values, side, maps } = stages[of];
    return formatNumber(Math.round(100 * (values[(y * side + x) * maps + map] ?? 0)) / 100);
  };
  const { start: top, size } = readsOf(stage, pooling, row);
  const { start: left } = readsOf(stage, pooling, column);
  const told = { map: map + 1, row, column, value: number(stage, row, column) };
  const cell = fill(strings.cell, told);
  if (stage % 2 === 0) return cell + fill(strings.from_convolution, { maps: stage ? 8 : 1, size: stage ? 7 : 5 });
  const values = Array.from({ length: size * size }, (_, n) =>
    number(stage - 1, top + Math.floor(n / size), left + (n % size)));
  return cell + fill(strings[`from_${pooling}`], { values: values.join("  ") });
}
