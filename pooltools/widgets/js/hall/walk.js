// @ts-check
/**
 * A part of a page as SVG: its boxes, texts, drawings and pixels, in the order in which a
 * browser paints them (CSS 2, appendix E, as far as pictures need it).
 *
 * @import { Keep } from "./gradients.js"
 * @import { Area } from "./paint.js"
 * @typedef {{ origin: DOMRect, keep: Keep }} Walk
 * @typedef {{ level: number, node: SVGElement }[]} Layers
 */
import { s } from "../parts/dom.js";
import { boxDrawn } from "./boxes.js";
import { clipOf, cutOf, fadeOf } from "./clips.js";
import { areaOf, drawing, pixels } from "./inner.js";
import { insetBy } from "./paint.js";
import { beside } from "./pseudo.js";
import { lineDrawn, textDrawn } from "./words.js";

const IN_FLOW = -0.5;

/** An area with sharp edges, as browsers draw boxes. @param {Area} area @returns {Area} */
function onPixels(area) {
  const [x, y] = [Math.round(area.x), Math.round(area.y)];
  return { x, y, width: Math.round(area.x + area.width) - x, height: Math.round(area.y + area.height) - y };
}

/** What an element itself shows. @param {HTMLElement} element @param {CSSStyleDeclaration} style @param {Walk} walk */
function ownOf(element, style, walk) {
  const area = onPixels(areaOf(element, walk.origin));
  const shown = boxDrawn(style, area, walk.keep);
  if (element instanceof HTMLCanvasElement) return [...shown, ...pixels(element, area, style)];
  const typed = element instanceof HTMLSelectElement ? element.selectedOptions[0]?.text : undefined;
  const value = typed ?? (element instanceof HTMLInputElement && element.type === "text" ? element.value : "");
  if (!value) return shown;
  return [...shown, lineDrawn(value, insetBy(area, [0, 8]), style)];
}

/** @param {Layers} layers @param {number} level @param {SVGElement[]} nodes */
function putOn(layers, level, nodes) {
  layers.push(...nodes.map((node) => ({ level, node })));
}

/**
 * Lay an element and all within it onto layers.
 * @param {Element} element @param {Layers} layers @param {number} level @param {Walk} walk
 */
function lay(element, layers, level, walk) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.opacity === "0") return;
  const put = (/** @type {SVGElement[]} */ nodes, at = level) => putOn(layers, at, nodes);
  if (element instanceof SVGSVGElement) put([drawing(element, walk.origin)]);
  if (!(element instanceof HTMLElement)) return;
  const clip = clipOf(style, areaOf(element, walk.origin), walk.keep);
  put(ownOf(element, style, walk));
  if (clip) put([s("g", { "clip-path": `url(#${clip})` }, ...insideOf(element, walk))]);
  else layInside(element, layers, level, walk);
}

/** What is within an element that cuts it off. @param {HTMLElement} element @param {Walk} walk */
function insideOf(element, walk) {
  /** @type {Layers} */
  const layers = [];
  layInside(element, layers, IN_FLOW, walk);
  return inOrder(layers);
}

/** @param {Layers} layers */
function inOrder(layers) {
  return layers.sort((a, b) => a.level - b.level).map(({ node }) => node);
}

/**
 * Lay what is within an element onto layers: what a style sheet adds, texts, elements.
 * @param {HTMLElement} element @param {Layers} layers @param {number} level @param {Walk} walk
 */
function layInside(element, layers, level, walk) {
  const put = (/** @type {SVGElement[]} */ nodes, at = level) => putOn(layers, at, nodes);
  const pseudo = beside(element, walk);
  put(pseudo.before.filter(({ placed }) => !placed).map(({ node }) => node));
  pseudo.before.filter(({ placed }) => placed).forEach(({ node, z }) => put([node], z));
  if (element.matches("select, canvas, option")) return;
  for (const child of element.childNodes) {
    if (child instanceof Text) put(textDrawn(child, walk.origin));
    else if (child instanceof Element) layChild(child, layers, level, walk);
  }
  pseudo.after.forEach(({ node, placed, z }) => put([node], placed ? z : level));
}

/** @param {Element} child @param {Layers} layers @param {number} level @param {Walk} walk */
function layChild(child, layers, level, walk) {
  const style = getComputedStyle(child);
  const item = /flex|grid/.test(child.parentElement ? getComputedStyle(child.parentElement).display : "");
  const above = style.position !== "static" || style.transform !== "none" || Number(style.opacity) < 1;
  const placed = above && style.display !== "inline"; // a power stays where it is in its sentence
  const z = placed || item ? Number(style.zIndex) : NaN; // "auto" is no number
  const area = areaOf(child, walk.origin);
  const html = child instanceof HTMLElement && style.display !== "none";
  const clip = html ? cutOf(style, area, walk.keep) : null;
  const fade = html ? fadeOf(style, area, walk.keep) : null;
  const alone = !Number.isNaN(z) || clip || fade || Number(style.opacity) < 1;
  const at = Number.isNaN(z) ? (placed ? 0 : level) : z;
  if (!alone) lay(child, layers, at, walk);
  else layers.push({ level: at, node: groupOf(child, walk, { clip, fade, opacity: Number(style.opacity) }) });
}

/**
 * An element as one group: its box, and what of it is cut off or seen through.
 * @param {Element} element @param {Walk} walk
 * @param {{ clip?: string | null, fade?: string | null, opacity?: number }} [by]
 */
export function groupOf(element, walk, { clip, fade, opacity = 1 } = {}) {
  /** @type {Layers} */
  const layers = [];
  lay(element, layers, IN_FLOW, walk);
  const look = { opacity: opacity < 1 ? opacity : null, mask: fade ? `url(#${fade})` : null };
  return s("g", { ...look, "clip-path": clip ? `url(#${clip})` : null }, ...inOrder(layers));
}
