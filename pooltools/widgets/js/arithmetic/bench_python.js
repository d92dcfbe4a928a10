// @ts-check
/**
 * The code that pools what the bench shows.
 *
 * @import { BenchState } from "./bench_layout.js"
 */
import { pythonMap } from "./maps.js";

/** @param {BenchState} state */
export function benchPython({ data, mode, kernel_size, stride, padding, count_include_pad }) {
  const name = { max: "max_pool2d", average: "avg_pool2d", min: "min_pool2d" }[mode];
  const options = [`kernel_size=${kernel_size}`, `stride=${stride}`];
  if (padding) options.push(`padding=${padding}`);
  if (padding && mode === "average" && !count_include_pad) options.push("count_include_pad=False");
  const call = `${name}(x, ${options.join(", ")})`;
  return `import numpy as np\nfrom pooltools import ${name}\n\n${pythonMap(data)}${call}\n`;
}
