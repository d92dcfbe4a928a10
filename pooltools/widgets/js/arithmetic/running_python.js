// @ts-check
/**
 * The code that runs the network on what is shown.
 *
 * @import { RunningState } from "./running_layout.js"
 */

/** @param {RunningState} state */
export function runningPython({ digit, drawing, pooling, head, down, right, pixel, salt, invert }) {
  if (!drawing && pixel < 0 && !salt && !invert) {
    return "import numpy as np\nfrom pooltools import samples, shift2d\nfrom pooltools.nets import running_network\n\n"
      + `x = np.pad(samples.drawn_digits()[${digit}] / 255, 20)\nx = shift2d(x, (${down}, ${right}))\n`
      + `running_network(x, "${pooling}", head="${head}").probabilities\n`;
  }
  const more = [
    ...(drawing ? [`drawing="${drawing}"`] : []), ...(pixel < 0 ? [] : [`pixel=${pixel}`]),
    ...(salt ? [`salt=${salt}`] : []), ...(invert ? ["invert=True"] : []),
  ];
  return "from pooltools.widgets import RunningNetwork\n\n"
    + `shown = RunningNetwork(${digit}, pooling="${pooling}", head="${head}", down=${down}, right=${right},\n`
    + `    ${more.join(", ")})\nshown.output.probabilities\n`;
}
