// @ts-check
/**
 * The p-Dial: one window, and every number between its minimum and its maximum.
 *
 * @import { DialState as State, Turned } from "../arithmetic/dial_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Look } from "../parts/gauge.js"
 * @import { GridCell, GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {number} Pointed which of the four numbers
 * @typedef {Shell<State, Pointed>} DialShell
 * @typedef {{ shell: DialShell, cells: GridPart, dial: ReturnType<typeof gauge>,
 *   scale: ReturnType<typeof rail>, ms: number }} View ms is how long a mean takes to its place
 */
import {
  chances, dialPython, dialTicks, sharesOf, spellMean, stopCount, stopNow, turned, wheelShares,
} from "../arithmetic/dial_layout.js";
import { edited } from "../arithmetic/maps.js";
import { DRAWS, named, turn } from "../arithmetic/means.js";
import { decode, formatNumber } from "../arithmetic/pool.js";
import { level } from "../arithmetic/shades.js";
import { goals } from "../goals/dial.js";
import { fill, h } from "../parts/dom.js";
import { gauge, rail } from "../parts/gauge.js";
import { cellLabel } from "../parts/grid.js";
import { DECIDES, STANDS, TRAVELS } from "../parts/motion.js";
import { Shell } from "../parts/shell.js";

const MIDDLE = 8; // each dial begins at its plain mean

/** @param {{ model: Model<State>, el: HTMLElement }} host */
export function render({ model, el }) {
  const words = {
    first: "first_stop", last: "last_stop", scrub: "scrub_stop",
    get window_of() { return model.get("family") === "stochastic" ? "draw_of" : "stop_of"; },
  };
  /** @type {DialShell} */
  const shell = new Shell({
    model, el, name: "dial", python: dialPython, goals,
    tape: { count: stopCount, words, moves: { fly: (ms) => { view.ms = ms; } } },
  });
  const { strings, state } = shell;
  const onPoint = (/** @type {number | null} */ n) => shell.point(n);
  const cells = shell.grid({
    label: strings.window, onEdit: (row, column, value) => edit(shell, row, column, value),
    onPoint: (cell) => onPoint(cell && 2 * cell.row + cell.column),
  });
  const onTurn = (/** @type {number} */ share, /** @type {boolean} */ save) => {
    if (state.get("family") === "stochastic") return;
    shell.tape.pause();
    state.set({ step: Math.round(share * (stopCount(state.all()) - 1)) }, save);
  };
  const dial = gauge({ onTurn, onKey: (event) => shell.tape.key(event), onPoint });
  const scale = rail({ strings, onPoint });
  const family = shell.choose("family", {
    set: (value) => {
      shell.tape.pause();
      state.set({ family: value, step: value === "stochastic" ? 0 : MIDDLE });
    },
  });
  const view = { shell, cells, dial, scale, ms: 0 };
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side" }, h("p", { class: "pool-title" }, strings.shares), cells.element), dial.element);
  return shell.mount(() => draw(view), stage, scale.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), shell.controls([family]));
}

/**
 * The numbers are finite, none below zero.
 * @param {DialShell} shell @param {number} row @param {number} column @param {number} value
 */
function edit(shell, row, column, value) {
  const data = shell.state.get("data");
  if (value >= 0 && value < Infinity) shell.state.set({ data: edited(data, row, column, value) });
  else shell.notify(fill(shell.strings.not_below_zero, { value: formatNumber(Number(data[row][column])) }));
}

/** @param {View} view */
function draw(view) {
  const { shell, cells } = view;
  const { family, data } = shell.state.all();
  const values = decode(data);
  const looks = family === "stochastic" ? drawChance(view, values.flat()) : drawMean(view, values.flat(), family);
  cells.update(windowRows(shell.strings, values, shell.pointed, looks));
  if (shell.phase >= DECIDES) showShares(cells.element, shell.state.all(), values.flat());
}

/**
 * Each number's share, as a bar at the foot of its cell.
 * @param {HTMLElement} grid @param {State} state @param {number[]} values
 */
function showShares(grid, state, values) {
  const { family } = state;
  const [total, stop] = [values.reduce((sum, value) => sum + value, 0), stopNow(state)];
  const shares = family === "stochastic" ? values.map((value) => (total ? value / total : 0))
    : sharesOf(family, values, turned(family, stop, values).p);
  grid.querySelectorAll(".pool-cell").forEach((cell, n) => {
    if (!(cell instanceof HTMLElement)) return;
    cell.style.setProperty("--share", shares[n].toFixed(4));
    cell.dataset.share = `${Math.round(100 * shares[n])} %`;
  });
}

/**
 * @param {Strings} strings @param {number[][]} data @param {Pointed | null} pointed @param {string[]} looks
 * @returns {GridCell[][]}
 */
function windowRows(strings, data, pointed, looks) {
  const most = Math.max(...data.flat());
  return data.map((numbers, row) => numbers.map((value, column) => ({
    row, column, text: formatNumber(value), level: level(value, 0, most),
    label: cellLabel(strings, row, column, value),
    state: `${looks[2 * row + column]} ${pointed === 2 * row + column ? "pool-fed" : ""}`,
  })));
}

/**
 * A dial, and the mean that its stop stands for: the needle turns, the numbers light up, the mean
 * moves along the line, and only there it has a number. Returns what the cells look like.
 * @param {View} view @param {number[]} values @param {Turned} family
 */
function drawMean({ shell, dial, scale, ms }, values, family) {
  const { strings, state, pointed, phase } = shell;
  const [at, last] = [stopNow(state.all()), stopCount({ family }) - 1];
  const { p, value, name } = turned(family, at, values);
  const reading = `${family === "mean" ? "p" : "s"} = ${formatNumber(p)}`;
  const attributes = {
    role: "slider", tabindex: 0, "aria-label": strings.dial, "aria-valuemin": 0, "aria-valuemax": last,
    "aria-valuenow": at, "aria-valuetext": reading,
  };
  dial.update({ ticks: dialTicks(family), share: at / last, reading, attributes });
  const means = named(values);
  const { min, arithmetic, max } = means;
  const names = family === "mean" ? means : { min, arithmetic, max };
  const told = phase === STANDS;
  const looks = looksOf(values, pointed, null);
  if (phase >= TRAVELS) scale.update({ values, names, value, looks, told, ms });
  const sentence = `${spellMean(family, values, p)} = ${told ? formatNumber(value) : "…"}`;
  shell.say({
    sentence, part: phase < DECIDES ? "" : sentence,
    where: name ? `${reading}: ${strings[name]}` : reading,
    formula: strings[`${family}_formula`],
  });
  const wins = Number.isFinite(p) ? -1 : values.indexOf(value);
  const lit = Number.isFinite(p) && (phase === DECIDES || phase === TRAVELS);
  return values.map((_, n) => (n === wins && phase >= DECIDES ? "pool-winner" : lit ? "pool-lit" : ""));
}

/**
 * A roulette wheel, and the mean of what it gave so far: a draw counts once its number has come
 * to the line. Returns what the cells look like.
 * @param {View} view @param {number[]} values
 */
function drawChance({ shell, dial, scale, ms }, values) {
  const { strings, state, pointed, phase } = shell;
  const draws = stopNow(state.all());
  const { last, value, means, wanted, total } = chances(values, draws);
  const told = phase === STANDS;
  const looks = looksOf(values, pointed, phase >= DECIDES ? last : null);
  const known = told ? means : means.slice(0, -1);
  const slices = wheelShares(values, total).map((share, n) => ({
    ...share, text: formatNumber(values[n]), level: level(values[n], 0, Math.max(...values)), look: looks[n],
  }));
  dial.update({
    slices, share: draws ? turn(draws - 1) : null,
    reading: draws ? fill(strings.draw_of, { i: draws, n: DRAWS }) : "",
    attributes: { role: "img", tabindex: -1, "aria-label": strings.wheel },
  });
  const { min, arithmetic, max } = named(values);
  const names = { min, arithmetic, expected: wanted, max };
  if (phase >= TRAVELS) scale.update({ values, names, value, means: known, wanted, looks, told, ms });
  const mean = formatNumber(known.at(-1) ?? 0);
  shell.say({
    sentence: told ? drawnSentence(strings, draws, value, total)
      : `${fill(strings.draw_of, { i: draws, n: DRAWS })}: …`,
    where: fill(known.length ? strings.so_far : strings.to_come, {
      n: known.length, mean, wanted: formatNumber(wanted),
    }),
    formula: strings.stochastic_formula,
  });
  return values.map((_, n) => (n === last && phase >= DECIDES ? "pool-winner" : ""));
}

/**
 * What the reader points at goes before what was drawn.
 * @param {number[]} values @param {Pointed | null} pointed @param {number | null} drawn
 * @returns {Look[]}
 */
function looksOf(values, pointed, drawn) {
  return values.map((_, n) => (n === pointed ? "pointed" : n === drawn && pointed === null ? "drawn" : ""));
}

/** @param {Strings} strings @param {number} draws @param {number | null} value @param {number} total */
function drawnSentence(strings, draws, value, total) {
  if (value === null) return strings.no_draw;
  if (!total) return strings.all_zero;
  const text = formatNumber(value);
  return fill(strings.drawn, { i: draws, value: text, chance: `${text}/${formatNumber(total)}` });
}
