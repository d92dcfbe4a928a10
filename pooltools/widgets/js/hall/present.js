// @ts-check
/**
 * A picture fills the screen, and keys lead through its steps and through a list of states.
 *
 * A clicker has two keys: they step, and at the last step of a state the next one shows the
 * next state; N goes there at once. The picture itself is moved here, so it has one state.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest } from "../parts/door.js"
 * @import { Fit } from "./fit.js"
 * @typedef {{ guest: Guest, show: () => void }} Item a state of a picture, and what puts it there
 */
import { h } from "../parts/dom.js";
import { keepKeys } from "../parts/keys.js";
import { pressed } from "./clicker.js";
import { fit, refit, unfit } from "./fit.js";
import { scanCode } from "./qr.js";
import { keyList, screenFor } from "./screen.js";

/** What is presented now: one at a time. @type {Show | null} */
let presented = null;

/** @param {Item[]} items @param {Strings} words */
export function present(items, words) {
  if (!presented) presented = new Show(items, words);
}

class Show {
  #at = 0;
  #covered = false;
  #wanted = false;
  #laid = "";
  #passing = false;
  #asked = false; // whether the whole screen was to end
  /** @type {HTMLElement | null} */
  #home = null;
  /** @type {Fit | null} */
  #fit = null;
  #before = document.activeElement;
  heard = (/** @type {KeyboardEvent} */ event) => this.key(event);

  /** @param {Item[]} items @param {Strings} words */
  constructor(items, words) {
    this.items = items;
    this.words = words;
    this.acts = {
      back: () => this.go(-1), next: () => this.go(1), before: () => this.skip(-1), after: () => this.skip(1),
      cover: () => this.cover(), settings: () => this.settings(), code: () => this.lay("code"),
      keys: () => this.lay("keys"), full: () => this.full(), leave: () => this.leave(),
    };
    this.screen = screenFor(words, this.acts);
    this.release = keepKeys(this.screen.element);
    addEventListener("keydown", this.heard, true); // the focus may be nowhere
    this.screen.element.addEventListener("cancel", (event) => { event.preventDefault(); this.leave(); });
    this.screen.inner.addEventListener("fullscreenchange", () => this.turned());
    this.sized = new ResizeObserver(() => requestAnimationFrame(() => this.refit()));
    this.sized.observe(this.screen.hall);
    this.enter(0);
    this.full();
  }

  get guest() {
    return this.items[this.#at].guest;
  }

  /** Show a state of the list. @param {number} at */
  enter(at) {
    const { guest, show } = this.items[at];
    if (this.#home && this.guest !== guest) this.giveBack();
    this.#at = at;
    guest.tape?.halt();
    this.screen.still();
    show();
    if (!this.#home) this.take(guest);
    const where = this.items.length > 1 ? `${at + 1} / ${this.items.length}` : "";
    this.screen.name(guest.strings.title, where);
    this.screen.code.hidden = !guest.state.link;
    this.#fit = null;
    this.lay("");
    this.refit();
  }

  /** The picture comes here, and leaves its room as it is. @param {Guest} guest */
  take({ root }) {
    this.#home = h("div", { "--room": `${root.offsetHeight}px`, class: "pool-gone" });
    root.before(this.#home);
    const { element, hall } = this.screen;
    // not in the picture's place, which may be folded away or on no page yet; styles may be those of a shadow
    const styled = root.getRootNode() instanceof ShadowRoot ? this.#home : document.body;
    if (!element.isConnected) styled.append(element);
    hall.append(root);
    if (!element.open) element.showModal();
    element.focus({ preventScroll: true });
    this.sized.observe(root);
  }

  giveBack() {
    const { root, tape } = this.guest;
    tape?.halt();
    tape?.settle();
    unfit(root);
    this.sized.unobserve(root);
    this.#home?.replaceWith(root);
    this.#home = null;
  }

  /** As large as the screen allows; what only grows a little does not jump. */
  refit() {
    if (!this.#home) return;
    const { hall } = this.screen;
    const { root } = this.guest;
    const size = `${hall.clientWidth} ${hall.clientHeight}`;
    if (!this.#fit || hall.dataset.size !== size) this.#fit = fit(hall, root);
    else if (root.offsetHeight !== this.#fit.height) this.#fit = refit(hall, root, this.#fit);
    hall.dataset.size = size;
  }

  /** A step; past the last, or before the first, another state of the list. @param {number} by */
  go(by) {
    const { tape } = this.guest;
    if (!(tape ? tape.advance(by) : this.turn(by))) this.skip(by);
  }

  /** A picture without a tape may turn pages with the arrow keys; it takes the key if it did. @param {number} by */
  turn(by) {
    const event = new KeyboardEvent("keydown", { key: by > 0 ? "ArrowRight" : "ArrowLeft", cancelable: true });
    this.#passing = true;
    const taken = !this.guest.root.dispatchEvent(event);
    this.#passing = false;
    return taken;
  }

  /** @param {number} by */
  skip(by) {
    if (this.items[this.#at + by]) this.enter(this.#at + by);
  }

  cover() {
    this.#covered = !this.#covered;
    this.screen.press(this.#covered, this.#wanted);
  }

  settings() {
    this.#wanted = !this.#wanted;
    this.screen.press(this.#covered, this.#wanted);
    this.#fit = null;
    this.refit();
  }

  /** Lay the keys or the code over the picture; the same again takes them away. @param {"" | "keys" | "code"} what */
  lay(what) {
    this.#laid = what === this.#laid ? "" : what;
    const { lay } = this.screen;
    if (this.#laid === "keys") lay(keyList(this.words));
    else lay(this.#laid && this.guest.state.link ? scanCode(this.guest, this.words) : null);
  }

  /** The whole screen where the browser allows it; nothing here depends on it. */
  full() {
    this.#asked = document.fullscreenElement !== null;
    const done = this.#asked ? document.exitFullscreen() : this.screen.inner.requestFullscreen?.();
    done?.catch(() => {});
  }

  /** There a browser keeps the Esc key to itself: it ends both, unless our own key has ended the one. */
  turned() {
    if (!document.fullscreenElement && !this.#asked) this.close();
  }

  leave() {
    if (this.#laid) this.lay("");
    else this.close();
  }

  close() {
    if (presented !== this) return;
    presented = null;
    if (document.fullscreenElement === this.screen.inner) document.exitFullscreen().catch(() => {});
    this.giveBack();
    this.screen.element.remove();
    this.sized.disconnect();
    this.release();
    removeEventListener("keydown", this.heard, true);
    const back = this.#before instanceof HTMLElement && this.#before !== document.body ? this.#before : null;
    back?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") event.preventDefault(); // what a text field makes of it does not end the dialog
    const act = this.#passing ? undefined : pressed(event, this.acts);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    this.screen.still();
    act();
  }
}
