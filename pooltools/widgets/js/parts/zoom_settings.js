// @ts-check
/**
 * The settings of the Zoom Stack: whole stacks to choose from, and the layer shown.
 *
 * @import { StackLayer } from "../arithmetic/stack.js"
 * @import { Change, ZoomLayout, ZoomState } from "../arithmetic/zoom_layout.js"
 * @import { Shell } from "./shell.js"
 * @typedef {Shell<ZoomState, object>} ZoomShell
 */
import { altered, turned } from "../arithmetic/zoom_layout.js";
import { segmented, stepper } from "./controls.js";

/** @param {ZoomShell} shell @param {[name: string, layers: string][]} presets */
export function presetChoice(shell, presets) {
  const { strings, state } = shell;
  const layers = Object.fromEntries(presets);
  return shell.add(segmented({
    label: strings.presets, options: presets.map(([value]) => ({ value, label: strings[value] })),
    get: () => presets.find(([, stack]) => stack === state.get("layers"))?.[0],
    set: (name) => state.set({ layers: layers[name], step: layers[name].split(" ").length - 1 }),
  }));
}

/**
 * The kind and the numbers of the layer shown.
 * @param {ZoomShell} shell @param {() => ZoomLayout} now @param {(values: Change | null) => void} change
 */
export function layerSettings(shell, now, change) {
  const { strings } = shell;
  /** @type {StackLayer["kind"][]} */
  const kinds = ["conv", "pool"];
  const kind = segmented({
    label: strings.kind, options: kinds.map((value) => ({ value, label: strings[value] })),
    get: () => now().row.kind, set: (value) => change(turned(now(), value)),
  });
  const number = (/** @type {string} */ label, /** @type {"k" | "s" | "d"} */ key) => stepper({
    label, strings, get: () => now().row[key], set: (value) => change(altered(now(), { [key]: value })),
    allowed: (value) => altered(now(), { [key]: value }) !== null,
  });
  const numbers = [number("kernel_size", "k"), number("stride", "s"), number("dilation", "d")];
  return [kind, ...numbers].map((one) => shell.add(one));
}
