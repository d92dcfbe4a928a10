// @ts-check
/** The half circle with a needle, and the line from minimum to maximum under it. */
import { h, s, setText } from "./dom.js";
import { formatNumber } from "../arithmetic/pool.js";

const [X, Y, R] = [160, 152, 118];

/** The point at a share of the half circle, from the left over the top. */
function around(share, radius) {
  const angle = Math.PI * (1 - share);
  return [X + radius * Math.cos(angle), Y - radius * Math.sin(angle)];
}

function arc(from, to) {
  const point = (share) => around(share, R).map((v) => v.toFixed(2)).join(" ");
  return `M${point(from)}A${R} ${R} 0 0 1 ${point(to)}`;
}

/**
 * onTurn(share, save) says where on the circle a pointer is; onKey and onPoint are those
 * of a grid. update() takes ticks [{ at, text }] or slices [{ from, to, text, lit }].
 */
export function gauge({ onTurn, onKey, onPoint }) {
  const [scale, needle, text] = [s("g"), s("path", { class: "pool-needle", d: `M${X - 7} ${Y}L${X - R + 26} ${Y}L${X - 7} ${Y + 4}z` }), s("text", { x: X, y: Y + 32, class: "pool-reading" })];
  const element = s("svg", { class: "pool-gauge", viewBox: "0 0 320 192" }, scale, s("circle", { cx: X, cy: Y, r: 8 }), needle, text);
  const turned = (event, save) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) * (320 / box.width) - X, Y - (event.clientY - box.top) * (320 / box.width)];
    onTurn(1 - Math.atan2(Math.max(y, 0), x) / Math.PI, save);
  };
  element.addEventListener("pointerdown", (event) => { element.setPointerCapture(event.pointerId); turned(event, false); });
  element.addEventListener("pointermove", (event) => { if (event.buttons) turned(event, false); });
  element.addEventListener("pointerup", (event) => turned(event, true));
  element.addEventListener("pointerleave", () => onPoint(null));
  element.addEventListener("keydown", (event) => { if (onKey(event)) event.preventDefault(); });
  function update({ ticks = [], slices = [], share, reading, attributes }) {
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    needle.style.transform = `rotate(${180 * share}deg)`;
    needle.style.opacity = share === null ? "0" : "1";
    setText(text, reading);
    const track = slices.length ? [] : [s("path", { d: arc(0, 1), class: "pool-track" })];
    scale.replaceChildren(...track, ...ticks.map(tick).flat(), ...slices.flatMap(slice));
  }
  function tick({ at, text: words }) {
    const [inner, outer] = [around(at, words ? R - 13 : R - 7), around(at, R + (words ? 6 : 0))];
    const [x, y] = around(at, R + 22);
    const line = s("path", { d: `M${inner}L${outer}`, class: words ? "pool-stop" : "pool-tick" });
    return words ? [line, s("text", { x, y: y + 5 }, words)] : [line];
  }
  function slice({ from, to, text: words, level, lit }, n) {
    const [x, y] = around((from + to) / 2, R);
    const band = s("path", { d: arc(from, to), class: `pool-slice pool-slice${level}`, onpointerenter: () => onPoint(n) });
    const border = s("path", { d: `M${around(from, R - 19)}L${around(from, R + 19)}`, class: "pool-stop" });
    const rim = lit ? [s("path", { d: arc(from, to), class: "pool-rim" })] : [];
    return [...rim, band, border, ...(to - from > 0.06 ? [s("text", { x, y: y + 5 }, words)] : [])];
  }
  return { element, update };
}

/** The line: cells as dots, marks with names under it, the needle above, the trail below. */
export function line({ strings, onPoint }) {
  const place = (element, at) => { element.style.setProperty("--at", String(at)); return element; };
  const dots = Array.from({ length: 4 }, (_, n) => h("i", { onpointerenter: () => onPoint(n), onpointerleave: () => onPoint(null) }));
  const needle = h("b");
  const marks = h("div", { class: "pool-stops" });
  const path = s("path", {});
  const goal = s("path", { class: "pool-goal" });
  const trail = s("svg", { class: "pool-trail", viewBox: "0 0 100 301", preserveAspectRatio: "none" }, goal, path);
  const below = h("div", { "aria-hidden": "true" }, h("p", { class: "pool-title" }, strings.running), trail);
  const element = h("div", { class: "pool-scale", role: "img" }, h("div", { class: "pool-rail" }, ...dots, needle), marks, below);
  /** names: { name: value }, ordered as their labels hang, one lower than the other */
  function update({ values, names, value, means, wanted, lit }) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const at = (v) => (high > low ? (v - low) / (high - low) : 0.5);
    dots.forEach((dot, n) => { place(dot, at(values[n])).className = n === lit ? "pool-lit" : ""; });
    needle.hidden = value === null;
    if (value !== null) setText(place(needle, at(value)), formatNumber(value));
    marks.replaceChildren(...Object.entries(names).map(([name, v]) => place(h("span", {}, strings[`mark_${name}`] ?? strings[name]), at(v))));
    marks.dataset.count = String(Object.keys(names).length);
    below.hidden = !means;
    if (means) {
      goal.setAttribute("d", `M${100 * at(wanted)} 0V301`);
      path.setAttribute("d", means.map((mean, n) => `${n ? "L" : "M"}${(100 * at(mean)).toFixed(2)} ${n + 1}`).join(""));
    }
    element.setAttribute("aria-label", Object.entries(names).map(([name, v]) => `${strings[name]} ${formatNumber(v)}`).join(", "));
  }
  return { element, update };
}
