// @ts-check
/** Making elements, and the few icons (symbol characters are missing from many fonts). */

const ICONS = {
  play: "M4 2l11 7-11 7z",
  pause: "M4 3h4v12H4zM10 3h4v12h-4z",
  first: "M3 3h2v12H3zM15 3v12L6 9z",
  back: "M12 3v12L4 9z",
  forward: "M6 3v12l8-6z",
  last: "M13 3h2v12h-2zM3 3v12l9-6z",
  arrow: "M2 8h9V4l6 5-6 5v-4H2z",
  reset: "M9 3a6 6 0 1 1-5.7 4.1l1.9.6A4 4 0 1 0 9 5v2.5L4.8 4 9 .5z",
};
const SVG = "http://www.w3.org/2000/svg";

/** h("button", { class: "x", onclick: f, "aria-label": "y" }, "text", child) */
export function h(tag, attributes = {}, ...children) {
  return fillElement(document.createElement(tag), attributes, children);
}

/** The same for SVG elements. */
export function s(tag, attributes = {}, ...children) {
  return fillElement(document.createElementNS(SVG, tag), attributes, children);
}

function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, String(value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

export function icon(name) {
  return s("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" },
    s("path", { d: ICONS[name], fill: "currentColor" }));
}

/** fill("window {i} of {n}", { i: 2, n: 4 }) */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An id that no other widget of the page has, though each loads its own copy of this. */
export function uniqueId() {
  return `pool-${Math.random().toString(36).slice(2)}`;
}

/** Write an attribute or a text only where it differs: most steps change little. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
