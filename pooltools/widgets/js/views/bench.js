// @ts-check
/** Pooling Bench: a window slides over a small map, one number falls out at each stop. */
import { decode, encode, formatNumber, makeAxis, pool2d, windowBounds, windowTaps, windowsReading } from "../arithmetic/pool.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings, stepper, toggle } from "../parts/controls.js";
import { cellLabel, finiteRange, grid, level, place } from "../parts/grid.js";
import { isMap, pythonMap } from "../arithmetic/maps.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";

export const KEYS = ["data", "mode", "kernel_size", "stride", "padding", "count_include_pad", "view", "step", "speed"];

/** Only such states are reachable; a link to any other is not followed. */
export function valid({ data, mode, kernel_size: k, stride, padding, view, step, speed }) {
  return isMap(data) && [k, stride, padding + 1, step + 1].every((v) => Number.isInteger(v) && v > 0)
    && ["max", "average", "min"].includes(mode) && ["step", "all"].includes(view)
    && speed > 0 && stride <= 12 && 2 * padding <= k && k <= Math.min(data.length, data[0].length) + 2 * padding;
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, KEYS, () => { notice = ""; draw(); }); // a refusal ends with any change
  let pointed = null; // what the reader points at: { side, row, column }
  let notice = "";

  const input = grid({ label: strings.input, onEdit: editCell, onRefuse: refuse, onPoint: (cell) => point("input", cell), onKey: (event) => tape.key(event) });
  const output = grid({ label: strings.output, onPoint: (cell) => point("output", cell), onKey: (event) => tape.key(event) });
  const inputTitle = h("p", { class: "pool-title" });
  const outputTitle = h("p", { class: "pool-title" });
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side" }, inputTitle, input.element),
    h("div", { class: "pool-say" }, sentence, where),
    h("div", { class: "pool-side" }, outputTitle, output.element));
  const tape = player({
    strings, count: () => layout().count, get: () => layout().step, set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const choose = (key, options) => segmented({
    label: strings[key], options: options.map((value) => ({ value, label: strings[value] })), get: () => state.get(key), set: (value) => state.set({ [key]: value }),
  });
  const step = (key) => stepper({
    label: key, strings, get: () => state.get(key), set: (value) => state.set({ [key]: value }), allowed: (value) => valid({ ...state.all(), [key]: value }),
  });
  const includePad = toggle({
    label: "count_include_pad", get: () => state.get("count_include_pad"), set: (value) => state.set({ count_include_pad: value }),
  });
  const choices = [choose("mode", ["max", "average", "min"]), choose("view", ["step", "all"])];
  const numbers = [step("kernel_size"), step("stride"), step("padding"), includePad];
  const bottom = foot({ strings, model, python, state: state.changed });
  const root = h("div", { class: "pooltools pool-widget pool-bench", role: "group", "aria-label": strings.title },
    stage, tape.element, settings(choices), settings(numbers), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  /** Everything that follows from the state; nothing of it is kept. */
  function layout() {
    const data = decode(state.get("data"));
    const { kernel_size: k, stride, padding: p } = state.all();
    const axes = [data, data[0]].map((line) => makeAxis(line.length, k, { stride, padding: [p, p] }));
    const count = axes[0].outputs * axes[1].outputs;
    return { data, axes, count, width: axes[1].outputs, step: Math.min(state.get("step"), count - 1) };
  }
  function draw() {
    const now = layout();
    const { mode, padding, view } = state.all();
    const pooled = pool2d(now.data, now.axes, mode, { count_include_pad: state.get("count_include_pad") });
    const [i, j] = pointed?.side === "output" ? [pointed.row, pointed.column] : [Math.floor(now.step / now.width), now.step % now.width];
    const range = finiteRange(now.data);
    const [top, left] = [windowBounds(now.axes[0], i)[0], windowBounds(now.axes[1], j)[0]];
    const size = state.get("kernel_size");
    input.update(inputRows(now, pooled[i][j], range));
    output.update(outputRows(now, pooled, range, i, j));
    place(input.frame, top + padding, left + padding, size, size);
    place(output.frame, i, j, 1, 1);
    root.dataset.view = view;
    tiles(now, i * now.width + j);
    say(now, pooled[i][j], i, j);
    includePad.element.hidden = mode !== "average" || padding === 0;
    [...choices, ...numbers].forEach((control) => control.update());
    tape.update();
  }
  function inputRows({ data, axes }, result, range) {
    const { padding: p, mode } = state.all();
    const chosen = result.cells[result.winner];
    return axes[0].n + 2 * p === 0 ? [] : Array.from({ length: axes[0].n + 2 * p }, (_, y) => Array.from({ length: axes[1].n + 2 * p }, (_, x) => {
      const [row, column] = [y - p, x - p];
      const value = data[row]?.[column];
      if (value === undefined) return { row, column, pad: true, text: padText(mode), label: fill(strings.pad_cell, { row, column }) };
      const won = state.get("view") === "step" && chosen && chosen.row === row && chosen.column === column;
      return { row, column, text: formatNumber(value), label: cellLabel(strings, row, column, value), level: level(value, ...range), state: won ? "pool-winner" : "" };
    }));
  }
  function outputRows({ step, width }, pooled, range, i, j) {
    const reads = pointed?.side === "input" ? pointed : null;
    const { axes } = layout();
    const fed = (row, column) => reads && windowsReading(axes[0], reads.row).includes(row) && windowsReading(axes[1], reads.column).includes(column);
    return pooled.map((line, row) => line.map(({ value }, column) => {
      const done = state.get("view") === "all" || row * width + column <= step || (row === i && column === j);
      return {
        row, column, text: done ? formatNumber(value) : "", level: done ? level(value, ...range) : "-none",
        label: done ? cellLabel(strings, row, column, value) : fill(strings.not_yet, { row, column }),
        state: `${done ? "" : "pool-waiting"} ${fed(row, column) ? "pool-fed" : ""}`,
      };
    }));
  }
  /** All windows at once: one outline each, lettered, nested where they overlap. */
  function tiles({ axes, width, count }, chosen) {
    const shown = state.get("view") === "all" ? count : 0;
    const { padding: p, kernel_size: k, stride } = state.all();
    const mark = (side, n, row, column, size, nest) => {
      const tile = side.layer.children[n];
      place(tile, row, column, size, size);
      setText(tile.firstChild, String.fromCodePoint(65 + (n % 26)));
      tile.className = `pool-tile ${pointed && n === chosen ? "pool-chosen" : ""}`;
      tile.style.setProperty("--hue", String((n * 137) % 360));
      tile.style.setProperty("--inset", String(nest));
    };
    for (const { layer } of [input, output]) {
      while (layer.children.length > shown) layer.lastChild.remove();
      while (layer.children.length < shown) layer.append(h("div", {}, h("b")));
      layer.classList.toggle("pool-some", pointed?.side === "output");
      layer.classList.toggle("pool-overlap", stride < k);
    }
    for (let n = 0; n < shown; n += 1) {
      const [i, j] = [Math.floor(n / width), n % width];
      const nest = stride < k ? (i % 2) + 2 * (j % 2) : 0;
      mark(input, n, windowTaps(axes[0], i)[0] + p, windowTaps(axes[1], j)[0] + p, k, nest);
      mark(output, n, i, j, 1, 0);
    }
  }
  function say({ data, axes, count, step }, result, i, j) {
    const { mode, kernel_size: k, stride, padding } = state.all();
    setText(inputTitle, fill(strings.input_size, { h: data.length, w: data[0].length }));
    setText(outputTitle, fill(strings.output_size, { h: axes[0].outputs, w: axes[1].outputs }));
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    setText(sentence, notice || equation(result, mode));
    const index = i * axes[1].outputs + j;
    const range = (axis, n) => {
      const [a, b] = windowBounds(axis, n).map((edge, end) => formatNumber(edge - end));
      return a === b ? a : fill(strings.range, { a, b });
    };
    setText(where, fill(strings.where, { window: fill(strings.window_of, { i: index + 1, n: count }), rows: range(axes[0], i), columns: range(axes[1], j) }));
    const sizes = data.length === data[0].length ? [data.length] : [data.length, data[0].length];
    setText(bottom.formula, sizes.map((n, axis) => `⌊(${n} + 2·${padding} − ${k}) / ${stride}⌋ + 1 = ${axes[axis].outputs}`).join(" · "));
  }
  function equation({ cells, value, divisor }, mode) {
    const list = cells.map((c) => (mode === "average" && c.value < 0 ? `(${formatNumber(c.value)})` : formatNumber(c.value)));
    const result = formatNumber(value);
    if (!cells.length) return fill(strings.empty_window, { value: result });
    if (mode === "average") return `(${list.join(" + ")}) / ${divisor} = ${result}`;
    return `${mode}(${list.join(", ")}) = ${result}`;
  }
  function padText(mode) {
    if (mode === "average") return state.get("count_include_pad") ? "0" : "";
    return mode === "max" ? "−∞" : "∞";
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
  function point(side, cell) {
    const now = cell ? { side, row: cell.row, column: cell.column } : null;
    if (JSON.stringify(now) === JSON.stringify(pointed)) return;
    pointed = now;
    if (now) notice = "";
    draw();
  }
  function python() {
    const { mode, kernel_size, stride, padding, count_include_pad } = state.all();
    const name = { max: "max_pool2d", average: "avg_pool2d", min: "min_pool2d" }[mode];
    const options = [`kernel_size=${kernel_size}`, `stride=${stride}`];
    if (padding) options.push(`padding=${padding}`);
    if (padding && mode === "average" && !count_include_pad) options.push("count_include_pad=False");
    return `import numpy as np\nfrom pooltools import ${name}\n\n${pythonMap(state.get("data"))}${name}(x, ${options.join(", ")})\n`;
  }
}
