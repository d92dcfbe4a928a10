// @ts-check
/**
 * The Python that computes what the Zoom Stack shows.
 *
 * @import { ZoomState } from "./zoom_layout.js"
 */
import { margin } from "./stack.js";
import { zoomLayout } from "./zoom_layout.js";

/** @param {ZoomState} state */
export function zoomPython(state) {
  const list = zoomLayout(state).layers.map((layer) =>
    `    (${layer.k}, ${layer.s}, ${margin(layer)}, ${layer.d}),\n`).join("");
  const head = "from pooltools import receptive_field\n\n# kernel_size, stride, padding, dilation\n";
  return `${head}receptive_field([\n${list}])\n`;
}
