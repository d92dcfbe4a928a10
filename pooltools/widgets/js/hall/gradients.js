// @ts-check
/**
 * The gradients of CSS, which draw hatching, ticks, dots and wedges here, as SVG has them.
 *
 * @import { Area } from "./paint.js"
 * @typedef {{ colour: string, at: number }} Stop
 * @typedef {(kept: SVGElement) => string} Keep gives what is referred to a name
 */
import { s } from "../parts/dom.js";
import { atCommas, brief, inked, isInked, lengthOf } from "./paint.js";

const COLOUR = /^(?:\w+\([^()]*\)|#\w+|[a-z]+)/;

/**
 * The stops of a gradient along a line of some length.
 * @param {string[]} parts @param {(css: string) => number} measure @returns {Stop[]}
 */
function stopsOf(parts, measure) {
  const stops = parts.flatMap((part) => {
    const colour = COLOUR.exec(part)?.[0] ?? "";
    const places = part.slice(colour.length).match(/calc\([^()]*\)|\S+/g) ?? [];
    /** @type {(string | undefined)[]} */
    const ends = places.length ? places : [undefined];
    return ends.map((at) => ({ colour, at: at === undefined ? at : measure(at) }));
  });
  stops[0].at ??= 0;
  stops[stops.length - 1].at ??= measure("100%");
  let before = 0;
  return stops.map(({ colour, at }, n) => {
    const next = stops.findIndex((stop, later) => later > n && stop.at !== undefined);
    before = at === undefined ? before + ((stops[next].at ?? 0) - before) / (next - n + 1) : Math.max(at, before);
    return { colour, at: before };
  });
}

/**
 * Stops as elements; what does not show has its neighbour's colour.
 * @param {Stop[]} stops @param {(at: number) => number} share
 */
function stopElements(stops, share) {
  return stops.map(({ colour, at }, n) => {
    const near = [stops[n], stops[n - 1], stops[n + 1]].find((stop) => stop && isInked(stop.colour));
    const look = inked("stop", near?.colour ?? colour);
    const opacity = isInked(colour) ? look["stop-opacity"] : 0;
    return s("stop", { offset: Math.round(share(at) * 1e4) / 1e4, "stop-color": look.stop, "stop-opacity": opacity });
  });
}

/** @param {string[]} parts @param {Area} area @param {boolean} repeats */
function linearOf(parts, { x, y, width, height }, repeats) {
  const turned = /^-?[\d.]+deg$/.test(parts[0]);
  const angle = ((turned ? parseFloat(parts[0]) : 180) * Math.PI) / 180;
  const [across, down] = [Math.sin(angle), -Math.cos(angle)];
  const whole = Math.abs(width * across) + Math.abs(height * down);
  const stops = stopsOf(parts.slice(turned ? 1 : 0), (css) => lengthOf(css, whole));
  const [from, to] = repeats ? [stops[0].at, stops[stops.length - 1].at] : [0, whole];
  const point = (/** @type {number} */ at) => (
    [x + width / 2 + across * (at - whole / 2), y + height / 2 + down * (at - whole / 2)].map(brief));
  const [[x1, y1], [x2, y2]] = [point(from), point(to)];
  const spread = repeats ? "repeat" : null;
  const elements = stopElements(stops, (at) => (at - from) / (to - from || 1));
  return s("linearGradient", { gradientUnits: "userSpaceOnUse", x1, y1, x2, y2, spreadMethod: spread }, ...elements);
}

/** @param {string} css as in "from 5deg at 50% 100%" @param {Area} area */
function middleOf(css, { x, y, width, height }) {
  const [, across = "50%", down = "50%"] = /at (\S+) (\S+)/.exec(css) ?? [];
  return [x + lengthOf(across, width), y + lengthOf(down, height)];
}

/** @param {string[]} parts @param {Area} area */
function radialOf(parts, area) {
  const told = /^(?:circle|ellipse|closest|farthest|at )/.test(parts[0]) ? parts[0] : "";
  const [x, y] = middleOf(told, area);
  const reach = [Math.max(x - area.x, area.x + area.width - x), Math.max(y - area.y, area.y + area.height - y)];
  const near = [Math.min(x - area.x, area.x + area.width - x), Math.min(y - area.y, area.y + area.height - y)];
  const round = told.includes("circle");
  const far = round ? [Math.hypot(...reach), Math.hypot(...reach)] : reach.map((part) => part * Math.SQRT2);
  const close = round ? [Math.min(...near), Math.min(...near)] : near;
  const [rx, ry] = told.includes("closest-side") ? close : far;
  const stops = stopsOf(parts.slice(told ? 1 : 0), (css) => lengthOf(css, rx));
  const transform = `translate(${brief(x)} ${brief(y)}) scale(${brief(rx)} ${brief(ry)})`;
  const elements = stopElements(stops, (at) => at / rx);
  const circle = { gradientUnits: "userSpaceOnUse", cx: 0, cy: 0, r: 1, gradientTransform: transform };
  return s("radialGradient", circle, ...elements);
}

/**
 * Wedges around a point: all cones here have hard edges.
 * @param {string[]} parts @param {Area} area @param {boolean} repeats
 */
function conicOf(parts, area, repeats) {
  const told = /^(?:from|at) /.test(parts[0]) ? parts[0] : "";
  const [x, y] = middleOf(told, area);
  const start = parseFloat(/from (\S+)/.exec(told)?.[1] ?? "0");
  const degrees = (/** @type {string} */ css) => parseFloat(css) * (css.endsWith("%") ? 3.6 : 1);
  const stops = stopsOf(parts.slice(told ? 1 : 0), degrees);
  const period = repeats ? stops[stops.length - 1].at : 360;
  const far = 2 * Math.hypot(area.width, area.height);
  /** @type {SVGElement[]} */
  const wedges = [];
  for (let turn = 0; turn < 360; turn += period) {
    stops.forEach(({ colour, at }, n) => {
      const from = n ? stops[n - 1].at : 0;
      if (at > from && isInked(colour)) wedges.push(wedge([x, y], far, start + turn + from, start + turn + at, colour));
    });
  }
  const { width, height } = area; // an inner svg shows nothing outside itself
  return s("svg", { ...area, viewBox: `${area.x} ${area.y} ${width} ${height}` }, ...wedges);
}

/** @param {number[]} middle @param {number} far @param {number} from @param {number} to @param {string} colour */
function wedge([x, y], far, from, to, colour) {
  const steps = Math.ceil((to - from) / 45);
  const points = Array.from({ length: steps + 1 }, (_, n) => {
    const angle = ((from + ((to - from) * n) / steps) * Math.PI) / 180;
    return `L${brief(x + far * Math.sin(angle))} ${brief(y - far * Math.cos(angle))}`;
  });
  return s("path", { d: `M${brief(x)} ${brief(y)}${points.join("")}Z`, ...inked("fill", colour) });
}

/**
 * What fills an area with one gradient: drawn, or a paint to be kept.
 * @param {string} css @param {Area} area
 * @returns {{ drawn?: SVGElement, paint?: SVGElement }}
 */
export function gradientOf(css, area) {
  const [, kind = "", inside = ""] = /^([a-z-]+)\((.*)\)$/.exec(css) ?? [];
  const parts = atCommas(inside);
  const repeats = kind.startsWith("repeating");
  if (kind.endsWith("linear-gradient")) return { paint: linearOf(parts, area, repeats) };
  if (kind.endsWith("radial-gradient")) return { paint: radialOf(parts, area) };
  return kind.endsWith("conic-gradient") ? { drawn: conicOf(parts, area, repeats) } : {};
}
