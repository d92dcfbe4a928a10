// @ts-check
/**
 * What the dock is made of: a bar with its title and three buttons, a note, and the picture.
 *
 * @import { Strings } from "../parts/dom.js"
 * @typedef {ReturnType<typeof panel>} Panel
 */
import { fill, h, s, uniqueId } from "../parts/dom.js";

const SIGNS = {
  pin: "M6 2h6l-1 5 3 3v1.5H10V16l-1 1-1-1v-4.5H4V10l3-3z",
  full: "M3 3h5v2H6.4l3 3L8 9.4l-3-3V8H3zM15 15h-5v-2h1.6l-3-3L10 8.6l3 3V10h2z",
  close: "M4.4 3L9 7.6 13.6 3 15 4.4 10.4 9l4.6 4.6-1.4 1.4L9 10.4 4.4 15 3 13.6 7.6 9 3 4.4z",
};

/** @param {keyof typeof SIGNS} name */
function sign(name) {
  return s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" },
    s("path", { d: SIGNS[name], fill: "currentColor" }));
}

/**
 * @param {Strings} words
 * @param {{ pin: () => void, full: (event: MouseEvent) => void, close: () => void }} on
 */
export function panel(words, on) {
  const title = h("p", { class: "book-dock-title", id: uniqueId() });
  const note = h("p", { class: "book-dock-note", hidden: true });
  const body = h("div", { class: "book-dock-body" });
  const button = (/** @type {"pin" | "close"} */ key, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", "aria-label": words[key], title: words[key], onclick }, sign(key));
  const pin = button("pin", on.pin);
  const full = h("a", {
    href: "#", "aria-label": words.full, title: words.full, onclick: on.full, onpointerdown: on.full,
  }, sign("full"));
  const bar = h("div", { class: "book-dock-bar" }, title, pin, full, button("close", on.close));
  const element = h("aside", {
    class: "book-dock pooltools", tabindex: -1, hidden: true, "aria-labelledby": title.id,
  }, bar, note, body);
  document.body.append(element);

  /** @param {string} what @param {string} page another page's name @param {boolean} whole is there a picture? */
  function name(what, page, whole) {
    [pin, full].forEach((one) => { one.hidden = !whole; });
    title.replaceChildren(h("b", {}, what), page ? h("small", {}, fill(words.from, { page })) : "");
  }
  /** @param {string} text */
  function tell(text) {
    note.textContent = text;
    note.hidden = !text;
  }
  return { element, body, pin, full, name, tell };
}

/** What stands in a picture's place while it is in the dock. @param {Strings} words @param {() => void} back */
export function awayNote(words, back) {
  return h("div", { class: "book-away pooltools" }, h("p", {}, words.away),
    h("button", { type: "button", onclick: back }, words.home));
}
