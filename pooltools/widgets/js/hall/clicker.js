// @ts-check
/**
 * What each key does while a picture is presented. A clicker sends PageDown and PageUp, some
 * arrows, and a full stop where it blanks the screen.
 */
import { around, modified } from "../parts/dom.js";
import { writes } from "../parts/door.js";

/** @typedef {"back" | "next" | "before" | "after" | "cover" | "settings" | "code" | "keys" | "full" | "leave"} Act */

/** @type {{ [key: string]: Act }} */
const LETTERS = {
  b: "cover", ".": "cover", s: "settings", q: "code", "?": "keys", f: "full", escape: "leave", n: "after",
};
/** @type {{ [key: string]: Act }} */
const STEPS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next",
  PageUp: "back", ArrowLeft: "back", ArrowUp: "back",
};

/** What has a use of its own for arrows, for the space key, and for what a number may be written with. */
const MOVED = "input, .pool-cell, [role=application], [role=slider]";
const PRESSED = `${MOVED}, button, a, summary`;
const TYPED = "[aria-readonly=false] .pool-cell";

/** The act that a key asks for; undefined where it is no key of ours. @param {KeyboardEvent} event */
export function actOf(event) {
  const { key, shiftKey } = event;
  if (modified(event) || writes(event)) return undefined;
  const step = STEPS[key];
  if (key.startsWith("Page")) return !shiftKey ? step : step === "next" ? "after" : "before";
  if (step) return around(event, key === " " ? PRESSED : MOVED) || shiftKey ? undefined : step;
  if (/^[n.]$/i.test(key) && around(event, TYPED)) return undefined;
  const act = LETTERS[key.toLowerCase()];
  return act === "after" && shiftKey ? "before" : act;
}

/** @param {KeyboardEvent} event @param {{ [act in Act]: () => void }} acts */
export function pressed(event, acts) {
  const act = actOf(event);
  return act && acts[act];
}
