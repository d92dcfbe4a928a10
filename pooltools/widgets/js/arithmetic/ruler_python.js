// @ts-check
/**
 * The code that counts the windows of a ruler.
 *
 * @import { Setting } from "./ruler_layout.js"
 */

/** @param {Setting} setting */
export function rulerPython({ n, kernel_size, stride, padding, dilation, rule }) {
  const options = [`stride=${stride}`];
  if (rule === "same") options.push('padding="same"');
  else if (padding) options.push(`padding=${padding}`);
  if (dilation > 1) options.push(`dilation=${dilation}`);
  if (rule === "ceil") options.push("ceil_mode=True");
  return `from pooltools import output_size\n\noutput_size(${n}, ${kernel_size}, ${options.join(", ")})\n`;
}
