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
import { around, h, modified } from "../parts/dom.js";
import { writes } from "../parts/door.js";
import { keepKeys } from "../parts/keys.js";
import { fit, refit, unfit } from "./fit.js";
import { scanCode } from "./qr.js";
import { keyList, screenFor } from "./screen.js";

/** What is presented now: one at a time. @type {Show | null} */
let presented = null;

/** @param {Item[]} items @param {Strings} words */
export function present(items, words) {
  if (!presented) presented = new Show(items, words);
}

/** What has a use of its own for arrows or the space key. */
const TAKES_ARROWS = "input, .pool-cell, [role=application], [role=slider]";
const TAKES_SPACE = `${TAKES_ARROWS}, button, a, summary`;

class Show {
  #at = 0;
  #covered = false;
  #wanted = false;
  #laid = "";
  /** @type {HTMLElement | null} */
  #home = null;
  /** @type {Fit | null} */
  #fit = null;
  #before = document.activeElement;

  /** @param {Item[]} items @param {Strings} words */
  constructor(items, words) {
    this.items = items;
    this.words = words;
    const acts = {
      back: () => this.go(-1), next: () => this.go(1), cover: () => this.cover(), settings: () => this.settings(),
      code: () => this.lay("code"), keys: () => this.lay("keys"), full: () => this.full(), leave: () => this.leave(),
    };
    this.screen = screenFor(words, acts);
    this.release = keepKeys(this.screen.element);
    this.screen.element.addEventListener("keydown", (event) => this.key(event), true);
    this.screen.element.addEventListener("cancel", (event) => { event.preventDefault(); this.leave(); });
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
    // not in the picture's place, which may be folded away; styles may be those of a shadow, which has no body
    if (!element.isConnected) (root.closest("body") ?? this.#home).append(element);
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
    if (!this.guest.tape?.advance(by)) this.skip(by);
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
    else lay(this.#laid ? scanCode(this.guest, this.words) : null);
  }

  /** The whole screen where the browser allows it; nothing here depends on it. */
  full() {
    const done = document.fullscreenElement ? document.exitFullscreen() : this.screen.inner.requestFullscreen?.();
    done?.catch(() => {});
  }

  leave() {
    if (this.#laid) this.lay("");
    else this.close();
  }

  close() {
    if (document.fullscreenElement === this.screen.inner) document.exitFullscreen().catch(() => {});
    this.giveBack();
    this.screen.element.remove();
    this.sized.disconnect();
    this.release();
    presented = null;
    const back = this.#before instanceof HTMLElement && this.#before !== document.body ? this.#before : null;
    back?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (modified(event) || writes(event)) return;
    const act = this.act(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** What a key does here, if it is ours. @param {KeyboardEvent} event */
  act(event) {
    const { key, shiftKey } = event;
    const by = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, " ": 1 }[key];
    if (by && shiftKey) return key.startsWith("Page") ? () => this.skip(by) : null;
    if (by) {
      const taken = key.startsWith("Page") ? "" : key === " " ? TAKES_SPACE : TAKES_ARROWS;
      return taken && around(event, taken) ? null : () => this.go(by);
    }
    if (/^[n.]$/i.test(key) && around(event, "[aria-readonly=false] .pool-cell")) return null; // it is typed there
    switch (key.toLowerCase()) {
      case "n": return () => this.skip(shiftKey ? -1 : 1);
      case "b": case ".": return () => this.cover();
      case "s": return () => this.settings();
      case "q": return this.guest.state.link ? () => this.lay("code") : null;
      case "f": return () => this.full();
      case "p": return () => {};
      case "?": return () => this.lay("keys");
      case "escape": return () => this.leave();
      default: return null;
    }
  }
}
