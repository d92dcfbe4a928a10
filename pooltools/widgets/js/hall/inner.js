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
  "vector-effect", "visibility",
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

/** A drawing with the looks that style sheets give it. @param {SVGSVGElement} svg @param {DOMRect} begin */
export function drawing(svg, begin) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const [from, to] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    if (style.display === "none") to[n].setAttribute("display", "none");
    LOOK.forEach((name) => to[n].setAttribute(name, style.getPropertyValue(name)));
    if (n && style.transform !== "none") {
      const { transform, transformOrigin, transformBox } = style;
      const origin = `transform-origin: ${transformOrigin}; transform-box: ${transformBox}`;
      to[n].setAttribute("style", `transform: ${transform}; ${origin}`);
    } else to[n].removeAttribute("style");
    to[n].removeAttribute("class");
  });
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

