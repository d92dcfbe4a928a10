// @ts-check
/**
 * The Python that computes what the Channel Lanes show.
 *
 * @import { ChannelOperation } from "./channels.js"
 * @import { Grid } from "./pool.js"
 * @typedef {{ pools: string, head: string }} Choice
 */

/** @param {Choice & { view: "lanes" | "counter", operation: ChannelOperation, painted: Grid[] }} state */
export function lanesPython({ view, pools, head, operation, painted }) {
  return view === "counter" ? counted({ pools, head }) : pooled(operation, painted);
}

/** @param {Choice} choice */
function counted({ pools, head }) {
  const left = [...pools].flatMap((bit, n) => (bit === "1" ? [] : [`"pool${n + 1}"`]));
  return `from pooltools.nets import GLOBAL_HEAD, VGG16, total, trace\n\nout = [${left.join(", ")}]\n`
    + "body = [layer for layer in VGG16.body if layer.name not in out]\n"
    + `total(trace([*body, *${head === "flatten" ? "VGG16.head" : "GLOBAL_HEAD"}], VGG16.shape))\n`;
}

/** @param {ChannelOperation} operation @param {Grid[]} painted */
function pooled(operation, painted) {
  const x = `[\n${painted.map((plane) => `    ${JSON.stringify(plane)},\n`).join("")}]`;
  if (operation === "max" || operation === "average") {
    const call = operation === "max" ? "max_pool2d" : "avg_pool2d";
    return `import numpy as np\nfrom pooltools import ${call}\n\nx = np.array(${x})\n${call}(x, 2)\n`;
  }
  return `from pooltools.widgets import ChannelLanes\n\nChannelLanes(painted=${x}, operation="${operation}").output\n`;
}
