// @ts-check
/**
 * One box of CSS as SVG: its shadows, its backgrounds, its border, its outline.
 *
 * @import { Area, Radii } from "./paint.js"
 * @import { Keep } from "./gradients.js"
 */
import { s } from "../parts/dom.js";
import { gradientOf } from "./gradients.js";
import {
  atCommas, boxShape, brief, inked, isInked, lengthOf, boxPath, radiiOf, radiiWithin, SQUARE, insetBy,
} from "./paint.js";

/** @typedef {{ width: number, look: string, colour: string }} Edge */

/** The edges of a box, from the top on. @param {CSSStyleDeclaration} style @returns {Edge[]} */
function edgesOf(style) {
  return ["top", "right", "bottom", "left"].map((side) => {
    const facts = ["style", "color", "width"].map((fact) => style.getPropertyValue(`border-${side}-${fact}`));
    const [look, colour, width] = facts;
    return { width: look === "none" ? 0 : parseFloat(width), look, colour };
  });
}

/** How wide the four borders of a box are. @param {CSSStyleDeclaration} style */
export function borderWidths(style) {
  return edgesOf(style).map(({ width }) => width);
}

/** A line as a browser dashes it. @param {Edge} edge */
function strokeOf({ width, look, colour }) {
  const dashes = { dashed: `${brief(2 * width)} ${brief(1.6 * width)}`, dotted: `0 ${brief(2 * width)}` };
  const dash = look === "dashed" || look === "dotted" ? dashes[look] : null;
  const cap = look === "dotted" ? "round" : null;
  const stroke = { "stroke-width": brief(width), "stroke-dasharray": dash, "stroke-linecap": cap };
  return { fill: "none", ...inked("stroke", colour), ...stroke };
}

/** @param {Area} area @param {Radii[]} radii @param {Edge[]} edges */
function borderOf(area, radii, edges) {
  const seen = edges.filter(({ width, colour }) => width > 0 && isInked(colour));
  if (!seen.length) return [];
  const [first] = seen;
  const alike = seen.every(({ look, colour }) => look === first.look && colour === first.colour);
  const even = alike && seen.length === 4 && seen.every(({ width }) => width === first.width);
  const ring = (/** @type {number} */ inset, /** @type {Edge} */ edge) => (
    boxShape(insetBy(area, [inset]), radiiWithin(radii, [inset]), strokeOf(edge)));
  if (even && first.look === "double") {
    const thin = { ...first, width: first.width / 3 };
    return [ring(thin.width / 2, thin), ring(first.width - thin.width / 2, thin)];
  }
  if (even) return [ring(first.width / 2, first)];
  const widths = edges.map(({ width }) => width);
  if (alike && seen.length === edges.filter(({ width }) => width > 0).length && first.look === "solid") {
    const inner = boxPath(insetBy(area, widths), radiiWithin(radii, widths));
    return [s("path", { d: boxPath(area, radii) + inner, "fill-rule": "evenodd", ...inked("fill", first.colour) })];
  }
  return edges.map((edge, n) => (seen.includes(edge) ? edgeShape(area, edges, n) : null));
}

/** One edge alone: a trapezium, or a line of dashes. @param {Area} area @param {Edge[]} edges @param {number} n */
function edgeShape(area, edges, n) {
  const inner = insetBy(area, edges.map(({ width }) => width));
  const corners = (/** @type {Area} */ { x, y, width, height }) => (
    [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]);
  const [outside, inside] = [corners(area), corners(inner)];
  const ends = [n, (n + 1) % 4];
  if (edges[n].look === "solid") {
    const points = [outside[ends[0]], outside[ends[1]], inside[ends[1]], inside[ends[0]]];
    return s("polygon", { points: points.flat().map(brief).join(" "), ...inked("fill", edges[n].colour) });
  }
  const half = edges[n].width / 2;
  const [x1, y1, x2, y2] = ends.flatMap((end) => [outside[end][0], outside[end][1]]);
  const [dx, dy] = [[0, half], [-half, 0], [0, -half], [half, 0]][n];
  const place = { x1: brief(x1 + dx), y1: brief(y1 + dy), x2: brief(x2 + dx), y2: brief(y2 + dy) };
  return s("line", { ...place, ...strokeOf(edges[n]) });
}

/** CSS names the uppermost first. @template T @param {T[]} things @returns {T[]} */
function undermostFirst(things) {
  return things.map((_, n) => things[things.length - 1 - n]);
}

/** Rings without blur, within or around a box. @param {string[]} css @param {Area} area @param {Radii[]} radii */
function shadowsOf(css, area, radii) {
  return css.map((shadow) => {
    const colour = /rgba?\([^)]*\)/.exec(shadow)?.[0] ?? "transparent";
    const [x, y, , spread] = (shadow.replace(colour, "").match(/-?[\d.]+px/g) ?? []).map(parseFloat);
    const by = [spread + y, spread - x, spread - y, spread + x];
    const inset = shadow.includes("inset");
    const other = insetBy(area, inset ? by : [-spread]);
    const rings = boxPath(area, radii) + boxPath(other, inset ? radiiWithin(radii, by) : radii);
    return s("path", { d: rings, "fill-rule": "evenodd", ...inked("fill", colour) });
  });
}

/**
 * @param {CSSStyleDeclaration} style @param {Area} area @param {Radii[]} radii @param {number} layer @param {Keep} keep
 */
function layerOf(style, area, radii, layer, keep) {
  const pick = (/** @type {string} */ css) => atCommas(css)[layer % atCommas(css).length];
  const css = atCommas(style.backgroundImage)[layer];
  if (css === "none") return [];
  const inner = insetBy(area, borderWidths(style));
  const [across, down = "auto"] = pick(style.backgroundSize).split(/ (?![^()]*\))/);
  const width = across === "auto" ? inner.width : lengthOf(across, inner.width);
  const height = down === "auto" ? inner.height : lengthOf(down, inner.height);
  const [left, top] = pick(style.backgroundPosition).split(/ (?![^()]*\))/);
  const x = inner.x + lengthOf(left, inner.width - width);
  const y = inner.y + lengthOf(top, inner.height - height);
  const tile = { x, y, width, height };
  if (width <= 0 || height <= 0) return [];
  const { drawn, paint } = gradientOf(css, tile);
  const fill = paint && `url(#${keep(paint)})`;
  const covers = width >= inner.width - 0.5 && height >= inner.height - 0.5;
  const repeat = pick(style.backgroundRepeat);
  if (covers) return [drawn ?? boxShape(area, radii, { fill })];
  if (repeat === "no-repeat") return [drawn ?? boxShape(tile, SQUARE, { fill })];
  const units = { patternUnits: "userSpaceOnUse", ...tile, viewBox: `${x} ${y} ${width} ${height}` };
  const pattern = s("pattern", units, drawn ?? s("rect", { ...tile, fill }));
  const strip = repeat === "repeat-x" ? { ...inner, y, height } : area;
  return [boxShape(strip, radii, { fill: `url(#${keep(pattern)})` })];
}

/**
 * All that a box itself shows, the undermost first.
 * @param {CSSStyleDeclaration} style @param {Area} area @param {Keep} keep @returns {SVGElement[]}
 */
export function boxDrawn(style, area, keep) {
  if (style.visibility === "hidden" || style.display === "contents") return [];
  const radii = radiiOf(style, area);
  const shadows = style.boxShadow === "none" ? [] : undermostFirst(atCommas(style.boxShadow));
  const [inner, outer] = [true, false].map((inset) => shadows.filter((one) => one.includes("inset") === inset));
  const widths = borderWidths(style);
  const ebb = style.backgroundClip === "padding-box" ? widths : [0];
  const filled = () => boxShape(insetBy(area, ebb), radiiWithin(radii, ebb), inked("fill", style.backgroundColor));
  const ground = isInked(style.backgroundColor) ? [filled()] : [];
  const layers = atCommas(style.backgroundImage).map((_, n) => layerOf(style, area, radii, n, keep));
  const offset = parseFloat(style.outlineOffset) || 0;
  const ring = { width: parseFloat(style.outlineWidth) || 0, look: style.outlineStyle, colour: style.outlineColor };
  const reach = -offset - ring.width / 2;
  const lined = ring.look !== "none" && ring.width > 0 && isInked(ring.colour);
  const grown = /** @type {Radii[]} */ (radii.map(([a, b]) => [a && a - reach, b && b - reach]));
  return [
    ...shadowsOf(outer, area, radii), ...ground, ...undermostFirst(layers).flat(),
    ...shadowsOf(inner, insetBy(area, widths), radiiWithin(radii, widths)), ...borderOf(area, radii, edgesOf(style)),
    ...(lined ? [boxShape(insetBy(area, [reach]), grown, strokeOf(ring))] : []),
  ].filter((shape) => shape !== null);
}
