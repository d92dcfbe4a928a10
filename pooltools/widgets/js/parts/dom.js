// @ts-check
/**
 * Making elements, and the few icons (symbol characters are missing from many fonts).
 *
 * @typedef {{ [key: string]: string }} Strings the words of a widget in the page's language
 * @typedef {{ [name: string]: unknown }} Attributes
 */

const ICONS = {
  play: "M4 2l11 7-11 7z",
  pause: "M4 3h4v12H4zM10 3h4v12h-4z",
  first: "M3 3h2v12H3zM15 3v12L6 9z",
  back: "M12 3v12L4 9z",
  forward: "M6 3v12l8-6z",
  last: "M13 3h2v12h-2zM3 3v12l9-6z",
  move: "M9 0l3 3h-2v5h5V6l3 3-3 3v-2h-5v5h2l-3 3-3-3h2v-5H3v2L0 9l3-3v2h5V3H6z",
  push: "M5 4v3h8V4l5 5-5 5v-3H5v3L0 9z",
  arrow: "M2 8h9V4l6 5-6 5v-4H2z",
  tick: "M7 14.5L2 9.5l1.9-1.9L7 10.7l7.1-7.2L16 5.4z",
  dots: "M2 9a2 2 0 1 1 4 0a2 2 0 1 1-4 0M7 9a2 2 0 1 1 4 0a2 2 0 1 1-4 0M12 9a2 2 0 1 1 4 0a2 2 0 1 1-4 0",
  reset: "M9 3a6 6 0 1 1-5.7 4.1l1.9.6A4 4 0 1 0 9 5v2.5L4.8 4 9 .5z",
};
const SVG = "http://www.w3.org/2000/svg";

/** @typedef {keyof typeof ICONS} IconName */

/**
 * h("button", { class: "x", onclick: f, "aria-label": "y" }, "text", child)
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Attributes} [attributes] @param {...(Node | string)} children
 */
export function h(tag, attributes = {}, ...children) {
  return fillElement(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG elements.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag @param {Attributes} [attributes] @param {...(Node | string)} children
 */
export function s(tag, attributes = {}, ...children) {
  return fillElement(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {HTMLElement | SVGElement} E
 * @param {E} element @param {Attributes} attributes @param {(Node | string)[]} children
 */
function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name.startsWith("--")) element.style.setProperty(name, String(value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** @param {IconName} name */
export function icon(name) {
  return s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" },
    s("path", { d: ICONS[name], fill: "currentColor" }));
}

/** fill("window {i} of {n}", { i: 2, n: 4 }) @param {string} template @param {{ [gap: string]: unknown }} values */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An id that no other widget of the page has, though each loads its own copy of this. */
export function uniqueId() {
  return `pool-${Math.random().toString(36).slice(2)}`;
}

/** Write a text only where it differs: most steps change little. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The n-th element in another. @param {Element} parent @param {number} n */
export function nth(parent, n) {
  return /** @type {HTMLElement} */ (parent.children[n]);
}

/**
 * Where an element lies in another, in pixels of that other, however large it is shown.
 * @param {HTMLElement} outer @param {Element} element
 */
export function boxIn(outer, element) {
  const [all, box] = [outer, element].map((one) => one.getBoundingClientRect());
  const scale = all.width / outer.offsetWidth || 1;
  const [left, top] = [(box.left - all.left) / scale, (box.top - all.top) / scale];
  return { left, top, width: box.width / scale, height: box.height / scale };
}

/**
 * Leave a parent just so many children, and return them.
 * @param {Element} parent @param {number} count @param {() => HTMLElement} make
 */
export function resize(parent, count, make) {
  while (parent.children.length > count) parent.lastElementChild?.remove();
  while (parent.children.length < count) parent.append(make());
  return Array.from(parent.children, (_, n) => nth(parent, n));
}

/** The element that an event is about, or one around it. @param {Event} event @param {string} selector */
export function around(event, selector) {
  return event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(selector)) : null;
}

/** A key together with Control, Alt or the like belongs to the browser. @param {KeyboardEvent | MouseEvent} event */
export function modified(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}
