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
import { just } from "./state.js";

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
 * @param {{ state: Watched<S>, strings: Strings, redraw: () => void, pointed: unknown }} shell
 * @param {TapeOptions<S>} options
 */
export function tapeOf(shell, { count, at, to, words = {}, moves }) {
  const { state, strings, redraw } = shell;
  const number = (/** @type {string} */ key) => Number(state.get(/** @type {keyof S} */ (key)));
  const written = () => JSON.stringify(state.all());
  const moving = motion({ redraw, ...moves });
  const move = (/** @type {number} */ i, /** @type {boolean} */ save, /** @type {boolean} */ steps) => {
    shell.pointed = null; // a pointer may only happen to lie there, as where a picture fills the screen
    state.set(to ? to(i) : just("step", i), save);
    if (steps && moves) moving.start(written(), number("speed"));
  };
  const get = () => (at ? at(state.all()) : Math.min(number("step"), count(state.all()) - 1));
  const played = player({
    word: (key) => strings[words[key] ?? key],
    count: () => count(state.all()),
    get,
    set: move,
    getSpeed: () => number("speed"),
    setSpeed: (speed) => state.set(just("speed", speed)),
    reset: state.reset,
  });
  /** How far the present step has come: asked for as the view draws. */
  const phase = () => {
    if (moving.phase() < STANDS) moving.meet(written());
    return moving.phase();
  };
  /** What the reader has just set happens as a step does. */
  const happen = () => moving.start(written(), number("speed"));
  /** Go to a step as the work does, though it be another than the next. @param {number} i */
  const walk = (i) => {
    played.halt();
    move(i, true, true);
  };
  /** A step on, or back; false where there is none. @param {number} by */
  const advance = (by) => {
    const next = get() + by;
    if (next < 0 || next >= count(state.all())) return false;
    played.halt();
    move(next, true, by > 0);
    return true;
  };
  return { ...played, advance, phase, happen, walk, settle: moving.settle, pace: () => number("speed") };
}
