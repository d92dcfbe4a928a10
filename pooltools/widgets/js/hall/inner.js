// @ts-check
/**
 * What of a picture is drawn or painted already: inline SVG, with the looks that style
 * sheets give it, and the pixels of canvases.
 *
 * @import { Area } from "./paint.js"
 */
import { s } from "../parts/dom.js";
import { borderWidths } from "./boxes.js";
import { brief, insetBy } from "./paint.js";

/** What SVG shapes have from a style sheet. */
const LOOK = [
  "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline",
  "visibility",
];

/** Where an element is in the picture. @param {Element} element @param {DOMRect} origin @returns {Area} */
export function areaOf(element, origin) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x - origin.x, y: y - origin.y, width, height };
}

/** What turns or stretches, without what moves: that is in the area already. @param {string} transform */
function turning(transform) {
  const [a = 1, b = 0, c = 0, d = 1] = transform.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  return a === 1 && b === 0 && c === 0 && d === 1 ? null : `matrix(${[a, b, c, d].join(" ")} 0 0)`;
}

/** A transform of CSS as every program knows it. @param {Element} element @param {CSSStyleDeclaration} style */
function turnOf(element, { transform, transformOrigin, transformBox }) {
  const box = transformBox === "fill-box" && element instanceof SVGGraphicsElement ? element.getBBox() : { x: 0, y: 0 };
  const [x, y] = transformOrigin.split(" ").map(parseFloat);
  const [left, top] = [brief(x + box.x), brief(y + box.y)];
  return `translate(${left} ${top}) ${transform.replace(/,/g, "")} translate(${-left} ${-top})`;
}

/**
 * A path of a drawing that is stretched, while its lines are not: few programs but browsers
 * know such lines, so the path itself is stretched.
 * @param {SVGSVGElement} svg @param {Element} path @param {Element} copy
 */
function stretch(svg, path, copy) {
  const matrix = path instanceof SVGGraphicsElement ? path.getScreenCTM() : null;
  if (!matrix) return;
  const { x, y } = svg.getBoundingClientRect();
  const [by, move] = [[matrix.a, matrix.d], [matrix.e - x, matrix.f - y]];
  copy.setAttribute("d", stretchedPath(path.getAttribute("d") ?? "", by, move));
}

/** A path without arcs made larger, then moved. @param {string} d @param {number[]} by @param {number[]} move */
export function stretchedPath(d, by, move) {
  return (d.match(/[mlhvcsqtz][^mlhvcsqtz]{0,}/gi) ?? []).map((part) => {
    const [letter, sort] = [part[0], part[0].toUpperCase()];
    const numbers = (part.slice(1).match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const moves = letter === sort ? move : [0, 0];
    return letter + numbers.map((value, n) => {
      const axis = sort === "H" ? 0 : sort === "V" ? 1 : n % 2;
      return brief(value * by[axis] + moves[axis]);
    }).join(" ");
  }).join("");
}

/** A drawing with the looks that style sheets give it. @param {SVGSVGElement} svg @param {DOMRect} begin */
export function drawing(svg, begin) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const [from, to] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    if (style.display === "none") to[n].setAttribute("display", "none");
    LOOK.forEach((name) => to[n].setAttribute(name, style.getPropertyValue(name)));
    if (n && style.transform !== "none") to[n].setAttribute("transform", turnOf(element, style));
    if (style.vectorEffect === "non-scaling-stroke") stretch(svg, element, to[n]);
    ["class", "style", "vector-effect"].forEach((name) => to[n].removeAttribute(name));
  });
  if (from.some((element) => getComputedStyle(element).vectorEffect === "non-scaling-stroke")) {
    copy.removeAttribute("viewBox"); // its paths have been stretched
  }
  const style = getComputedStyle(svg);
  const area = areaOf(svg, begin);
  const size = { width: parseFloat(style.width), height: parseFloat(style.height) };
  const middle = [area.x + area.width / 2, area.y + area.height / 2].map(brief);
  const place = { x: middle[0] - size.width / 2, y: middle[1] - size.height / 2, ...size };
  Object.entries(place).forEach(([name, value]) => copy.setAttribute(name, String(brief(value))));
  copy.setAttribute("overflow", style.overflow);
  const turned = turning(style.transform);
  const [x, y] = middle;
  return turned ? s("g", { transform: `translate(${x} ${y}) ${turned} translate(${-x} ${-y})` }, copy) : copy;
}

/** The pixels of a canvas. @param {HTMLCanvasElement} canvas @param {Area} area @param {CSSStyleDeclaration} style */
export function pixels(canvas, area, style) {
  if (!canvas.width || !canvas.height) return [];
  const { x, y, width, height } = insetBy(area, borderWidths(style));
  const place = { x: brief(x), y: brief(y), width: brief(width), height: brief(height), preserveAspectRatio: "none" };
  const manner = style.imageRendering === "auto" ? null : "image-rendering: pixelated";
  return [s("image", { ...place, href: canvas.toDataURL(), style: manner })];
}

