// @ts-nocheck
/** The p-Dial: one window, and every number between its minimum and its maximum. */
import { DRAWS, STOPS, expectation, named, powerMean, roulette, softMean, turn } from "../arithmetic/means.js";
import { cellLabel, grid } from "../parts/grid.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings } from "../parts/controls.js";
import { formatNumber } from "../arithmetic/pool.js";
import { gauge, line } from "../parts/gauge.js";
import { pythonMap } from "../arithmetic/maps.js";
import { level } from "../arithmetic/shades.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";

const FAMILIES = ["mean", "soft", "stochastic"];
const NAMED = { mean: [-Infinity, -1, 0, 1, 2, Infinity], soft: [-Infinity, -1, 0, 1, Infinity] };

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); });
  let notice = "";
  let pointed = null; // which of the four numbers is pointed at

  const cells = grid({ label: strings.window, onEdit: editCell, onRefuse: refuse, onPoint: (cell) => point(cell && 2 * cell.row + cell.column), onKey: (event) => tape.key(event) });
  const dial = gauge({ onTurn, onKey: (event) => tape.key(event), onPoint: point });
  const scale = line({ strings, onPoint: point });
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const tape = player({
    word: (key) => ({ ...strings, first: strings.first_stop, last: strings.last_stop, scrub: strings.scrub_stop, get window_of() { return drawing() ? strings.draw_of : strings.stop_of; } })[key], count, get: () => position(),
    set: (step, save) => state.set({ step }, save), getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const family = segmented({
    label: strings.family, options: FAMILIES.map((value) => ({ value, label: strings[value] })), get: () => state.get("family"),
    // each family begins at its middle, chance before its first draw
    set: (value) => { tape.pause(); state.set({ family: value, step: value === "stochastic" ? 0 : 8 }); },
  });
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-dial", role: "group", "aria-label": strings.title },
    h("div", { class: "pool-stage" },
      h("div", { class: "pool-side" }, h("p", { class: "pool-title" }, strings.window), cells.element), dial.element),
    scale.element, h("div", { class: "pool-verdict" }, sentence, where), tape.element, settings([family]), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function drawing() {
    return state.get("family") === "stochastic";
  }
  function count() {
    return drawing() ? DRAWS + 1 : STOPS.mean.length;
  }
  function position() {
    return Math.min(state.get("step"), count() - 1);
  }
  function draw() {
    const values = state.get("data").flat();
    const range = [0, Math.max(...values)];
    cells.update(state.get("data").map((row, i) => row.map((value, j) => ({
      row: i, column: j, text: formatNumber(value), level: level(value, ...range), label: cellLabel(strings, i, j, value), state: pointed === 2 * i + j ? "pool-fed" : "",
    }))));
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    if (drawing()) drawChance(values);
    else drawMean(values);
    if (notice) setText(sentence, notice);
    family.update();
    tape.update();
  }
  /** A dial, and the mean that its stop stands for. */
  function drawMean(values) {
    const kind = state.get("family");
    const stops = STOPS[kind];
    const p = stops[position()];
    const value = (kind === "mean" ? powerMean : softMean)(values, p);
    const letter = kind === "mean" ? "p" : "s";
    const reading = `${letter} = ${formatNumber(p)}`;
    const ticks = stops.map((stop, n) => ({ at: n / 16, text: NAMED[kind].includes(stop) ? formatNumber(stop) : "" }));
    const slider = { role: "slider", tabindex: 0, "aria-label": strings.dial, "aria-valuemin": 0, "aria-valuemax": 16, "aria-valuenow": position(), "aria-valuetext": reading };
    dial.update({ ticks, share: position() / 16, reading, attributes: slider });
    const { min, arithmetic, max } = named(values);
    scale.update({ values, names: kind === "mean" ? named(values) : { min, arithmetic, max }, value, lit: pointed });
    setText(sentence, `${sum(kind, values, p)} = ${formatNumber(value)}`);
    setText(where, `${reading}${nameOf(kind, p)}`);
    setText(bottom.formula, strings[`${kind}_formula`]);
  }
  /** The calculation, spelled out. */
  function sum(kind, values, p) {
    const all = values.map(formatNumber);
    if (!Number.isFinite(p)) return `${p > 0 ? "max" : "min"}(${all.join(", ")})`;
    const q = formatNumber(p);
    if (p === (kind === "mean" ? 1 : 0)) return `(${all.join(" + ")}) / 4`;
    if (p === 0) return `(${all.join(" · ")})^(1/4)`;
    const raised = all.map((v) => (kind === "soft" ? `e^(${q}·${v})` : `${v}^${q}`)).join(" + ");
    if (kind === "mean") return `((${raised}) / 4)^(1/${q})`;
    const divisor = p < 0 ? `(${q})` : q;
    return `ln((${raised}) / 4) / ${divisor}`;
  }
  function nameOf(kind, p) {
    const names = { mean: { "-Infinity": "min", "-1": "harmonic", 0: "geometric", 1: "arithmetic", 2: "rms", Infinity: "max" }, soft: { "-Infinity": "min", 0: "arithmetic", Infinity: "max" } };
    const name = names[kind][String(p)];
    return name ? `: ${strings[name]}` : "";
  }
  /** A roulette wheel, and the mean of what it gave so far. */
  function drawChance(values) {
    const total = values.reduce((a, b) => a + b, 0);
    const draws = position();
    const drawn = roulette(values, draws);
    let [from, running] = [0, 0];
    const slices = total ? values.map((value, n) => {
      const slice = { from, to: from + value / total, text: formatNumber(value), level: level(value, 0, Math.max(...values)), lit: n === (pointed ?? drawn[draws - 1]) };
      from = slice.to;
      return slice;
    }) : [];
    const means = drawn.map((n, k) => { running += values[n] ?? 0; return running / (k + 1); });
    const wanted = expectation(values);
    const last = drawn[draws - 1];
    const value = draws ? values[last] ?? 0 : null;
    const picture = { role: "img", tabindex: -1, "aria-label": strings.wheel };
    dial.update({ slices, share: draws ? turn(draws - 1) : null, reading: draws ? fill(strings.draw_of, { i: draws, n: DRAWS }) : "", attributes: picture });
    const { min, arithmetic, max } = named(values);
    scale.update({ values, names: { min, arithmetic, expected: wanted, max }, value, means, wanted, lit: pointed ?? last });
    const chance = total && draws ? `${formatNumber(value)}/${formatNumber(total)}` : "";
    setText(sentence, !draws ? strings.no_draw : total ? fill(strings.drawn, { i: draws, value: formatNumber(value), chance }) : strings.all_zero);
    setText(where, fill(draws ? strings.so_far : strings.to_come, { n: draws, mean: formatNumber(means[draws - 1] ?? 0), wanted: formatNumber(wanted) }));
    setText(bottom.formula, strings.stochastic_formula);
  }
  function onTurn(share, save) {
    if (drawing()) return;
    tape.pause();
    state.set({ step: Math.round(16 * share) }, save);
  }
  function point(n) {
    if (n === pointed) return;
    pointed = n;
    if (n !== null) notice = "";
    draw();
  }
  function editCell(row, column, value) {
    const data = state.get("data").map((cell) => [...cell]);
    notice = value >= 0 && value < Infinity ? "" : fill(strings.not_below_zero, { value: formatNumber(data[row][column]) });
    if (notice) { draw(); return; }
    data[row][column] = value;
    state.set({ data });
  }
  function refuse(text, value) {
    notice = fill(strings.not_a_number, { text, value });
    draw();
  }
  function python() {
    const kind = state.get("family");
    const p = String(STOPS[kind]?.[position()]).replace("Infinity", "np.inf");
    const name = { mean: "gem_pool2d", soft: "logsumexp_pool2d", stochastic: "stochastic_pool2d_expected" }[kind];
    const call = kind === "stochastic" ? "rng = np.random.default_rng()\n[stochastic_pool2d(x, 2, rng=rng).item() for _ in range(300)], stochastic_pool2d_expected(x, 2)" : `${name}(x, ${p}, 2)`;
    return `import numpy as np\nfrom pooltools import ${kind === "stochastic" ? "stochastic_pool2d, " : ""}${name}\n\n${pythonMap(state.get("data"))}${call}\n`;
  }
}
