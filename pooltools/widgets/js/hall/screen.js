// @ts-check
/**
 * The screen that a picture fills, and the quiet line of buttons below it.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Act } from "./clicker.js"
 * @typedef {{ [act in Act]: () => void }} Acts
 */
import { h, icon, setText } from "../parts/dom.js";

/** The line of keys that the help lists: what is pressed, and the word that says what it does. */
const KEYS = [
  ["Space → PageDown", "key_next"], ["← PageUp", "key_back"], ["N", "key_skip"], ["Shift + N", "key_return"],
  ["B .", "cover"], ["S", "settings"], ["Q", "code"], ["F", "full"], ["?", "keys"], ["Esc", "leave"],
];

/** @param {Strings} words @param {Acts} acts */
export function screenFor(words, acts) {
  const hall = h("div", { class: "pool-screen" });
  const aside = h("div", { class: "pool-aside", tabindex: -1, hidden: true });
  const heading = h("span", { class: "pool-hall-title" });
  const place = h("span", { class: "pool-hall-place", "aria-live": "polite" });
  /** @param {string} key @param {"cover" | "settings" | "code" | "keys" | "leave"} act */
  const button = (key, act) => h("button", { type: "button", class: "pool-quiet", onclick: acts[act] },
    h("kbd", { "aria-hidden": "true" }, key), h("span", {}, words[act]));
  const arrow = (/** @type {"back" | "next"} */ act) => {
    const title = words[`step_${act}`];
    const of = { type: "button", class: "pool-icon", "aria-label": title, title, onclick: acts[act] };
    return h("button", of, icon(act === "next" ? "forward" : "back"));
  };
  const cover = button("B", "cover");
  const settings = button("S", "settings");
  const code = button("Q", "code");
  const bar = h("div", { class: "pool-hall-bar" }, heading, place,
    h("span", { class: "pool-buttons" }, arrow("back"), arrow("next")), cover, settings, code,
    button("?", "keys"), button("Esc", "leave"));
  const inner = h("div", { class: "pool-hall-inner" }, hall, aside, bar);
  const element = h("dialog", { class: "pooltools pool-hall", tabindex: -1 }, inner);
  /** A picture that comes to lie under a pointer is not pointed at until that moves. */
  const still = () => element.classList.add("pool-idle");
  element.addEventListener("pointermove", () => element.classList.remove("pool-idle"));
  /** @param {string} picture @param {string} where */
  const name = (picture, where) => {
    element.setAttribute("aria-label", picture);
    setText(heading, picture);
    setText(place, where);
  };
  /** Show something over the picture, or nothing. @param {Node | null} what */
  const lay = (what) => {
    aside.replaceChildren(...(what ? [what] : []));
    aside.hidden = !what;
  };
  /** @param {boolean} covered @param {boolean} wanted */
  const press = (covered, wanted) => {
    cover.setAttribute("aria-pressed", String(covered));
    settings.setAttribute("aria-pressed", String(wanted));
    element.classList.toggle("pool-covered", covered);
    element.classList.toggle("pool-wanted", wanted);
  };
  return { element, inner, hall, aside, code, name, lay, press, still };
}

/** What the keys do. @param {Strings} words */
export function keyList(words) {
  return h("dl", { class: "pool-keys" }, ...KEYS.map(([keys, word]) =>
    h("div", {}, h("dt", {}, ...keys.split(/ (?!\+|N)/).map((key) => h("kbd", {}, key))), h("dd", {}, words[word]))));
}
