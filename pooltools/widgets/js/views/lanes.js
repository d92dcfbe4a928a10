// @ts-nocheck
/** Channel Lanes: three channels side by side, and what a pooling costs. */
import { formatNumber, windowBounds, windowsReading } from "../arithmetic/pool.js";
import { fill, h, s, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings } from "../parts/controls.js";
import { cellLabel, grid, place } from "../parts/grid.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";
import { OPERATIONS, axesOf, joined, outputs, terms } from "../arithmetic/channels.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { counter } from "../parts/counter.js";

const LANES = [0, 1, 2];

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); }); // a refusal ends with any change
  const before = model.get("data");
  let pointed = null; // { side, lane, row, column }
  let notice = "";

  const point = (side, lane) => (cell) => show(cell && { side, lane, row: cell.row, column: cell.column });
  const onKey = (event) => tape.key(event);
  const name = (side, lane) => fill(strings[side], { n: lane + 1 });
  const inputs = LANES.map((lane) => grid({ label: name("input", lane), onEdit: paintCell(lane), onRefuse: refuse, onPoint: point("input", lane), onKey }));
  const results = LANES.map((lane) => grid({ label: name("output", lane), onPoint: point("output", lane), onKey }));
  const wires = s("svg", { class: "pool-wires", viewBox: "0 0 300 40", preserveAspectRatio: "none", "aria-hidden": "true" });
  const lane = (cells, side) => LANES.map((n) => h("div", { class: `pool-lane pool-lane${n}` }, h("p", { class: "pool-title" }, name(side, n)), cells[n].element));
  const lanes = h("div", { class: "pool-roads" }, ...lane(inputs, "input"), wires, ...lane(results, "output"));
  const costs = counter({ strings, get: state.all, set: state.set });
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const counting = () => state.get("view") === "counter";
  const out = () => [...state.get("pools")].filter((bit) => bit === "0").length;
  const tape = player({
    word: (key) => ({ ...strings, first: strings.first_step, last: strings.last_step, scrub: strings.scrub_step, window_of: strings.step_of })[key], count: () => (counting() ? 6 : 4), get: () => (counting() ? out() : state.get("step")),
    set: (i, save) => state.set(counting() ? { pools: "1".repeat(5 - i) + "0".repeat(i) } : { step: i }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const choose = (key, options) => segmented({
    label: strings[key], options: options.map((value) => ({ value, label: strings[value] })), get: () => state.get(key), set: (value) => { tape.pause(); state.set({ [key]: value }); },
  });
  const [view, operation, head] = [choose("view", ["lanes", "counter"]), choose("operation", OPERATIONS), choose("head", ["flatten", "global average"])];
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-lanes", role: "group", "aria-label": strings.title },
    lanes, costs.element, h("div", { class: "pool-verdict" }, sentence, where), tape.element, settings([view]), settings([operation, head]), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function draw() {
    lanes.hidden = counting();
    costs.element.hidden = !counting();
    operation.element.hidden = counting();
    head.element.hidden = !counting();
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    const told = counting() ? costs.update() : drawLanes();
    setText(sentence, notice || told.sentence);
    setText(where, told.where);
    setText(bottom.formula, told.formula);
    [view, operation, head].forEach((control) => control.update());
    tape.update();
  }
  function drawLanes() {
    const { painted, operation: how, step } = state.all();
    const [now, then] = [outputs(painted, how), outputs(before, how)];
    const axes = axesOf(painted[0]);
    const [i, j] = pointed?.side === "output" ? [pointed.row, pointed.column] : [step >> 1, step % 2];
    const shows = (c) => pointed?.side !== "output" || joined(how, pointed.lane, c);
    const wet = (c) => JSON.stringify(painted[c]) !== JSON.stringify(before[c]);
    LANES.forEach((c) => {
      inputs[c].update(painted[c].map((line, row) => line.map((value, column) => inputCell(c, row, column, value))));
      results[c].update(now[c].map((line, row) => line.map((value, column) => {
        const changed = value !== then[c][row][column];
        const fed = pointed?.side === "input" && joined(how, c, pointed.lane)
          && windowsReading(axes[0], pointed.row).includes(row) && windowsReading(axes[1], pointed.column).includes(column);
        const label = cellLabel(strings, row, column, value);
        return {
          row, column, text: formatNumber(value), level: level(value, ...finiteRange(now.flat())), state: `${changed ? "pool-changed" : ""} ${fed ? "pool-fed" : ""}`,
          label: changed ? fill(strings.changed_cell, { cell: label, value: formatNumber(then[c][row][column]) }) : label,
        };
      })));
      place(inputs[c].frame, windowBounds(axes[0], i)[0], windowBounds(axes[1], j)[0], 2, 2);
      place(results[c].frame, i, j, 1, 1);
      inputs[c].frame.hidden = !shows(c);
      results[c].frame.hidden = pointed?.side === "output" && pointed.lane !== c;
    });
    const links = LANES.flatMap((o) => LANES.filter((c) => joined(how, o, c)).map((c) => [o, c]));
    wires.replaceChildren(...links.map(([o, c]) => s("path", { d: `M${50 + 100 * c} 2L${50 + 100 * o} 38`, class: wet(c) ? "pool-wet" : "" })));
    return sayLanes(now, then, i, j);
  }
  function inputCell(c, row, column, value) {
    const old = before[c][row][column];
    const label = cellLabel(strings, row, column, value);
    return {
      row, column, text: formatNumber(value), level: level(value, ...finiteRange(state.get("painted").flat())), state: old === value ? "" : "pool-painted",
      label: old === value ? label : fill(strings.changed_cell, { cell: label, value: formatNumber(old) }),
    };
  }
  function sayLanes(now, then, i, j) {
    const { operation: how, painted } = state.all();
    const counts = now.map((x, c) => x.flat().filter((value, n) => value !== then[c].flat()[n]).length);
    const [a, b, c] = counts;
    const touched = JSON.stringify(painted) !== JSON.stringify(before);
    const o = pointed?.side === "output" ? pointed.lane : -1;
    const list = now.map((x) => formatNumber(x[i][j])).join(", ");
    return {
      sentence: touched ? fill(strings.effect, { all: a + b + c, a, b, c }) : strings.untouched_lanes,
      where: o < 0 ? fill(strings.at_once, { i: 2 * i + j + 1, list }) : `${name("output", o)}: ${equation(terms(painted, how, o, i, j), how, now[o][i][j])}`,
      formula: strings[`${how}_learns`],
    };
  }
  function equation(list, how, value) {
    const numbers = list.map((term) => formatNumber(term.value));
    if (how === "max") return `max(${numbers.join(", ")}) = ${formatNumber(value)}`;
    if (how === "average") return `(${numbers.join(" + ")}) / 4 = ${formatNumber(value)}`;
    const signs = list.map(({ weight }, n) => (weight < 0 ? "− " : n ? "+ " : ""));
    return `${signs.map((sign, n) => sign + numbers[n]).join(" ")} = ${formatNumber(value)}`;
  }
  function paintCell(c) {
    return (row, column, value) => {
      if (!Number.isFinite(value)) return refuse(formatNumber(value), formatNumber(state.get("painted")[c][row][column]));
      const painted = state.get("painted").map((x) => x.map((line) => [...line]));
      painted[c][row][column] = value;
      notice = "";
      return state.set({ painted });
    };
  }
  function refuse(text, value) {
    notice = fill(strings.not_a_number, { text, value });
    draw();
  }
  function show(now) {
    if (JSON.stringify(now) === JSON.stringify(pointed)) return;
    pointed = now;
    if (now) notice = "";
    draw();
  }
  function python() {
    const { operation: how, painted, pools, head: top } = state.all();
    if (counting()) {
      const left = [...pools].flatMap((bit, n) => (bit === "1" ? [] : [`"pool${n + 1}"`]));
      const layers = top === "flatten" ? "VGG16.head" : "GLOBAL_HEAD";
      return `from pooltools.nets import GLOBAL_HEAD, VGG16, total, trace\n\nout = [${left.join(", ")}]\nbody = [layer for layer in VGG16.body if layer.name not in out]\ntotal(trace([*body, *${layers}], VGG16.shape))\n`;
    }
    const planes = painted.map((plane) => `    ${JSON.stringify(plane)},\n`).join("");
    const x = `[\n${planes}]`;
    const call = { max: "max_pool2d", average: "avg_pool2d" }[how];
    if (call) return `import numpy as np\nfrom pooltools import ${call}\n\nx = np.array(${x})\n${call}(x, 2)\n`;
    return `from pooltools.widgets import ChannelLanes\n\nChannelLanes(painted=${x}, operation="${how}").output\n`;
  }
}
