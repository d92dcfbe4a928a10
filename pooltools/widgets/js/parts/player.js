// @ts-check
/**
 * The tape: play, back, forward, a scrubber and reset; and, to be put elsewhere, its ends and the speed.
 * It steps an index from 0 to count() - 1 and keeps no state but its timer.
 *
 * @import { IconName } from "./dom.js"
 */
import { around, fill, h, icon, modified, setText } from "./dom.js";
import { segmented, setDisabled } from "./controls.js";

const STEP_MS = 1100;
const SPEEDS = [0.5, 1, 2, 4];
const OPENING = 3; // steps that a picture plays by itself

/**
 * get() and count() tell where the tape is; set(i, save, steps) moves it. While playing
 * save is false, so that a kernel hears only of where the reader stopped; steps is true
 * where the move is one step of the work, not a jump. word() gives the words, each time
 * they are needed.
 * @param {{ word: (key: string) => string, get: () => number, count: () => number,
 *   set: (i: number, save: boolean, steps: boolean) => void, getSpeed: () => number, setSpeed: (speed: number) => void,
 *   reset: () => void }} of
 */
export function player({ word, get, set, count, getSpeed, setSpeed, reset }) {
  let timer = 0;
  let end = Infinity;
  const goal = () => Math.min(end, count() - 1);
  const go = (/** @type {number} */ i, steps = false) => {
    pause();
    set(Math.min(Math.max(i, 0), count() - 1), true, steps);
  };
  const step = () => go(get() + 1, get() < count() - 1);
  const { button, play, scrub, update: show } = buttons(word, go);
  const first = button("first", () => go(0));
  const back = button("back", () => go(get() - 1));
  const forward = button("forward", step);
  const last = button("last", () => go(count() - 1));
  play.addEventListener("click", () => (timer ? stop() : start()));
  const options = SPEEDS.map((value) => ({ value, label: `${value}×` }));
  const speed = segmented({ label: word("speed"), options, get: getSpeed, set: setSpeed });
  speed.element.classList.add("pool-speed");
  const element = h("div", { class: "pool-tape", role: "group", "aria-label": word("play") },
    h("span", { class: "pool-buttons" }, play, back, forward), scrub, button("reset", () => { pause(); reset(); }));
  // keys on the tape itself; the scrubber, the speed and the buttons keep their own
  element.addEventListener("keydown", (event) => {
    if (around(event, event.key === " " ? "input, button" : "input")) return;
    if (key(event)) event.preventDefault();
  });

  function start() {
    if (get() >= goal()) set(0, false, true);
    timer = window.setTimeout(tick, STEP_MS / getSpeed());
    update();
  }
  function tick() {
    set(get() + 1, false, true);
    if (get() < goal()) timer = window.setTimeout(tick, STEP_MS / getSpeed());
    else stop();
  }
  /** Play up to here, or on if it is no answer; what is touched elsewhere ends it. @param {boolean} answers */
  function opening(answers) {
    if (timer || count() < 2) return;
    end = Math.max(get(), answers ? 1 : OPENING);
    set(Math.max(end - OPENING, 0), false, false);
    start();
  }
  /** @param {Event} event */
  function touch(event) {
    const busy = timer !== 0 && end < Infinity && event.target instanceof Node && !element.contains(event.target);
    if (busy) stop();
  }
  function pause() {
    window.clearTimeout(timer);
    timer = 0;
    end = Infinity;
  }
  function stop() {
    pause();
    set(get(), true, false);
    update();
  }
  function update() {
    show(timer !== 0, get(), count());
    [first, back].forEach((b) => setDisabled(b, get() <= 0));
    [forward, last].forEach((b) => setDisabled(b, get() >= count() - 1));
    speed.update();
  }
  /** Space plays, the arrows step, Home and End jump. True when the key was used. @param {KeyboardEvent} event */
  function key(event) {
    if (modified(event)) return false;
    switch (event.key) {
      case " ": play.click(); return true;
      case "ArrowRight": step(); return true;
      case "ArrowLeft": go(get() - 1); return true;
      case "Home": go(0); return true;
      case "End": go(count() - 1); return true;
      default: return false;
    }
  }
  const halt = () => { pause(); update(); };
  const rest = [{ element: h("span", { class: "pool-buttons pool-ends" }, first, last) }, speed];
  return { element, rest, update, key, playing: () => timer !== 0, pause, halt, opening, touch };
}

/** What the tape is made of. @param {(key: string) => string} word @param {(i: number) => void} go */
function buttons(word, go) {
  const button = (/** @type {IconName} */ name, /** @type {() => void} */ onclick) => {
    const attributes = { type: "button", class: "pool-icon", "aria-label": word(name), title: word(name), onclick };
    return h("button", attributes, icon(name));
  };
  const text = h("span", { class: "pool-hidden" });
  const play = h("button", { type: "button", class: "pool-play" }, icon("play"), text);
  const scrub = h("input", {
    type: "range", min: 1, step: 1, "aria-label": word("scrub"), oninput: () => go(scrub.valueAsNumber - 1),
  });
  /** @param {boolean} playing @param {number} i @param {number} n */
  const update = (playing, i, n) => {
    const name = playing ? "pause" : "play";
    if (play.dataset.shows !== name) {
      play.dataset.shows = name;
      play.firstElementChild?.replaceWith(icon(name));
      setText(text, play.title = word(name));
    }
    scrub.max = String(Math.max(n, 1));
    scrub.value = String(i + 1);
    scrub.style.setProperty("--at", `${(100 * i) / Math.max(n - 1, 1)}%`);
    scrub.setAttribute("aria-valuetext", fill(word("window_of"), { i: i + 1, n }));
  };
  return { button, play, scrub, update };
}
