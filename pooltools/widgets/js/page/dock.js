// @ts-check
/**
 * The dock: where a link in the text shows its picture, beside the text.
 *
 * It moves the picture itself, so there is one state, one tape and one voice. The page
 * loads it with the first such link (host.js); the picture goes back when it closes.
 *
 * @import { Host } from "../host.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Picture } from "./bring.js"
 */
import { around, h, modified } from "../parts/dom.js";
import { splitHash } from "./address.js";
import { addressNow, bring, loadSheet } from "./bring.js";
import { awayNote, panel } from "./panel.js";
import { clear, freeScreen, inSight, keepStill, whatIsRead, settle, unsettle } from "./place.js";
import { Pin } from "./pin.js";
import { isOpen } from "./questions.js";
import { readLink, watchReading } from "./reading.js";

/** One page's dock. */
class Dock {
  /** @type {Picture | null} what stands in it */
  picture = null;
  /** @type {HTMLAnchorElement | null} the link that has set it */
  link = null;
  #asked = 0;

  /** @param {Host} host @param {Strings} words */
  constructor(host, words) {
    this.host = host;
    this.words = words;
    this.panel = panel(words, {
      pin: () => this.pin.set(!this.pin.on, this.free), full: (event) => this.full(event), close: () => this.close(),
    });
    this.away = awayNote(words, () => this.home());
    this.pin = new Pin(this.panel, words);
    addEventListener("keydown", (event) => this.escape(event));
    addEventListener("resize", () => { if (this.isOpen) settle(this.panel.element); });
    addEventListener("hashchange", () => this.leave());
    watchReading(() => this.free, (link, held) => this.reading(link, held));
  }

  get isOpen() {
    return !this.panel.element.hidden;
  }

  /** What of the screen shows text. */
  get free() {
    return freeScreen(this.panel.element);
  }

  /**
   * Show what a link says: in the dock, or in the picture's own place where that is in sight.
   * @param {HTMLAnchorElement} link @param {boolean} clicked by the reader, or because it is read
   * @param {boolean} [anyway] though it answers an open question
   */
  async open(link, clicked, anyway = false) {
    const asked = this.#asked += 1;
    const { anchor, text } = splitHash(link.hash) ?? { anchor: "", text: "" };
    const picture = await bring(this.host, link, anchor).catch(() => null);
    const state = picture && this.host.asked(picture.mounted, text);
    if (asked !== this.#asked) return; // another link was followed meanwhile
    if (!state) {
      if (clicked) location.assign(link.href);
      return;
    }
    const { element } = picture.mounted;
    const asks = !anyway && isOpen(picture.question);
    if (asks && !clicked) return;
    const own = clicked && this.picture !== picture && inSight(element, this.panel.element);
    if (asks) this.show(link, null, () => this.ask(link, picture.question));
    else if (!own && this.picture !== picture) this.show(link, picture, () => this.take(picture));
    if (!asks) this.host.show(picture.mounted, state);
    await Promise.resolve(); // until it is drawn
    if (own && !asks) element.focus({ preventScroll: true });
    else this.arrive(link, clicked);
  }

  /**
   * Fill the dock, the text staying where it is.
   * @param {HTMLElement} link @param {Picture | null} picture @param {() => void} fill
   */
  show(link, picture, fill) {
    keepStill(link, () => {
      this.empty();
      this.picture = picture;
      fill();
      this.panel.element.hidden = false;
      settle(this.panel.element);
    });
  }

  /** @param {HTMLAnchorElement} link @param {boolean} clicked */
  arrive(link, clicked) {
    this.link = link;
    if (!clicked) return;
    this.pin.follow(readLink(this.free));
    clear(link, this.panel.element);
    this.panel.element.focus({ preventScroll: true });
  }

  /** Move a picture from its place into the dock. @param {Picture} picture */
  take({ mounted: { element, box, initial }, page }) {
    this.panel.name(initial.strings.title, page, true);
    this.away.style.minHeight = `${box.offsetHeight}px`;
    element.append(this.away);
    this.panel.body.replaceChildren(box);
    this.panel.body.scrollTop = 0;
  }

  /** Lead to the question that a picture answers. @param {HTMLAnchorElement} link @param {string} question */
  ask(link, question) {
    this.panel.name(this.words.not_yet, "", false);
    const href = `${link.href.split("#")[0]}#${question}`;
    const lead = h("a", { href, onclick: () => this.close(false) }, this.words.question);
    const unasked = h("button", { type: "button", onclick: () => this.open(link, true, true) }, this.words.unasked);
    const told = h("p", {}, this.words.asked);
    this.panel.body.replaceChildren(h("div", { class: "book-dock-asked" }, told, lead, unasked));
  }

  /** Put the picture back where it belongs. */
  empty() {
    if (this.picture) {
      const { element, box, model } = this.picture.mounted;
      model.tell("linked"); // out of sight nothing plays
      this.away.remove();
      element.append(box);
    }
    this.panel.body.replaceChildren();
    this.picture = null;
  }

  /** @param {boolean} [focus] whether the link gets it back @param {Element} [still] what stays where it is */
  close(focus = true, still = whatIsRead(this.link)) {
    if (!this.isOpen) return;
    keepStill(still, () => {
      this.empty();
      this.panel.element.hidden = true;
      unsettle();
    });
    this.pin.set(false, this.free);
    if (focus) this.link?.focus({ preventScroll: true });
  }

  /** Back to the picture's own place, on this page. */
  home() {
    const element = this.picture?.mounted.element;
    if (!element) return;
    this.close(false, element);
    this.host.reveal(element, true);
  }

  /** All of the picture: in its own place, or on its own page as it stands. @param {MouseEvent} event */
  full(event) {
    this.panel.full.href = this.picture ? addressNow(this.picture) : "";
    if (event.type !== "click" || modified(event) || event.shiftKey) return;
    event.preventDefault();
    if (this.picture?.page) location.assign(this.panel.full.href);
    else this.home();
  }

  /** The address has been changed: to this picture's own place. */
  leave() {
    const element = this.picture?.mounted.element;
    if (element && splitHash(location.hash)?.anchor === element.id) this.close(false, element);
  }

  /** @param {HTMLAnchorElement | undefined} link that is read @param {boolean} held */
  reading(link, held) {
    if (!this.isOpen) return;
    if (!this.pin.on) this.drift();
    else if (this.pin.wants(link, held)) void this.open(link, false);
  }

  /** A dock without a pin goes with its paragraph: at once at the bottom, a screen later at the side. */
  drift() {
    const at = (this.link?.closest("p, li, td") ?? this.link)?.getBoundingClientRect();
    const more = document.documentElement.dataset.dock === "bottom" ? 0 : window.innerHeight;
    if (at && (at.bottom < -more || at.top > window.innerHeight + more)) this.close();
  }

  /** @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || !this.isOpen) return;
    if (around(event, "dialog, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])")) return;
    this.close();
  }
}

/**
 * Make the dock; return what shows a link's picture.
 * @param {Host} host @param {Strings} words
 */
export async function start(host, words) {
  await loadSheet(new URL("../dock.css", host.folder).href);
  const dock = new Dock(host, words);
  // a card that has given its verdict answers the question itself
  return (/** @type {HTMLAnchorElement} */ link) => dock.open(link, true, link.closest(".pool-words") !== null);
}
