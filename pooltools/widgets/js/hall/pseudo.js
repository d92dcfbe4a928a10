// @ts-check
/**
 * What a style sheet adds before and after an element. It has no place that can be asked
 * for, but what it measures can.
 *
 * @import { Area } from "./paint.js"
 * @import { Walk } from "./walk.js"
 * @typedef {{ node: SVGElement, placed: boolean, z: number }} Added
 */
import { s } from "../parts/dom.js";
import { borderWidths, boxDrawn } from "./boxes.js";
import { brief, insetBy } from "./paint.js";
import { fontOf, lineDrawn, linesOf, widthOf } from "./words.js";

/** The area that something placed is placed in. @param {Element} element @param {DOMRect} origin @returns {Area} */
function placedIn(element, origin) {
  let box = element;
  let style = getComputedStyle(box);
  while (style.position === "static" && style.transform === "none" && box.parentElement) {
    box = box.parentElement;
    style = getComputedStyle(box);
  }
  const { x, y, width, height } = box.getBoundingClientRect();
  return insetBy({ x: x - origin.x, y: y - origin.y, width, height }, borderWidths(style));
}

/** @param {Element} element */
function firstLine(element) {
  const node = [...element.childNodes].find((child) => child instanceof Text && child.data.trim());
  return node instanceof Text ? linesOf(node)[0]?.area : undefined;
}

/**
 * @param {HTMLElement} element @param {"::before" | "::after"} which @param {Walk} walk @returns {Added[]}
 */
function addedBy(element, which, { origin, keep }) {
  const style = getComputedStyle(element, which);
  if (["none", "normal"].includes(style.content) || style.display === "none" || style.opacity === "0") return [];
  const text = style.content.replace(/^"|"$/g, "");
  const placed = style.position === "absolute";
  const [width, height] = [parseFloat(style.width) || 0, parseFloat(style.height) || 0];
  const wide = text ? widthOf(text, fontOf(style)) : width;
  let area = { x: 0, y: 0, width, height };
  if (placed) {
    const inside = placedIn(element, origin);
    area = { x: inside.x + (parseFloat(style.left) || 0), y: inside.y + (parseFloat(style.top) || 0), width, height };
  } else {
    const line = firstLine(element);
    if (!line || which === "::after") return [];
    const x = line.x - origin.x - (parseFloat(style.marginRight) || 0) - wide;
    const y = line.y - origin.y + (text ? 0 : 0.8 * line.height - height);
    area = { x, y, width, height: text ? line.height : height };
  }
  const drawn = boxDrawn(style, area, keep);
  const high = area.height || parseFloat(style.fontSize) * 1.2;
  if (text) drawn.push(lineDrawn(text, { ...area, width: wide, height: high }, style));
  const z = Number(style.zIndex) || 0;
  const opacity = style.opacity === "1" ? null : style.opacity;
  return [{ node: s("g", { transform: turnedBy(style, area), opacity }, ...drawn), placed, z }];
}

/** The number of an item in a list. @param {HTMLElement} element @param {Walk} walk @returns {Added[]} */
function markerOf(element, { origin }) {
  const style = getComputedStyle(element);
  if (style.display !== "list-item" || style.listStyleType !== "decimal") return [];
  const text = `${[...(element.parentElement?.children ?? [])].indexOf(element) + 1}.`;
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  const line = words instanceof Text ? linesOf(words)[0]?.area : undefined;
  if (!line) return [];
  const width = widthOf(text, fontOf(style));
  const left = element.getBoundingClientRect().x - width - parseFloat(style.fontSize) / 2;
  const area = { x: left - origin.x, y: line.y - origin.y, width, height: line.height };
  return [{ node: lineDrawn(text, area, style), placed: false, z: 0 }];
}

/** @param {CSSStyleDeclaration} style @param {Area} area */
function turnedBy(style, { x, y }) {
  if (style.transform === "none") return null;
  const [across, down] = style.transformOrigin.split(" ").map(parseFloat);
  const [left, top] = [brief(x + across), brief(y + down)];
  const matrix = style.transform.replace(/,/g, "");
  return `translate(${left} ${top}) ${matrix} translate(${-left} ${-top})`;
}

/** @param {HTMLElement} element @param {Walk} walk */
export function beside(element, walk) {
  const before = [...markerOf(element, walk), ...addedBy(element, "::before", walk)];
  return { before, after: addedBy(element, "::after", walk) };
}
