// @ts-check
/**
 * What the zoom stack shows, worked out from its state, and the changes it offers.
 *
 * @import { Pair, Place } from "./pool.js"
 * @import { StackLayer, View } from "./stack.js"
 * @typedef {{ layers: string, step: number, row: number, column: number, speed: number }} ZoomState
 * @typedef {{ layers: string, step: number }} Change what another stack sets
 * @typedef {ReturnType<typeof zoomLayout>} ZoomLayout
 */
import { SIDE, follow, nearestCell, readStack, reordered, totalCost, writeStack } from "./stack.js";

/** The layers, the one that is shown, and what all of them see and cost. @param {ZoomState} state */
export function zoomLayout(state) {
  const layers = readStack(state.layers) ?? [];
  const at = Math.min(state.step, layers.length - 1);
  const rows = follow(layers);
  const cost = totalCost(rows);
  const bare = totalCost(follow(layers.filter(({ kind }) => kind === "conv")));
  return { layers, at, rows, row: rows[at], cost, most: Math.max(bare, cost, 1) };
}

/**
 * Other layers, and which of them to show; null where they are no stack.
 * @param {StackLayer[]} layers @param {number} step
 * @returns {Change | null}
 */
export function restacked(layers, step) {
  const text = writeStack(layers);
  return layers.length && readStack(text) ? { layers: text, step } : null;
}

/** The stack with other values for the layer shown. @param {ZoomLayout} now @param {Partial<StackLayer>} values */
export function altered({ layers, at }, values) {
  return restacked(layers.map((layer, n) => (n === at ? { ...layer, ...values } : layer)), at);
}

/**
 * The other kind of layer, with the stride that it usually has.
 * @param {ZoomLayout} now @param {StackLayer["kind"]} kind
 */
export function turned(now, kind) {
  return altered(now, { kind, s: kind === "conv" ? 1 : now.row.k, d: 1 });
}

/**
 * A layer at another place; null where there is none.
 * @param {ZoomLayout} now @param {number} from @param {number} to
 */
export function shifted({ layers }, from, to) {
  return to >= 0 && to < layers.length ? restacked(reordered(layers, from, to), to) : null;
}

/**
 * What can be done with the layer shown.
 * @param {ZoomLayout} now
 * @returns {{ [name in "earlier" | "later" | "add" | "remove"]: Change | null }}
 */
export function edits(now) {
  const { layers, at } = now;
  return {
    earlier: shifted(now, at, at - 1),
    later: shifted(now, at, at + 1),
    add: restacked(layers.toSpliced(at, 0, layers[at]), at + 1),
    remove: restacked(layers.toSpliced(at, 1), Math.max(at - 1, 0)),
  };
}

/** The cell that looks at a pixel. @param {View} view @param {Place} pixel @returns {Pair} */
export function cellOver(view, { row, column }) {
  return [nearestCell(view, row), nearestCell(view, column)];
}

/**
 * The pixel in the middle of what a cell sees, on the picture.
 * @param {View} view @param {Pair} cell
 * @returns {Place}
 */
export function middlePixel({ size, jump, start, outputs }, cell) {
  const [row, column] = cell.map((i) => {
    const inside = Math.min(Math.max(i, 0), outputs - 1);
    return Math.min(Math.max(Math.round(start + inside * jump + (size - 1) / 2), 0), SIDE - 1);
  });
  return { row, column };
}
