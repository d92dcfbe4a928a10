// @ts-check
/**
 * The Sawtooth's state as Python.
 *
 * @import { Way } from "./alias.js"
 * @import { JsonNumber } from "./pool.js"
 */
import { pythonMap } from "./maps.js";

/**
 * @param {{ view: "photo" | "stripes" | "turn", way: Way, stride: number, step: number,
 *   stripes: JsonNumber[][] }} state
 */
export function sawtoothPython({ view, way, stride, step, stripes }) {
  const widget = "from pooltools.widgets import Sawtooth\n\n";
  if (view === "turn") return `${widget}Sawtooth(view="turn", step=${step}).responses\n`;
  if (view === "photo") return `${widget}saw = Sawtooth(way="${way}", stride=${stride}, step=${step})\nsaw.errors\n`;
  return "import numpy as np\nfrom pooltools import blur_pool2d, max_pool2d, shift2d\n\n"
    + `${pythonMap(stripes)}x = shift2d(x, (0, ${step}), fill="wrap")\n`
    + 'dense = max_pool2d(np.pad(x, ((0, 0), (0, 1)), mode="wrap"), (1, 2), stride=1)\n'
    + 'max_pool2d(x, (1, 2)), blur_pool2d(dense, 3, padding_mode="wrap")\n';
}
