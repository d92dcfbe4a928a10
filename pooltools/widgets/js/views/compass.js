// @ts-nocheck
/** Shift Compass: a map slides under fixed windows; which outputs stay the same? */
import { decode, encode, formatNumber, makeAxis, pool2d, windowBounds } from "../arithmetic/pool.js";
import { DIRECTIONS, kept, overlap, score, shiftMap, sources, trials } from "../arithmetic/shift.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings, stepper } from "../parts/controls.js";
import { cellLabel, grid, place } from "../parts/grid.js";
import { pythonMap } from "../arithmetic/maps.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { player } from "../parts/player.js";
import { lawPanel, question, rose } from "../parts/rose.js";
import { watch } from "../parts/state.js";

const TRIALS = 1000;

/** The window fits on the map. */
export function valid({ data, kernel_size }) {
  return kernel_size <= Math.min(data.length, data[0].length);
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); }, valid); // a refusal ends with any change
  let notice = "";
  let pointed; // the label of the cell that is pointed at
  let shown = [0, 0]; // the shift on screen, from which the map slides
  let tried = {}; // the random trials of the setting in tried.key

  const input = grid({ label: strings.input, onEdit: editCell, onRefuse: refuse, onPoint, onKey: (event) => tape.key(event) });
  const output = grid({ label: strings.output, onPoint, onKey: (event) => tape.key(event) });
  const [inputTitle, outputTitle] = [strings.input_moved, strings.output_kept].map((text) => h("p", { class: "pool-title" }, text));
  const needle = rose({ strings, get: () => state.get("step"), set: (step) => { tape.pause(); state.set({ step }); } });
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side" }, inputTitle, input.element),
    h("div", { class: "pool-side pool-middle" }, needle.element),
    h("div", { class: "pool-side" }, outputTitle, output.element));
  const law = lawPanel({ strings });
  const ask = question({ strings, get: () => state.get("guess"), set: (guess) => state.set({ guess }) });
  const tape = player({
    word: (key) => ({ ...strings, window_of: strings.direction_of, scrub: strings.compass })[key], count: () => DIRECTIONS.length, get: () => state.get("step"), set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const choose = (key, options) => segmented({
    label: strings[key], options: options.map((value) => ({ value, label: strings[value] })), get: () => state.get(key), set: (value) => state.set({ [key]: value }),
  });
  const step = (key, label) => stepper({
    label, strings, get: () => state.get(key), set: (value) => state.set({ [key]: value }), allowed: (value) => state.can({ [key]: value }),
  });
  const onlyMap = [choose("mode", ["max", "average"]), choose("fill", ["zero", "edge", "wrap"])];
  const controls = [choose("view", ["map", "law"]), ...onlyMap, step("kernel_size", "kernel_size"), step("distance", strings.distance)];
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-compass", role: "group", "aria-label": strings.title },
    stage, law.element, h("div", { class: "pool-verdict" }, sentence, where), ask.element, tape.element,
    settings(controls.slice(0, 3)), settings(controls.slice(3)), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  /** Everything that follows from the state; nothing of it is kept. */
  function layout() {
    const data = decode(state.get("data"));
    const { kernel_size: k, distance, mode, fill: entering } = state.all();
    const axes = [data, data[0]].map((line) => makeAxis(line.length, k));
    const by = DIRECTIONS[state.get("step")].map((d) => d * distance);
    const moved = shiftMap(data, by, entering);
    const [before, after] = [data, moved].map((map) => pool2d(map, axes, mode));
    const same = kept(...[before, after].map((rows) => rows.map((line) => line.map(({ value }) => value))));
    return { data, axes, by, moved, before, after, same, from: sources(data.length, data[0].length, by, entering) };
  }
  function draw() {
    const now = layout();
    const { kernel_size: k, distance, mode, fill: entering, view, guess } = state.all();
    const count = now.same.flat().length;
    const scores = DIRECTIONS.map((d) => score(now.data, k, mode, d.map((v) => v * distance), entering));
    const whole = scores.slice(1).filter((n) => n === count).length;
    input.update(inputRows(now));
    output.update(outputRows(now));
    lattice(now, k);
    slide(now.by);
    needle.update(view === "law" ? chances(k, distance) : guess < 0 ? null : scores.map((n, d) => (
      { text: `${n}/${count}`, label: fill(strings.keeps, { direction: strings[`d${d}`], kept: n, n: count }), whole: n === count })));
    ask.update(whole);
    stage.classList.toggle("pool-flat", view === "law");
    [stage.firstChild, stage.lastChild].forEach((side) => { side.hidden = view === "law"; });
    law.element.hidden = view !== "law";
    ask.element.hidden = view === "law";
    onlyMap.forEach(({ element }) => { element.hidden = view === "law"; });
    if (view === "law") sayLaw(k, now.by);
    else sayMap(now, count);
    controls.forEach((control) => control.update());
    tape.update();
  }
  /** What the law says of each direction, in percent. */
  function chances(k, distance) {
    return DIRECTIONS.map((d, n) => {
      const { both, either } = overlap(k, d.map((v) => v * distance));
      const share = Math.round((100 * both) / either);
      return { text: `${share} %`, label: fill(strings.chance, { direction: strings[`d${n}`], share }), whole: false };
    });
  }
  function winners(rows) {
    return rows.flat().map(({ cells, winner }) => cells[winner]).filter(Boolean);
  }
  function inputRows({ data, by, moved, before, after, from, axes }) {
    const range = finiteRange(data);
    const at = (cells, row, column) => cells.some((cell) => cell.row === row && cell.column === column);
    const old = winners(before).map(({ row, column }) => ({ row: row + by[0], column: column + by[1] }));
    const present = winners(after);
    return moved.map((line, row) => line.map((value, column) => {
      const source = from[row][column];
      const [was, is] = [at(old, row, column) && source && !source.entered, at(present, row, column)];
      const mark = was && is ? "stayed" : was ? "lost" : is ? "took_over" : "";
      const plain = source && !source.entered ? cellLabel(strings, row, column, value) : fill(strings.new_cell, { row, column, value: formatNumber(value) });
      const unseen = row >= windowBounds(axes[0], axes[0].outputs - 1)[1] || column >= windowBounds(axes[1], axes[1].outputs - 1)[1];
      return {
        row: source?.row, column: source?.column, pad: !source || source.entered, text: formatNumber(value), level: level(value, ...range),
        label: mark ? fill(strings[mark], { cell: plain }) : plain,
        state: `${{ stayed: "pool-winner", lost: "pool-lost", took_over: "pool-taker" }[mark] ?? ""} ${unseen ? "pool-unseen" : ""}`,
      };
    }));
  }
  function outputRows({ data, before, after, same }) {
    const range = finiteRange(data);
    return after.map((line, row) => line.map(({ value }, column) => {
      const [was, is] = [before[row][column].value, value].map(formatNumber);
      const name = same[row][column] ? "same" : "changed";
      return {
        row, column, text: same[row][column] ? is : `${was}${was.length + is.length > 4 ? "\n" : ""}→${is}`, level: level(value, ...range),
        label: fill(strings[name], { row, column, before: was, value: is }), state: name === "changed" ? "pool-changed" : "",
      };
    }));
  }
  /** The fixed windows: one outline each. */
  function lattice({ axes }, k) {
    const { layer } = input;
    const count = axes[0].outputs * axes[1].outputs;
    while (layer.children.length > count) layer.lastChild.remove();
    while (layer.children.length < count) layer.append(h("div", { class: "pool-tile" }));
    [...layer.children].forEach((tile, n) => place(tile, Math.floor(n / axes[1].outputs) * k, (n % axes[1].outputs) * k, k, k));
  }
  /** Let the numbers slide from where they were. */
  function slide(by) {
    const [down, right] = by.map((d, n) => shown[n] - d);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const body = input.element.firstChild;
    if ((down || right) && !still && body.animate) {
      const start = `translate(calc(${right} * var(--cell)), calc(${down} * var(--cell)))`;
      body.animate([{ transform: start }, { transform: "none" }], { duration: 280 / Math.max(state.get("speed"), 1), easing: "ease-in-out" });
    }
    shown = by;
  }
  function sayMap({ before, after, same }, count) {
    const { step: at, distance } = state.all();
    const stay = same.flat().filter(Boolean).length;
    const told = at === 0 ? fill(strings.still, { n: count }) : fill(strings.moved, { direction: strings[`d${at}`], distance, kept: stay, n: count });
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    setText(sentence, notice || told);
    const list = same.flatMap((line, i) => line.flatMap((ok, j) => (ok ? [] : [`${formatNumber(before[i][j].value)} → ${formatNumber(after[i][j].value)}`])));
    const calm = at && state.get("mode") === "max" ? strings.nothing_changed : "";
    setText(where, list.length ? fill(strings.changes, { list: list.join(", ") }) : calm);
    formula();
  }
  function sayLaw(k, by) {
    const key = [k, ...by].join();
    if (tried.key !== key) tried = { key, histogram: trials(TRIALS, k, by) };
    const { both, either } = overlap(k, by);
    law.update(k, by, { both, either }, tried.histogram);
    const percent = (part) => formatNumber(Math.round(1000 * part) / 10);
    setText(sentence, fill(strings.law_says, { both, either, share: percent(both / either) }));
    setText(where, fill(strings.measured, { share: percent(tried.histogram.reduce((sum, many, n) => sum + n * many, 0) / (4 * TRIALS)) }));
    formula();
  }
  /** The move in NumPy's indices, or what the law makes of it on random maps. */
  function formula() {
    const { kernel_size: k, step: at, distance: t, view } = state.all();
    const by = DIRECTIONS[at].map((d) => d * t);
    const { both, either } = overlap(k, by);
    const straight = at % 2 === 1 && t < k;
    const law = straight ? `(k − t) / (k + t) = ${k - t}/${k + t}` : `${both}/${either}`;
    const from = (d) => (d ? ` ${d > 0 ? "−" : "+"} ${Math.abs(d)}` : "");
    const told = view === "law" ? fill(strings.expected, { law }) : `y[i, j] = x[i${from(by[0])}, j${from(by[1])}]`;
    setText(bottom.formula, at === 0 ? "" : told);
  }
  function editCell(row, column, value) {
    const data = state.get("data").map((line) => [...line]);
    data[row][column] = encode(value);
    notice = "";
    state.set({ data });
  }
  function refuse(text, value) {
    notice = fill(strings.not_a_number, { text, value });
    draw();
  }
  function onPoint(cell) {
    // the focus that returns to the same cell leaves a refusal on screen
    if (cell?.label === pointed) return;
    pointed = cell?.label;
    if (!cell || !notice) return;
    notice = "";
    draw();
  }
  function python() {
    const { mode, kernel_size: k, distance, fill: entering, step: at, view } = state.all();
    const name = mode === "max" ? "max_pool2d" : "avg_pool2d";
    const [down, right] = DIRECTIONS[at].map((d) => d * distance);
    if (view === "law") return `from pooltools import survival_probability\n\nsurvival_probability(${k}, (${down}, ${right}))\n`;
    return `import numpy as np\nfrom pooltools import ${name}, shift2d, unchanged_fraction\n\n${pythonMap(state.get("data"))}moved = shift2d(x, (${down}, ${right}), fill="${entering}")\nunchanged_fraction(${name}(x, ${k}), ${name}(moved, ${k}))\n`;
  }
}
