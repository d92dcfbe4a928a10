// @ts-check
/**
 * The door to the hall: a picture that fills the screen, is saved, or has a code to scan.
 *
 * All that is code few readers need. A page loads it when it is first asked for (host.js); in
 * a notebook it stands in the same module, whose last line opens the door (widgets/_link.py).
 *
 * @import { foot } from "./controls.js"
 * @import { Strings } from "./dom.js"
 * @import { Tape } from "./tape.js"
 * @typedef {{ name: string, root: HTMLElement, strings: Strings, state: { link?: () => string } }} Widget
 * @typedef {Widget & { language: string, tape?: Tape }} Guest what the hall has of a widget; in a notebook no link
 * @typedef {{ root: Element, show: () => void }} Prepared a state of a list: its widget, and what puts that into it
 * @typedef {{ present: (guest: Guest) => void, walk: (list: Prepared[]) => void,
 *   save: (guest: Guest, button: HTMLElement) => void }} Hall
 */
import { around, h, modified } from "./dom.js";

/** What asks a widget's root to show itself to the hall. */
export const MEET = "pooltools-meet";

export const DOOR = { hall: () => {
  const page = /** @type {{ pooltools: { hall(): Promise<Hall> } }} */ (/** @type {unknown} */ (window));
  return page.pooltools.hall();
} };

/** Where keys are letters of a text: no key does anything else there. @param {Event} event */
export function writes(event) {
  return around(event, "textarea, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])") !== null;
}

/**
 * The buttons of a menu that lead there, and the key P.
 * @param {Widget & { foot: ReturnType<typeof foot> }} widget @param {string} language @param {Tape} [tape]
 */
export function doors({ name, root, strings, state, foot: { menu } }, language, tape) {
  const guest = { name, root, strings, state, language, tape };
  const present = () => DOOR.hall().then((hall) => hall.present(guest), () => {});
  const save = () => DOOR.hall().then((hall) => hall.save(guest, menu.button), () => {});
  const button = (/** @type {string} */ text, /** @type {() => void} */ act) =>
    h("button", { type: "button", class: "pool-quiet", onclick: () => { menu.leave(); act(); } }, text);
  root.addEventListener(MEET, (event) => /** @type {CustomEvent<(guest: Guest) => void>} */ (event).detail(guest));
  root.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || modified(event) || writes(event)) return;
    event.preventDefault();
    void present();
  });
  menu.list.prepend(button(strings.present, present), button(strings.save, save));
}
