// @ts-check
/**
 * The pin of the dock: while it is in, what is read sets the picture, unless the reader has
 * touched it since, or a question is open.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Panel } from "./panel.js"
 */
import { readLink } from "./reading.js";

export class Pin {
  on = false;
  touched = false;
  /** @type {HTMLAnchorElement | undefined} the link that is read */
  #read;

  /** @param {Panel} panel @param {Strings} words */
  constructor(panel, words) {
    this.panel = panel;
    this.words = words;
    const touch = () => { this.touched = true; this.note(false); };
    ["pointerdown", "input"].forEach((type) => panel.body.addEventListener(type, touch));
    panel.body.addEventListener("keydown", ({ key }) => { if (!/^(Tab|Escape|Shift)$/.test(key)) touch(); });
  }

  /** @param {boolean} on @param {{ top: number, bottom: number }} free what of the screen shows text */
  set(on, free) {
    this.on = on;
    this.panel.pin.setAttribute("aria-pressed", String(on));
    this.follow(readLink(free));
  }

  /** What is read is shown already. @param {HTMLAnchorElement | undefined} link */
  follow(link) {
    this.touched = false;
    this.#read = link;
    this.note(false);
  }

  /**
   * Does a link that is read set the picture? It is asked once for each.
   * @param {HTMLAnchorElement | undefined} link @param {boolean} held
   * @returns {link is HTMLAnchorElement}
   */
  wants(link, held) {
    this.note(held);
    if (held || this.touched || !link || link === this.#read) return false;
    this.#read = link;
    return true;
  }

  /** Say why it does not change. @param {boolean} held */
  note(held) {
    this.panel.tell(this.on ? (held && this.words.held) || (this.touched && this.words.yours) || "" : "");
  }
}
