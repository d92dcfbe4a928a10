// @ts-check
/**
 * The Python that computes what the Rubber Grid shows.
 *
 * @import { RubberState } from "./rubber_layout.js"
 */
import { pythonMap } from "./maps.js";
import { encodeMap } from "./pool.js";
import { rubberSheet } from "./rubber_layout.js";

/** @param {RubberState} state */
export function rubberPython(state) {
  const name = state.mode === "max" ? "adaptive_max_pool2d" : "adaptive_avg_pool2d";
  const x = pythonMap(encodeMap(rubberSheet(state).map));
  return `import numpy as np\nfrom pooltools import ${name}\n\n${x}${name}(x, ${state.outputs})\n`;
}
