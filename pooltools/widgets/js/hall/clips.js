// @ts-check
/**
 * What of an element is cut off, or fades out.
 *
 * @import { Keep } from "./gradients.js"
 * @import { Area } from "./paint.js"
 */
import { s } from "../parts/dom.js";
import { borderWidths } from "./boxes.js";
import { gradientOf } from "./gradients.js";
import { atCommas, boxShape, lengthOf, radiiOf, radiiWithin, SQUARE, insetBy } from "./paint.js";

/**
 * A shape of `clip-path: inset()`, named, or nothing.
 * @param {CSSStyleDeclaration} style @param {Area} area @param {Keep} keep
 */
export function cutOf(style, area, keep) {
  const inset = /^inset\((.*?)(?: round.*)?\)$/.exec(style.clipPath)?.[1];
  if (!inset) return null;
  const [top, right = top, bottom = top, left = right] = inset.split(/ (?![^()]*\))/);
  const { width, height } = area;
  const by = [lengthOf(top, height), lengthOf(right, width), lengthOf(bottom, height), lengthOf(left, width)];
  return keep(s("clipPath", {}, boxShape(insetBy(area, by), SQUARE, {})));
}

/**
 * What limits an element's contents, though not its border, named, or nothing.
 * @param {CSSStyleDeclaration} style @param {Area} area @param {Keep} keep
 */
export function clipOf(style, area, keep) {
  if (style.overflowX === "visible" && style.overflowY === "visible") return null;
  const margin = style.overflowX === "clip" ? -parseFloat(style.getPropertyValue("overflow-clip-margin")) || 0 : 0;
  const widths = borderWidths(style);
  const shape = boxShape(insetBy(insetBy(area, widths), [margin]), radiiWithin(radiiOf(style, area), widths), {});
  return keep(s("clipPath", {}, shape));
}

/**
 * What fades an element out, named, or nothing.
 * @param {CSSStyleDeclaration} style @param {Area} area @param {Keep} keep
 */
export function fadeOf(style, area, keep) {
  const css = style.getPropertyValue("mask-image") || style.getPropertyValue("-webkit-mask-image") || "none";
  const [first] = atCommas(css);
  const paint = first === "none" ? undefined : gradientOf(first, area).paint;
  if (!paint) return null;
  paint.querySelectorAll("stop").forEach((stop) => stop.setAttribute("stop-color", "#ffffff")); // light shows
  const fill = `url(#${keep(paint)})`;
  return keep(s("mask", { maskUnits: "userSpaceOnUse", ...area }, s("rect", { ...area, fill })));
}

