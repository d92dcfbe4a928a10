/** The goals of all pictures, with what they are told besides a state. */
import { readFileSync } from "node:fs";
import { answerOf, runNetwork, unpackNetwork } from "../../pooltools/widgets/js/arithmetic/running.js";
import { pictureOf, readDrawing } from "../../pooltools/widgets/js/arithmetic/running_layout.js";
import { errorsOf } from "../../pooltools/widgets/js/arithmetic/ink_layout.js";
import { poolPicture, withNoise } from "../../pooltools/widgets/js/arithmetic/noise.js";
import { goals as anysize } from "../../pooltools/widgets/js/goals/anysize.js";
import { goalsOf as architectures } from "../../pooltools/widgets/js/goals/architectures.js";
import { goals as bench } from "../../pooltools/widgets/js/goals/bench.js";
import { goals as compass } from "../../pooltools/widgets/js/goals/compass.js";
import { goals as dial } from "../../pooltools/widgets/js/goals/dial.js";
import { goalsOf as ink } from "../../pooltools/widgets/js/goals/ink.js";
import { goalsOf as lanes } from "../../pooltools/widgets/js/goals/lanes.js";
import { goals as pinball } from "../../pooltools/widgets/js/goals/pinball.js";
import { goals as rubber } from "../../pooltools/widgets/js/goals/rubber.js";
import { goalsOf as running } from "../../pooltools/widgets/js/goals/running.js";
import { goals as ruler } from "../../pooltools/widgets/js/goals/ruler.js";
import { goals as sawtooth } from "../../pooltools/widgets/js/goals/sawtooth.js";
import { goals as zoom } from "../../pooltools/widgets/js/goals/zoom.js";

/**
 * @import { Goal } from "../../pooltools/widgets/js/arithmetic/goal.js"
 * @import { AnyState } from "./schema.mjs"
 */

export const frozen = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));

/** A grey ramp with a dark line; what noise does to it. @param {AnyState} state */
function inkErrors({ kernel_size, gaussian, salt }) {
  const pixels = Float64Array.from({ length: 128 * 192 }, (_, n) => (n % 48 === 5 ? 40 : 90 + (n % 192) / 3));
  const still = { height: 128, width: 192, pixels };
  const noisy = { ...still, pixels: withNoise(pixels, gaussian, salt) };
  return errorsOf(poolPicture(noisy, kernel_size), poolPicture(still, kernel_size));
}

const runs = frozen("runs").digits;
const network = unpackNetwork(
  JSON.parse(readFileSync(new URL("../../pooltools/nets/running.json", import.meta.url), "utf8")).weights,
  (text) => Buffer.from(text, "base64"),
);

/** What the network reads in a state without noise. @param {AnyState} state */
function runningAnswer({ digit, drawing, pooling, head, down, right, pixel }) {
  const frame = readDrawing(drawing) ?? Float32Array.from(runs[digit], (/** @type {number} */ level) => level / 255);
  return answerOf(runNetwork(network, pictureOf(frame, down, right, pixel), pooling, head).scores);
}

/** @type {AnyState} */
let inkState = {};
/** What the bars of the Ink Lab show is that of a state. @param {AnyState} state */
export const showInk = (state) => { inkState = state; };
export const before = frozen("lanes").cases[0].painted;
const networks = frozen("stairs");

/** @type {{ [name: string]: Goal<AnyState>[] }} */
export const GOALS = {
  "any-size-machine": anysize,
  "architecture-slider": architectures(networks),
  "channel-lanes": lanes(before),
  "gradient-pinball": pinball,
  "ink-lab": ink(() => inkErrors(inkState)),
  "p-dial": dial,
  "pooling-bench": bench,
  "rubber-grid": rubber,
  "running-network": running(runningAnswer),
  sawtooth,
  "shift-compass": compass,
  "window-ruler": ruler,
  "zoom-stack": zoom,
};
