// @ts-check
/**
 * The code that computes what the pinball shows.
 *
 * @import { PinballState } from "./pinball_layout.js"
 */
import { pythonMap } from "./maps.js";
import { everyBall } from "./pinball_layout.js";

/** @param {PinballState} state */
export function pinballPython(state) {
  const { data, mode, view, kernel_size: k, stride } = state;
  const pool = mode === "max" ? "max_pool2d" : "avg_pool2d";
  const layer = `${k}, stride=${stride}`;
  const [names, ...lines] = view === "pinball" ? back(state, pool, layer) : larger(state, pool, layer);
  return `import numpy as np\nfrom pooltools import ${names}\n\n${pythonMap(data)}${lines.join("")}\n`;
}

/** The names to import, and the lines. @param {PinballState} state @param {string} pool @param {string} layer */
function back(state, pool, layer) {
  const balls = pythonMap(everyBall(state)).replace("x", "grad_output");
  const input = state.mode === "max" ? "x" : "x.shape";
  return [`${pool}_backward`, balls, `${pool}_backward(grad_output, ${input}, ${layer})`];
}

/** The same for the way to unpool. @param {PinballState} state @param {string} pool @param {string} layer */
function larger({ way, kernel_size: k, stride }, pool, layer) {
  const names = [...new Set(["avg_pool2d_backward", pool])].join(", ");
  switch (way) {
    case "switches": return ["max_pool2d_with_indices, max_unpool2d",
      `values, indices = max_pool2d_with_indices(x, ${layer})\n`, "max_unpool2d(values, indices, x.shape)"];
    case "duplicate": return [`avg_unpool2d, ${pool}`,
      `avg_unpool2d(${pool}(x, ${layer}), ${k}, x.shape, stride=${stride})`];
    case "spread": return [names, `avg_pool2d_backward(${pool}(x, ${layer}), x.shape, ${layer})`];
  }
}
