// @ts-check
/**
 * The texts of a picture as SVG, each line where a browser has put it.
 *
 * @import { Area } from "./paint.js"
 */
import { s } from "../parts/dom.js";
import { brief, inked, isInked } from "./paint.js";

/** What a line is made of: Chinese signs, and words up to a space or to what separates parts of an address. */
const PIECES = /[ \t]*(?:[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef/&,;]+[/&,;]*|[/&,;]+)/g;

const pen = document.createElement("canvas").getContext("2d");

/** A font as a canvas wants it. @param {CSSStyleDeclaration} style */
export function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }) {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

/** How wide a text is in a font. @param {string} text @param {string} font */
export function widthOf(text, font) {
  if (!pen) return 0;
  pen.font = font;
  return pen.measureText(text).width;
}

/** How far below the top of a line its letters stand. @param {CSSStyleDeclaration} style @param {number} height */
export function baseline(style, height) {
  if (!pen) return 0.8 * height;
  pen.font = fontOf(style);
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("0");
  return up ? up + (height - up - down) / 2 : 0.8 * height; // Firefox before 116 does not tell
}

/**
 * One line of text. It keeps its width in whatever font another machine has.
 * @param {string} text @param {Area} area @param {CSSStyleDeclaration} style
 */
export function lineDrawn(text, { x, y, width, height }, style) {
  const { fontFamily, fontSize, fontWeight, fontStyle, color, textDecorationLine } = style;
  const place = { x: brief(x), y: brief(y + baseline(style, height)) };
  const face = { "font-family": fontFamily, "font-size": parseFloat(fontSize), "font-weight": fontWeight };
  const manner = { "font-style": fontStyle === "normal" ? null : fontStyle, textLength: text[1] ? brief(width) : null };
  const line = textDecorationLine === "line-through" ? "line-through" : null;
  return s("text", { ...place, ...face, ...manner, "text-decoration": line, ...inked("fill", color) }, text);
}

/** The lines of a text as they are broken, with their places on the screen. @param {Text} node */
export function linesOf(node) {
  /** @type {{ text: string, left: number, right: number, top: number, height: number }[]} */
  const lines = [];
  const range = document.createRange();
  let at = 0;
  for (const sign of node.data) {
    range.setStart(node, at);
    at += sign.length;
    range.setEnd(node, at);
    const box = range.getClientRects()[0];
    if (!box || !box.width) continue; // spaces that fall together
    const line = lines[lines.length - 1];
    const text = /\s/.test(sign) ? " " : sign;
    if (line && Math.abs(line.top - box.top) < box.height / 2) {
      line.text += text;
      if (text !== " ") line.right = box.right;
    } else if (text !== " ") {
      lines.push({ text, left: box.left, right: box.right, top: box.top, height: box.height });
    }
  }
  return lines.map(({ text, left, right, top, height }) => (
    { text: text.trimEnd(), area: { x: left, y: top, width: right - left, height } }));
}

/** The texts of a node, moved by what a picture begins at. @param {Text} node @param {DOMRect} origin */
export function textDrawn(node, origin) {
  const style = node.parentElement && getComputedStyle(node.parentElement);
  if (!style || style.visibility === "hidden" || !isInked(style.color) || !node.data.trim()) return [];
  if (parseFloat(style.fontSize) < 1) return [];
  return linesOf(node).map(({ text, area }) => (
    lineDrawn(text, { ...area, x: area.x - origin.x, y: area.y - origin.y }, style)));
}

/**
 * A text in lines of some width; Chinese breaks anywhere, an address after what separates.
 * @param {string} text @param {string} font @param {number} width
 */
export function wrapped(text, font, width) {
  const lines = [""];
  for (const word of text.match(PIECES) ?? []) {
    const longer = lines[lines.length - 1] + word;
    if (widthOf(longer, font) > width && lines[lines.length - 1]) lines.push(word.trimStart());
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
