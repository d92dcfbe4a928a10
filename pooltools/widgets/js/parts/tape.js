// @ts-check
/**
 * The tape of a view: which key of the state it steps, and the motion of each step.
 *
 * @import { Strings } from "./dom.js"
 * @import { Watched } from "./state.js"
 * @typedef {ReturnType<typeof tapeOf>} Tape
 */
import { STANDS, motion } from "./motion.js";
import { player } from "./player.js";

/**
 * The steps of the tape, and the present one; to() is what moving to a step sets. Both are
 * about the key step if not given. words names strings to say in place of the usual ones.
 * A view that draws the phases of a step says how its numbers fly, and how they are there.
 * @template S
 * @typedef {{ count: (state: S) => number, at?: (state: S) => number, to?: (i: number) => Partial<S>,
 *   words?: { [usual: string]: string }, moves?: { fly?: (duration: number) => void, land?: () => void } }} TapeOptions
 */

/**
 * @template {object} S
 * @param {{ state: Watched<S>, strings: Strings, redraw: () => void }} shell
 * @param {TapeOptions<S>} options
 */
export function tapeOf({ state, strings, redraw }, { count, at, to, words = {}, moves }) {
  const number = (/** @type {string} */ key) => Number(state.get(/** @type {keyof S} */ (key)));
  const one = (/** @type {string} */ key, /** @type {unknown} */ value) =>
    /** @type {Partial<S>} */ (/** @type {unknown} */ ({ [key]: value }));
  const written = () => JSON.stringify(state.all());
  const moving = motion({ redraw, ...moves });
  const put = (/** @type {number} */ i, /** @type {boolean} */ save) =>
    state.set(to ? to(i) : one("step", i), save);
  const played = player({
    word: (key) => strings[words[key] ?? key],
    count: () => count(state.all()),
    get: () => (at ? at(state.all()) : Math.min(number("step"), count(state.all()) - 1)),
    set: (i, save, steps) => {
      put(i, save);
      if (steps && moves) moving.start(written(), number("speed"));
    },
    getSpeed: () => number("speed"),
    setSpeed: (speed) => state.set(one("speed", speed)),
    reset: state.reset,
  });
  /** How far the present step has come: asked for as the view draws. */
  const phase = () => {
    if (moving.phase() < STANDS) moving.meet(written());
    return moving.phase();
  };
  /** Go anywhere as one step of the work. @param {number} i */
  const walk = (i) => {
    played.halt();
    put(i, true);
    moving.start(written(), number("speed"));
  };
  return { ...played, phase, walk, settle: moving.settle, pace: () => number("speed") };
}
