// @ts-check
/**
 * The half circle with a needle, and the line from minimum to maximum under it.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Attributes, Strings } from "./dom.js"
 * @typedef {{ at: number, text: string }} Tick
 * @typedef {{ from: number, to: number, text: string, level: number | string, look: Look }} Slice
 * @typedef {"drawn" | "pointed" | ""} Look of one of the numbers
 */
import { formatNumber } from "../arithmetic/pool.js";
import { h, s, setText } from "./dom.js";

const [X, Y, R] = [160, 152, 118];

/**
 * The point at a share of the half circle, from the left over the top.
 * @param {number} share @param {number} radius
 * @returns {Pair}
 */
function onCircle(share, radius) {
  const angle = Math.PI * (1 - share);
  return [X + radius * Math.cos(angle), Y - radius * Math.sin(angle)];
}

/** @param {number} from @param {number} to */
function arc(from, to) {
  const point = (/** @type {number} */ share) => onCircle(share, R).map((v) => v.toFixed(2)).join(" ");
  return `M${point(from)}A${R} ${R} 0 0 1 ${point(to)}`;
}

/**
 * onTurn(share, save) says where on the circle a pointer is; onKey and onPoint are those of a grid.
 * @param {{ onTurn: (share: number, save: boolean) => void, onKey: (event: KeyboardEvent) => boolean,
 *   onPoint: (n: number | null) => void }} of
 */
export function gauge({ onTurn, onKey, onPoint }) {
  const scale = s("g");
  const hand = s("path", { d: `M${X - 7} ${Y - 4}L${X - R} ${Y}L${X - 7} ${Y + 4}z` });
  const needle = s("g", { class: "pool-needle" }, hand, s("circle", { class: "pool-grasp", cx: X - R, cy: Y, r: 10 }));
  const text = s("text", { x: X, y: Y + 32, class: "pool-reading" });
  const hub = s("circle", { cx: X, cy: Y, r: 8 });
  const element = s("svg", { class: "pool-gauge", viewBox: "0 0 320 192" }, scale, needle, hub, text);
  /** @param {PointerEvent} event @param {boolean} save */
  const turned = (event, save) => {
    const box = element.getBoundingClientRect();
    const unit = 320 / box.width;
    const [x, y] = [(event.clientX - box.left) * unit - X, Y - (event.clientY - box.top) * unit];
    onTurn(1 - Math.atan2(Math.max(y, 0), x) / Math.PI, save);
  };
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    turned(event, false);
  });
  element.addEventListener("pointermove", (event) => { if (event.buttons) turned(event, false); });
  element.addEventListener("pointerup", (event) => turned(event, true));
  element.addEventListener("pointerleave", () => onPoint(null));
  element.addEventListener("keydown", (event) => { if (onKey(event)) event.preventDefault(); });
  /**
   * Ticks for a dial, or slices for a wheel; a share of null hides the needle.
   * @param {{ ticks?: Tick[], slices?: Slice[], share: number | null, reading: string, attributes: Attributes }} of
   */
  function update({ ticks = [], slices = [], share, reading, attributes }) {
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, String(value)));
    needle.style.transform = `rotate(${180 * (share ?? 0)}deg)`;
    needle.style.opacity = share === null ? "0" : "1";
    setText(text, reading);
    scale.setAttribute("class", slices.length ? "pool-wheel" : "");
    const track = slices.length ? [] : [s("path", { d: arc(0, 1), class: "pool-track" })];
    const bands = slices.flatMap((slice, n) => drawSlice(slice, () => onPoint(n)));
    scale.replaceChildren(...track, ...ticks.flatMap(drawTick), ...bands);
  }
  return { element, update };
}

/** @param {Tick} tick */
function drawTick({ at, text }) {
  const [inner, outer] = [onCircle(at, text ? R - 13 : R - 7), onCircle(at, R + (text ? 6 : 0))];
  const [x, y] = onCircle(at, R + 22);
  const mark = s("path", { d: `M${inner}L${outer}`, class: text ? "pool-stop" : "pool-tick" });
  return text ? [mark, s("text", { x, y: y + 5 }, text)] : [mark];
}

/** @param {Slice} slice @param {() => void} onpointerenter */
function drawSlice({ from, to, text, level, look }, onpointerenter) {
  const [x, y] = onCircle((from + to) / 2, R);
  const band = s("path", { d: arc(from, to), class: `pool-slice pool-slice${level}`, onpointerenter });
  const border = s("path", { d: `M${onCircle(from, R - 19)}L${onCircle(from, R + 19)}`, class: "pool-stop" });
  const rim = look ? [s("path", { d: arc(from, to), class: `pool-rim pool-${look}` })] : [];
  return [...rim, band, border, ...(to - from > 0.06 ? [s("text", { x, y: y + 5 }, text)] : [])];
}

/**
 * The line: cells as dots, marks with names under it, the needle above, the trail below.
 * @param {{ strings: Strings, onPoint: (n: number | null) => void }} of
 */
export function rail({ strings, onPoint }) {
  const dots = Array.from({ length: 4 }, (_, n) =>
    h("i", { onpointerenter: () => onPoint(n), onpointerleave: () => onPoint(null) }));
  const needle = h("b");
  const roll = rolling((value, share) => setText(stand(needle, share), formatNumber(value)));
  const marks = h("div", { class: "pool-stops" });
  const trail = trailOf(strings);
  const track = h("div", { class: "pool-rail" }, ...dots, needle);
  const element = h("div", { class: "pool-scale", role: "img" }, track, marks, trail.element);
  /**
   * names are ordered as their labels hang, one lower than the other
   * @param {{ values: number[], names: { [name: string]: number }, value: number | null, means?: number[],
   *   wanted?: number, looks: Look[], told: boolean, ms: number }} of told is false while the needle is on its way,
   *   which takes so many milliseconds
   */
  function update({ values, names, value, means, wanted = 0, looks, told, ms }) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const at = (/** @type {number} */ v) => (high > low ? (v - low) / (high - low) : 0.5);
    dots.forEach((dot, n) => {
      stand(dot, at(values[n])).className = looks[n] && `pool-${looks[n]}`;
      setText(dot, formatNumber(values[n]));
    });
    needle.hidden = value === null;
    roll(value, at, told ? 0 : ms);
    const named = Object.entries(names);
    const mark = (/** @type {string} */ name) => h("span", {}, strings[`mark_${name}`] ?? strings[name]);
    marks.replaceChildren(...named.map(([name, v]) => stand(mark(name), at(v))));
    marks.dataset.count = String(named.length);
    trail.update(means?.map(at), at(wanted));
    element.setAttribute("aria-label", named.map(([name, v]) => `${strings[name]} ${formatNumber(v)}`).join(", "));
  }
  return { element, update };
}

/**
 * A number that goes along the line and is, all the way, where it stands; it is shown once it
 * is there, not before.
 * @param {(value: number, share: number) => void} show
 */
function rolling(show) {
  const nearly = 0.97;
  let [frame, going, now] = [0, NaN, NaN];
  /** @param {number | null} value @param {(v: number) => number} at @param {number} ms none: at once */
  return (value, at, ms) => {
    if (value === null || !ms || Number.isNaN(now)) {
      window.cancelAnimationFrame(frame);
      [going, now] = [NaN, value ?? NaN];
      if (value !== null) show(value, at(value));
      return;
    }
    if (going === value) return;
    const [from, start] = [now, performance.now()];
    going = value;
    const step = () => {
      const t = Math.min((performance.now() - start) / ms, 1);
      now = from + Math.min(t * t * (3 - 2 * t), nearly) * (value - from);
      show(now, at(now));
      if (t < 1) frame = window.requestAnimationFrame(step);
    };
    step();
  };
}

/** Put an element at a share of the line. @param {HTMLElement} element @param {number} share */
function stand(element, share) {
  element.style.setProperty("--at", String(share));
  return element;
}

/** The mean of all draws so far, going down. @param {Strings} strings */
function trailOf(strings) {
  const [goal, path] = [s("path", { class: "pool-goal" }), s("path", {})];
  const picture = s("svg", { class: "pool-trail", viewBox: "0 0 100 301", preserveAspectRatio: "none" }, goal, path);
  const element = h("div", { "aria-hidden": "true" }, h("p", { class: "pool-title" }, strings.running), picture);
  /** @param {number[] | undefined} shares @param {number} wanted */
  const update = (shares, wanted) => {
    element.hidden = !shares;
    if (!shares) return;
    goal.setAttribute("d", `M${100 * wanted} 0V301`);
    path.setAttribute("d", shares.map((share, n) => `${n ? "L" : "M"}${(100 * share).toFixed(2)} ${n + 1}`).join(""));
  };
  return { element, update };
}
