// @ts-check
/**
 * The tape: first, back, play, forward, last, a scrubber, the speed and reset.
 * It steps an index from 0 to count() - 1 and keeps no state but its timer.
 */
import { h, icon, fill, setText } from "./dom.js";
import { segmented, setDisabled } from "./controls.js";

const STEP_MS = 1100;
const SPEEDS = [0.5, 1, 2, 4];

/**
 * get() and count() tell where the tape is; set(i, save) moves it. While playing
 * save is false, so that a kernel hears only of where the reader stopped.
 */
export function player({ strings, get, set, count, getSpeed, setSpeed, reset }) {
  let timer = 0;
  const go = (i) => { pause(); set(Math.min(Math.max(i, 0), count() - 1), true); };
  const button = (name, action) =>
    h("button", { type: "button", class: "pool-icon", "aria-label": strings[name], title: strings[name], onclick: action }, icon(name));
  const first = button("first", () => go(0));
  const back = button("back", () => go(get() - 1));
  const forward = button("forward", () => go(get() + 1));
  const last = button("last", () => go(count() - 1));
  const word = h("span");
  const play = h("button", { type: "button", class: "pool-play", onclick: () => (timer ? stop() : start()) }, icon("play"), word);
  const scrub = h("input", { type: "range", min: 1, step: 1, "aria-label": strings.scrub, oninput: () => go(scrub.valueAsNumber - 1) });
  const speed = segmented({
    label: strings.speed, options: SPEEDS.map((v) => ({ value: v, label: `${v}×` })), get: getSpeed, set: (v) => setSpeed(Number(v)),
  });
  speed.element.classList.add("pool-speed");

  function start() {
    if (get() >= count() - 1) set(0, false);
    timer = window.setTimeout(tick, STEP_MS / getSpeed());
    update();
  }
  function tick() {
    set(get() + 1, false);
    if (get() < count() - 1) timer = window.setTimeout(tick, STEP_MS / getSpeed());
    else stop();
  }
  function pause() {
    window.clearTimeout(timer);
    timer = 0;
  }
  function stop() {
    pause();
    set(get(), true);
    update();
  }
  function update() {
    const name = timer ? "pause" : "play";
    if (play.dataset.shows !== name) {
      play.dataset.shows = name;
      play.firstChild.replaceWith(icon(name));
      setText(word, strings[name]);
    }
    [first, back].forEach((b) => setDisabled(b, get() <= 0));
    [forward, last].forEach((b) => setDisabled(b, get() >= count() - 1));
    scrub.max = String(Math.max(count(), 1));
    scrub.value = String(get() + 1);
    scrub.setAttribute("aria-valuetext", fill(strings.window_of, { i: get() + 1, n: count() }));
    speed.update();
  }
  /** Space plays, the arrows step, Home and End jump. True when the key was used. */
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const action = {
      " ": () => play.click(), ArrowRight: () => go(get() + 1), ArrowLeft: () => go(get() - 1), Home: () => go(0), End: () => go(count() - 1),
    }[event.key];
    if (action) action();
    return Boolean(action);
  }
  const element = h("div", { class: "pool-tape", role: "group", "aria-label": strings.play },
    h("span", { class: "pool-buttons" }, first, back, play, forward, last), scrub, speed.element,
    button("reset", () => { pause(); reset(); }));
  // keys on the tape itself; the scrubber, the speed and the buttons keep their own
  element.addEventListener("keydown", (event) => {
    if (event.target.matches("input") || (event.key === " " && event.target.matches("button"))) return;
    if (key(event)) event.preventDefault();
  });
  return { element, update, key, playing: () => Boolean(timer), pause };
}
