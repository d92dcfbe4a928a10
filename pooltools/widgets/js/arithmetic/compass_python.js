// @ts-check
/**
 * The Compass's state as Python.
 *
 * @import { CompassState } from "./compass_layout.js"
 */
import { moves } from "./compass_layout.js";
import { pythonMap } from "./maps.js";

/** @param {CompassState} state */
export function compassPython({ data, mode, kernel_size: k, distance, fill: entering, step, view }) {
  const by = `(${moves(distance)[step].join(", ")})`;
  if (view === "law") return `from pooltools import survival_probability\n\nsurvival_probability(${k}, ${by})\n`;
  const name = mode === "max" ? "max_pool2d" : "avg_pool2d";
  const head = `import numpy as np\nfrom pooltools import ${name}, shift2d, unchanged_fraction\n\n`;
  const move = `moved = shift2d(x, ${by}, fill="${entering}")\n`;
  return `${head}${pythonMap(data)}${move}unchanged_fraction(${name}(x, ${k}), ${name}(moved, ${k}))\n`;
}
