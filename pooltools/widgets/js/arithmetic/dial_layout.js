// @ts-check
/**
 * What the p-Dial shows, worked out from its state.
 *
 * @import { JsonNumber } from "./pool.js"
 * @typedef {"mean" | "soft"} Turned a family with a dial
 * @typedef {{ data: JsonNumber[][], family: Turned | "stochastic", step: number, speed: number }} DialState
 */
import { pythonMap } from "./maps.js";
import { DRAWS, STOPS, expectation, powerMean, roulette, softMean } from "./means.js";
import { formatNumber } from "./pool.js";

/** @type {{ [family in Turned]: { [p: string]: string } }} */
const NAMES = {
  mean: { "-Infinity": "min", "-1": "harmonic", 0: "geometric", 1: "arithmetic", 2: "rms", Infinity: "max" },
  soft: { "-Infinity": "min", 0: "arithmetic", Infinity: "max" },
};
/** Stops that have their number written at the dial. */
const WRITTEN = { mean: [-Infinity, -1, 0, 1, 2, Infinity], soft: [-Infinity, -1, 0, 1, Infinity] };

/** Stops of the dial, or before the first draw and after each. @param {Pick<DialState, "family">} state */
export function stopCount({ family }) {
  return family === "stochastic" ? DRAWS + 1 : STOPS[family].length;
}

/** @param {DialState} state */
export function stopNow(state) {
  return Math.min(state.step, stopCount(state) - 1);
}

/**
 * A stop of a dial, and what the window is pooled to there.
 * @param {Turned} family @param {number} n @param {number[]} values
 */
export function turned(family, n, values) {
  const p = STOPS[family][n];
  const value = (family === "mean" ? powerMean : softMean)(values, p);
  /** @type {string | undefined} */
  const name = NAMES[family][String(p)];
  return { p, value, name };
}

/** The stops around the dial. @param {Turned} family */
export function dialTicks(family) {
  const stops = STOPS[family];
  const text = (/** @type {number} */ stop) => (WRITTEN[family].includes(stop) ? formatNumber(stop) : "");
  return stops.map((stop, n) => ({ at: n / (stops.length - 1), text: text(stop) }));
}

/** The calculation, spelled out. @param {Turned} family @param {number[]} values @param {number} p */
export function spellMean(family, values, p) {
  const all = values.map(formatNumber);
  if (!Number.isFinite(p)) return `${p > 0 ? "max" : "min"}(${all.join(", ")})`;
  const q = formatNumber(p);
  if (p === (family === "mean" ? 1 : 0)) return `(${all.join(" + ")}) / 4`;
  if (p === 0) return `(${all.join(" · ")})^(1/4)`;
  const raised = all.map((v) => (family === "soft" ? `e^(${q}·${v})` : `${v}^${q}`)).join(" + ");
  if (family === "mean") return `((${raised}) / 4)^(1/${q})`;
  return `ln((${raised}) / 4) / ${p < 0 ? `(${q})` : q}`;
}

/**
 * A roulette wheel, and the mean of what it gave so far; total is 0 where nothing can be drawn.
 * @param {number[]} values @param {number} draws
 */
export function chances(values, draws) {
  const drawn = roulette(values, draws);
  let running = 0;
  const means = drawn.map((n, k) => {
    running += values[n] ?? 0;
    return running / (k + 1);
  });
  const last = drawn.at(-1) ?? null;
  const total = values.reduce((sum, value) => sum + value, 0);
  return { last, value: last === null ? null : values[last] ?? 0, means, wanted: expectation(values), total };
}

/**
 * Each number's part of what is summed, at a stop p: of its powers, or of e to it.
 * @param {Turned} family @param {number[]} values @param {number} p
 */
export function sharesOf(family, values, p) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const most = p < 0 ? low : high; // what has the largest part, and is taken for 1
  const part = (/** @type {number} */ x) => {
    if (!Number.isFinite(p) || (most === 0 && family === "mean" && p !== 0)) return Number(x === most);
    return family === "soft" ? Math.exp(p * (x - most)) : p === 0 ? 1 : (x / most) ** p;
  };
  const parts = values.map(part);
  const total = parts.reduce((sum, one) => sum + one, 0);
  return parts.map((one) => one / total);
}

/** Each number's share of the wheel, one after the other. @param {number[]} values @param {number} total */
export function wheelShares(values, total) {
  if (!total) return [];
  let to = 0;
  return values.map((value) => {
    const from = to;
    to += value / total;
    return { from, to };
  });
}

/** @param {DialState} state */
export function dialPython(state) {
  const { data, family } = state;
  const name = { mean: "gem_pool2d", soft: "logsumexp_pool2d", stochastic: "stochastic_pool2d_expected" }[family];
  const program = (/** @type {string} */ names, /** @type {string} */ call) =>
    `import numpy as np\nfrom pooltools import ${names}\n\n${pythonMap(data)}${call}\n`;
  if (family === "stochastic") {
    const draws = `[stochastic_pool2d(x, 2, rng=rng).item() for _ in range(${DRAWS})], ${name}(x, 2)`;
    return program(`stochastic_pool2d, ${name}`, `rng = np.random.default_rng()\n${draws}`);
  }
  const p = String(STOPS[family][stopNow(state)]).replace("Infinity", "np.inf");
  return program(name, `${name}(x, ${p}, 2)`);
}
