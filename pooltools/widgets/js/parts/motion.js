// @ts-check
/**
 * One step of the tape as it happens: the window lands, what decides lights up, its number
 * travels, and only then the result stands. A view draws each phase as told; whatever else
 * a reader does meanwhile, and reduced motion, cuts to the end.
 */
export const LANDS = 0;
export const DECIDES = 1;
export const TRAVELS = 2;
export const STANDS = 3;

/** How long each phase takes at 1×, in milliseconds: a step is over before the next begins. */
const LASTS = [280, 220, 400];

/**
 * redraw() follows each change of the phase; fly(duration) is told when numbers set off,
 * land() when they have to be there.
 * @param {{ redraw: () => void, fly?: (duration: number) => void, land?: () => void }} of
 */
export function motion({ redraw, fly = () => {}, land = () => {} }) {
  let phase = STANDS;
  let timer = 0;
  let about = "";

  /** Cut to the end. */
  function settle() {
    window.clearTimeout(timer);
    if (phase === STANDS) return;
    phase = STANDS;
    land();
  }
  /** A step towards a state, which any other state interrupts. @param {string} state @param {number} speed */
  function start(state, speed) {
    settle();
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    [about, phase] = [state, LANDS];
    timer = window.setTimeout(next, LASTS[LANDS] / speed, speed);
  }
  /** @param {number} speed */
  function next(speed) {
    if (phase + 1 === STANDS) settle();
    else {
      phase += 1;
      timer = window.setTimeout(next, LASTS[phase] / speed, speed);
      if (phase === TRAVELS) fly(LASTS[TRAVELS] / speed);
    }
    redraw();
  }
  /** The state as it is now. @param {string} state */
  function meet(state) {
    if (state !== about) settle();
  }
  /** Cut to the end, and show it: what was said before stands until then. */
  function cut() {
    const moves = phase < STANDS;
    settle();
    if (moves) redraw();
  }
  return { start, settle: cut, meet, phase: () => phase };
}
