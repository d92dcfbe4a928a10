// @ts-check
/**
 * A picture as a file of its own: title, stage, sentence and formula, and where it is from.
 *
 * Drawn by walking the picture's own elements (walk.js), so that what is saved is what is
 * seen; texts stay texts, and nothing in the file points outside it.
 *
 * @typedef {{ title: string, sentence: string, source: string }} Told
 */
import { s } from "../parts/dom.js";
import { lightCopy } from "./copy.js";
import { brief } from "./paint.js";
import { groupOf } from "./walk.js";
import { wrapped } from "./words.js";

const EDGE = 24;

/** @typedef {{ size: number, family: string, weight?: number, fill: string }} Face */

/**
 * Lines of text below a height, and the height below them.
 * @param {string} text @param {number} top @param {number} width @param {Face} face
 */
function lines(text, top, width, { size, family, weight = 400, fill }) {
  if (!text) return { nodes: [], bottom: top };
  const look = { x: EDGE, "font-family": family, "font-size": size, "font-weight": weight, fill };
  const broken = wrapped(text, `${weight} ${size}px ${family}`, width);
  const nodes = broken.map((line, n) => s("text", { ...look, y: brief(top + (1.4 * n + 1) * size) }, line));
  return { nodes, bottom: top + 1.4 * size * broken.length };
}

/** How far down a picture reaches. @param {HTMLElement} copy */
function lowest(copy) {
  const boxes = [...copy.children].map((child) => child.getBoundingClientRect());
  return Math.max(...boxes.filter(({ width, height }) => width && height).map(({ bottom }) => bottom));
}

/** @param {HTMLElement} root of the picture @param {Told} told @returns {SVGSVGElement} */
export function drawnAsFile(root, told) {
  const { copy, drop } = lightCopy(root);
  try {
    return fileOf(copy, told);
  } finally {
    drop();
  }
}

/** @param {HTMLElement} copy @param {Told} told */
function fileOf(copy, { title, sentence, source }) {
  const style = getComputedStyle(copy);
  const [left, right] = [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)];
  const box = copy.getBoundingClientRect();
  const inner = Math.ceil(box.width - left - right);
  const width = inner + 2 * EDGE;
  /** @type {SVGElement[]} */
  const kept = [];
  const keep = (/** @type {SVGElement} */ element) => {
    element.id = `kept-${kept.push(element)}`;
    return element.id;
  };
  const origin = new DOMRect(box.x + left, box.y + parseFloat(style.paddingTop), 0, 0);
  const stage = s("g", {}, ...[...copy.children].map((child) => groupOf(child, { origin, keep })));
  const family = style.fontFamily;
  const colour = (/** @type {string} */ name) => style.getPropertyValue(`--pool-${name}`);
  const head = lines(title, EDGE - 4, inner, { size: 17, weight: 700, family, fill: colour("ink") });
  const top = Math.round(head.bottom + 12);
  stage.setAttribute("transform", `translate(${EDGE} ${top})`);
  const seen = copy.querySelector(".pool-sentence")?.getClientRects().length;
  const below = top + Math.max(lowest(copy) - origin.y, 0);
  const said = lines(seen ? "" : sentence, below + 14, inner, { size: 16, weight: 600, family, fill: colour("ink") });
  const edge = Math.round((seen ? below : said.bottom) + 12) + 0.5;
  const foot = lines(source, edge + 8, inner, { size: 12, fill: colour("soft"), family });
  const height = Math.ceil(foot.bottom + EDGE - 8);
  const line = s("line", { x1: EDGE, y1: edge, x2: width - EDGE, y2: edge, stroke: colour("line") });
  return s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    s("title", {}, title), s("desc", {}, sentence), s("defs", {}, ...kept),
    s("rect", { width, height, fill: colour("paper") }), ...head.nodes, stage, ...said.nodes, line, ...foot.nodes);
}

/** The text of the file. @param {SVGSVGElement} svg */
export function written(svg) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}
