// @ts-check
/**
 * Colours, lengths and shapes of CSS as SVG has them.
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Area
 * @typedef {[number, number]} Radii across and down
 */
import { s } from "../parts/dom.js";

/** Corners that are not round. @type {Radii[]} */
export const SQUARE = [[0, 0], [0, 0], [0, 0], [0, 0]];

/**
 * A colour as attributes that every program knows: fill and fill-opacity, say.
 * @param {string} name @param {string} css @returns {{ [name: string]: string | number | null }}
 */
export function inked(name, css) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const hex = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
  return { [name]: `#${hex}`, [`${name}-opacity`]: alpha < 1 ? alpha : null };
}

/** Whether a colour shows. @param {string} css */
export function isInked(css) {
  return css !== "transparent" && css !== "none" && Number(css.match(/[\d.]+/g)?.[3] ?? 1) > 0;
}

/** Two digits are more than a screen shows. @param {number} value */
export function brief(value) {
  return Math.round(value * 100) / 100;
}

/** 5px, 50% or calc(100% - 5px) of a whole. @param {string} css @param {number} [whole] */
export function lengthOf(css, whole = 0) {
  const terms = css.matchAll(/([+-])? ?(-?[\d.]+(?:e[+-]?\d+)?)(px|%)/g);
  let sum = 0;
  for (const [, sign, value, unit] of terms) {
    sum += (sign === "-" ? -1 : 1) * Number(value) * (unit === "%" ? whole / 100 : 1);
  }
  return sum;
}

/** The parts between commas that no bracket holds. @param {string} css */
export function atCommas(css) {
  const parts = [""];
  let depth = 0;
  for (const sign of css) {
    depth += Number(sign === "(") - Number(sign === ")");
    if (sign === "," && !depth) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/** An area smaller on each side; a negative number makes it larger. @param {Area} area @param {number[]} by */
export function insetBy({ x, y, width, height }, [top, right = top, bottom = top, left = right]) {
  const size = { width: Math.max(width - left - right, 0), height: Math.max(height - top - bottom, 0) };
  return { x: x + left, y: y + top, ...size };
}

/**
 * The four radii of a box, from the top left on.
 * @param {CSSStyleDeclaration} style @param {Area} area @returns {Radii[]}
 */
export function radiiOf(style, { width, height }) {
  const { borderTopLeftRadius, borderTopRightRadius, borderBottomRightRadius, borderBottomLeftRadius } = style;
  const corners = [borderTopLeftRadius, borderTopRightRadius, borderBottomRightRadius, borderBottomLeftRadius];
  const found = corners.map((corner) => {
    const [across, down = across] = corner.split(" ");
    return /** @type {Radii} */ ([lengthOf(across, width), lengthOf(down, height)]);
  });
  const [a, b, c, d] = found;
  const fits = Math.min(1, width / (a[0] + b[0] || 1), width / (c[0] + d[0] || 1),
    height / (a[1] + d[1] || 1), height / (b[1] + c[1] || 1));
  return found.map(([across, down]) => [across * fits, down * fits]);
}

/** Radii after so much was taken off each side. @param {Radii[]} radii @param {number[]} by @returns {Radii[]} */
export function radiiWithin(radii, [top, right = top, bottom = top, left = right]) {
  const less = [[left, top], [right, top], [right, bottom], [left, bottom]];
  return radii.map(([across, down], n) => (
    across && down ? [Math.max(across - less[n][0], 0), Math.max(down - less[n][1], 0)] : [0, 0]));
}

/** The outline of a box. @param {Area} area @param {Radii[]} radii */
export function boxPath({ x, y, width, height }, radii) {
  const [a, b, c, d] = radii.map((corner) => corner.map(brief));
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(brief);
  const arc = (/** @type {number[]} */ [across, down], /** @type {number} */ toX, /** @type {number} */ toY) => (
    across && down ? `A${across} ${down} 0 0 1 ${brief(toX)} ${brief(toY)}` : "");
  return [
    `M${brief(left + a[0])} ${top}H${brief(right - b[0])}`, arc(b, right, top + b[1]), `V${brief(bottom - c[1])}`,
    arc(c, right - c[0], bottom), `H${brief(left + d[0])}`, arc(d, left, bottom - d[1]), `V${brief(top + a[1])}`,
    arc(a, left + a[0], top), "Z",
  ].join("");
}

/**
 * A box as a rectangle where it is one, or as a path.
 * @param {Area} area @param {Radii[]} radii @param {{ [name: string]: string | number | null | undefined }} look
 */
export function boxShape(area, radii, look) {
  const [first, ...others] = radii.map(([across, down]) => `${brief(across)} ${brief(down)}`);
  if (others.some((other) => other !== first)) return s("path", { d: boxPath(area, radii), ...look });
  const [rx, ry] = radii[0].map(brief);
  const { x, y, width, height } = area;
  const place = { x: brief(x), y: brief(y), width: brief(width), height: brief(height) };
  return s("rect", { ...place, rx: rx || null, ry: ry || null, ...look });
}
