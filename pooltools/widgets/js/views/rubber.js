// @ts-nocheck
/** Rubber Grid: a map of any size, and always as many bins as were asked for. */
import { adaptiveBins, binsHolding, poolBins } from "../arithmetic/bins.js";
import { decode, encode, encodeMap, formatNumber } from "../arithmetic/pool.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, setDisabled, settings, stepper } from "../parts/controls.js";
import { corner } from "../parts/corner.js";
import { cellLabel, grid, place } from "../parts/grid.js";
import { pythonMap } from "../arithmetic/maps.js";
import { player } from "../parts/player.js";
import { sheet } from "../arithmetic/sheet.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { watch } from "../parts/state.js";

const [SMALLEST, LARGEST, MOST] = [3, 16, 6];

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); }); // a refusal ends with any change
  let pointed = null; // what the reader points at: { side, row, column }
  let notice = "";

  const input = grid({ label: strings.input, onEdit: editCell, onRefuse: refuse, onPoint: (cell) => point("input", cell), onKey: (event) => tape.key(event) });
  const output = grid({ label: strings.output, onPoint: (cell) => point("output", cell), onKey: (event) => tape.key(event) });
  const handle = corner({
    label: () => fill(strings.corner, size()), get: () => [state.get("height"), state.get("width")],
    set: (...sides) => {
      const [height, width] = sides.slice(0, 2).map((side) => Math.min(Math.max(side, SMALLEST), LARGEST));
      state.set({ height, width }, sides[2]);
    },
    unit: () => input.element.offsetWidth / state.get("width"),
  });
  input.element.append(handle.element);
  const [inputTitle, outputTitle] = ["", ""].map(() => h("p", { class: "pool-title" }));
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const told = h("output", { class: "pool-told", "aria-live": "polite" });
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side pool-sheet" }, inputTitle, input.element),
    h("div", { class: "pool-side" }, outputTitle, output.element, h("div", { class: "pool-verdict" }, sentence, where, told)));
  const tape = player({
    word: (key) => ({ ...strings, first: strings.first_bin, last: strings.last_bin, scrub: strings.scrub_bin, window_of: strings.bin_of })[key],
    count: () => state.get("outputs") ** 2, get: () => layout().step, set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const step = (key, label = key) => stepper({
    label, strings, get: () => state.get(key), set: (value) => state.set({ [key]: value }), allowed: (value) => state.can({ [key]: value }),
  });
  const mode = segmented({
    label: strings.mode, options: ["max", "average"].map((value) => ({ value, label: strings[value] })), get: () => state.get("mode"), set: (value) => state.set({ mode: value }),
  });
  const jumble = h("button", { type: "button", onclick: () => state.set({ seed: (state.get("seed") % 99) + 1 }) }, strings.jumble);
  const order = h("button", { type: "button", onclick: () => state.set({ seed: 0 }) }, strings.order);
  const controls = [step("outputs", "output_size"), mode, { element: jumble }, { element: order }];
  const sides = [step("height", strings.rows), step("width", strings.columns)];
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-rubber", role: "group", "aria-label": strings.title },
    stage, tape.element, settings(controls), settings(sides), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function size() {
    return { h: state.get("height"), w: state.get("width") };
  }
  /** Everything that follows from the state; nothing of it is kept. */
  function layout() {
    const { height, width, outputs: n, mode: way, seed } = state.all();
    const data = decode(state.get("data"));
    const { from, map } = sheet(data, height, width, seed);
    const bins = [height, width].map((side) => adaptiveBins(side, n));
    const pooled = poolBins(map, bins, way);
    const before = poolBins(sheet(data, height, width, 0).map, bins, way);
    const same = pooled.map((line, i) => line.map(({ value }, j) => isSame(value, before[i][j].value)));
    return { data, from, map, bins, pooled, same, n, step: Math.min(state.get("step"), n * n - 1) };
  }
  /** Sums taken in another order may differ in their last digit. */
  function isSame(a, b) {
    return Object.is(a, b) || Math.abs(a - b) < 1e-9;
  }
  function draw() {
    const now = layout();
    const [i, j] = pointed?.side === "output" ? [pointed.row, pointed.column] : [Math.floor(now.step / now.n), now.step % now.n];
    const [[top, bottom_], [left, right]] = [now.bins[0][i], now.bins[1][j]];
    input.update(inputRows(now, now.pooled[i][j]));
    output.update(outputRows(now));
    tiles(now);
    place(input.frame, top, left, bottom_ - top, right - left);
    place(output.frame, i, j, 1, 1);
    say(now, i, j);
    setDisabled(order, state.get("seed") === 0);
    [handle, mode, controls[0], ...sides].forEach((control) => control.update());
    tape.update();
  }
  function inputRows({ data, map }, { cells, winner }) {
    const range = finiteRange(data);
    const chosen = cells[winner];
    return map.map((line, row) => line.map((value, column) => ({
      row, column, text: formatNumber(value), level: level(value, ...range), label: cellLabel(strings, row, column, value),
      state: chosen && chosen.row === row && chosen.column === column ? "pool-winner" : "",
    })));
  }
  function outputRows({ data, bins, pooled, same }) {
    const range = finiteRange(data);
    const fed = (row, column) => pointed?.side === "input" && binsHolding(bins[0], pointed.row).includes(row) && binsHolding(bins[1], pointed.column).includes(column);
    return pooled.map((line, row) => line.map(({ value }, column) => ({
      row, column, text: formatNumber(value), level: level(value, ...range),
      label: fill(same[row][column] ? strings.cell : strings.changed, { row, column, value: formatNumber(value) }),
      state: `${same[row][column] ? "" : "pool-changed"} ${fed(row, column) ? "pool-fed" : ""}`,
    })));
  }
  /** Every bin as a sheet of glass: where two of them lie, it is darker. */
  function tiles({ bins }) {
    const all = bins[0].flatMap((row) => bins[1].map((column) => [row, column]));
    const { layer } = input;
    while (layer.children.length > all.length) layer.lastChild.remove();
    while (layer.children.length < all.length) layer.append(h("div", { class: "pool-tile" }));
    all.forEach(([[top, end], [left, right]], n) => place(layer.children[n], top, left, end - top, right - left));
  }
  function say({ bins, pooled, same, n }, i, j) {
    const { height, width, mode: way, seed } = state.all();
    const { cells, value } = pooled[i][j];
    const range = ([a, b]) => fill(strings.range, { a, b: b - 1 });
    const changed = same.flat().filter((ok) => !ok).length;
    setText(inputTitle, fill(strings.input_size, size()));
    setText(outputTitle, fill(strings.output_size_is, { n }));
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    const bin = fill(strings.bin_of, { i: i * n + j + 1, n: n * n });
    setText(sentence, notice || fill(strings[`${way}_of`], { bin, count: cells.length, value: formatNumber(value) }));
    setText(where, fill(strings.where, { rows: range(bins[0][i]), columns: range(bins[1][j]) }));
    const jumbled = changed ? fill(strings.jumbled, { changed, n: n * n }) : strings.jumbled_same;
    setText(told, seed ? jumbled : fill(strings.in_out, { cells: height * width, n: n * n }));
    const part = (side, k) => fill(strings.range, { a: `⌊${k}·${side}/${n}⌋`, b: `⌈${k + 1}·${side}/${n}⌉ − 1` });
    setText(bottom.formula, fill(strings.formula, { rows: part(height, i), columns: part(width, j) }));
  }
  function editCell(row, column, value) {
    const data = state.get("data").map((line) => [...line]);
    const [y, x] = layout().from[row][column];
    data[y][x] = encode(value);
    notice = "";
    state.set({ data });
  }
  function refuse(text, value) {
    notice = fill(strings.not_a_number, { text, value });
    draw();
  }
  function point(side, cell) {
    const now = cell ? { side, row: cell.row, column: cell.column } : null;
    if (JSON.stringify(now) === JSON.stringify(pointed)) return;
    pointed = now;
    if (now) notice = "";
    draw();
  }
  function python() {
    const name = state.get("mode") === "max" ? "adaptive_max_pool2d" : "adaptive_avg_pool2d";
    return `import numpy as np\nfrom pooltools import ${name}\n\n${pythonMap(encodeMap(layout().map))}${name}(x, ${state.get("outputs")})\n`;
  }
}
