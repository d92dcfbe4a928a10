// @ts-check
/**
 * Channel Lanes: three channels side by side, and what a pooling costs.
 *
 * @import { ChannelOperation } from "../arithmetic/channels.js"
 * @import { LanesLayout } from "../arithmetic/lanes_layout.js"
 * @import { Grid, Pair, Place } from "../arithmetic/pool.js"
 * @import { Choice } from "../parts/counter.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { GridPart } from "../parts/grid.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {Choice & { view: "lanes" | "counter", operation: ChannelOperation, painted: Grid[], step: number,
 *   speed: number }} State
 * @typedef {{ side: "input" | "output", lane: number, row: number, column: number }} Pointed
 * @typedef {{ shell: Shell<State, Pointed>, before: Grid[], inputs: GridPart[], results: GridPart[],
 *   kernels: HTMLElement[], wires: SVGElement, lanes: HTMLElement, costs: ReturnType<typeof counter>,
 *   operation: HTMLElement, head: HTMLElement }} View
 */
import { axesOf, joined, kernel } from "../arithmetic/channels.js";
import { LANES, equation, lanesLayout, links, repainted } from "../arithmetic/lanes_layout.js";
import { formatNumber, reads, windowBounds } from "../arithmetic/pool.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { settings } from "../parts/controls.js";
import { counter } from "../parts/counter.js";
import { fill, h, s } from "../parts/dom.js";
import { cellLabel, place, spot } from "../parts/grid.js";
import { Shell } from "../parts/shell.js";

/** @param {{ model: Model<State & { data: Grid[] }>, el: HTMLElement }} host */
export function render({ model, el }) {
  /** @type {Shell<State, Pointed>} */
  const shell = new Shell({
    model, el, name: "lanes", python,
    tape: {
      count: ({ view }) => (view === "counter" ? 6 : 4),
      at: ({ view, pools, step }) => (view === "counter" ? [...pools].filter((bit) => bit === "0").length : step),
      to: (i) => (state.get("view") === "counter" ? { pools: "1".repeat(5 - i) + "0".repeat(i) } : { step: i }),
      words: { first: "first_step", last: "last_step", scrub: "scrub_step", window_of: "step_of" },
    },
  });
  const { strings, state } = shell;
  const inputs = LANES.map((lane) => laneGrid(shell, "input", lane));
  const results = LANES.map((lane) => laneGrid(shell, "output", lane));
  const kernels = LANES.map(() => h("div", { class: "pool-kernels", role: "img" }));
  const wires = s("svg", {
    class: "pool-wires", viewBox: "0 0 300 40", preserveAspectRatio: "none", "aria-hidden": "true",
  });
  const roads = (/** @type {Pointed["side"]} */ side, /** @type {GridPart[]} */ grids) =>
    grids.map(({ element }, n) => h("div", { class: `pool-lane pool-lane${n}` },
      h("p", { class: "pool-title" }, named(strings, side, n)), element, ...(side === "output" ? [kernels[n]] : [])));
  const lanes = h("div", { class: "pool-roads" }, ...roads("input", inputs), wires, ...roads("output", results));
  const costs = counter({ strings, get: state.all, set: state.set });
  const choose = (/** @type {"view" | "operation" | "head"} */ key) => shell.choose(key, {
    set: (value) => { shell.tape.pause(); state.set({ [key]: value }); },
  });
  const [shown, operation, head] = [choose("view"), choose("operation"), choose("head")];
  const view = {
    shell, before: model.get("data"), inputs, results, kernels, wires, lanes, costs,
    operation: operation.element, head: head.element,
  };
  return shell.mount(() => draw(view), lanes, costs.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where), shell.tape.element,
    settings([shown]), settings([operation, head]));
}

/** @param {Strings} strings @param {Pointed["side"]} side @param {number} lane */
function named(strings, side, lane) {
  return fill(strings[side], { n: lane + 1 });
}

/** @param {Shell<State, Pointed>} shell @param {Pointed["side"]} side @param {number} lane */
function laneGrid(shell, side, lane) {
  const { strings, state } = shell;
  const onEdit = (/** @type {number} */ row, /** @type {number} */ column, /** @type {number} */ value) => {
    const painted = state.get("painted");
    if (Number.isFinite(value)) state.set({ painted: repainted(painted, lane, row, column, value) });
    else shell.refuse(formatNumber(value), formatNumber(painted[lane][row][column]));
  };
  return shell.grid({
    label: named(strings, side, lane),
    onPoint: (cell) => {
      const at = spot(side, cell);
      shell.point(at && { ...at, lane });
    },
    ...(side === "input" ? { onEdit } : {}),
  });
}

/** @param {View} view */
function draw(view) {
  const { shell, lanes, costs, operation, head } = view;
  const state = shell.state.all();
  const counting = state.view === "counter";
  lanes.hidden = counting;
  costs.element.hidden = !counting;
  operation.hidden = counting;
  head.hidden = !counting;
  shell.say(counting ? costs.update() : drawLanes(view, state));
}

/** @param {View} view @param {State} state */
function drawLanes({ shell: { strings, pointed }, before, inputs, results, kernels, wires }, state) {
  const { painted, operation } = state;
  const axes = axesOf(painted[0]);
  const target = pointed?.side === "output" ? pointed : null;
  const source = pointed?.side === "input" ? pointed : null;
  const layout = lanesLayout(state, before, target);
  const [inputRange, outputRange] = [finiteRange(painted.flat()), finiteRange(layout.now.flat())];
  LANES.forEach((c) => {
    const fed = (/** @type {Place} */ { row, column }) =>
      source && joined(operation, c, source.lane) && reads(axes, row, column, source);
    inputs[c].update(rowsOf(strings, painted[c], before[c], inputRange, (changed) => (changed ? "pool-painted" : "")));
    results[c].update(rowsOf(strings, layout.now[c], layout.old[c], outputRange, (changed, at) =>
      `${changed ? "pool-changed" : ""} ${fed(at) ? "pool-fed" : ""}`));
    place(inputs[c].frame, windowBounds(axes[0], layout.i)[0], windowBounds(axes[1], layout.j)[0], 2, 2);
    place(results[c].frame, layout.i, layout.j, 1, 1);
    inputs[c].frame.hidden = target !== null && !joined(operation, target.lane, c);
    results[c].frame.hidden = target !== null && target.lane !== c;
  });
  wires.replaceChildren(...links(operation).map(({ o, c }) =>
    s("path", { d: `M${50 + 100 * c} 2L${50 + 100 * o} 38`, class: layout.wet[c] ? "pool-wet" : "" })));
  kernels.forEach((element, o) => drawKernels(element, strings, operation, o));
  return told(strings, state, layout, target);
}

/**
 * The weights of one output channel, a small grid for each input that it reads.
 * @param {HTMLElement} element @param {Strings} strings @param {State["operation"]} operation @param {number} o
 */
function drawKernels(element, strings, operation, o) {
  const read = LANES.filter((c) => joined(operation, o, c));
  element.hidden = operation === "max" || operation === "average";
  const list = read.map((c) => `${named(strings, "input", c)}: ${kernel(o, c).map(formatNumber).join(", ")}`);
  element.setAttribute("aria-label", fill(strings.weights_of, { n: o + 1, list: list.join("; ") }));
  element.replaceChildren(h("small", {}, strings.weights), ...read.map((c) =>
    h("span", { class: `pool-kernel${c}` }, ...kernel(o, c).map((weight) => h("i", {}, formatNumber(weight))))));
}

/**
 * A map's cells, with those that were something else before.
 * @param {Strings} strings @param {Grid} map @param {Grid} before @param {Pair} range
 * @param {(changed: boolean, at: Place) => string} look
 */
function rowsOf(strings, map, before, range, look) {
  return map.map((line, row) => line.map((value, column) => {
    const old = before[row][column];
    const changed = value !== old;
    const label = cellLabel(strings, row, column, value);
    return {
      row, column, text: formatNumber(value), level: level(value, ...range), state: look(changed, { row, column }),
      label: changed ? fill(strings.changed_cell, { cell: label, value: formatNumber(old) }) : label,
    };
  }));
}

/**
 * What the lanes say; target is the output that is pointed at.
 * @param {Strings} strings @param {State} state @param {LanesLayout} layout @param {Pointed | null} target
 */
function told(strings, { painted, operation }, layout, target) {
  const { now, counts: [a, b, c], wet, i, j } = layout;
  const list = now.map((x) => formatNumber(x[i][j])).join(", ");
  return {
    sentence: wet.includes(true) ? fill(strings.effect, { all: a + b + c, a, b, c }) : strings.untouched_lanes,
    where: target ? `${named(strings, "output", target.lane)}: ${equation(painted, operation, target.lane, layout)}`
      : fill(strings.at_once, { i: 2 * i + j + 1, list }),
    formula: strings[`${operation}_learns`],
  };
}

/** @param {State} state */
function python(state) {
  return state.view === "counter" ? counterPython(state) : lanesPython(state);
}

/** @param {Choice} choice */
function counterPython({ pools, head }) {
  const left = [...pools].flatMap((bit, n) => (bit === "1" ? [] : [`"pool${n + 1}"`]));
  return `from pooltools.nets import GLOBAL_HEAD, VGG16, total, trace\n\nout = [${left.join(", ")}]\n`
    + "body = [layer for layer in VGG16.body if layer.name not in out]\n"
    + `total(trace([*body, *${head === "flatten" ? "VGG16.head" : "GLOBAL_HEAD"}], VGG16.shape))\n`;
}

/** @param {State} state */
function lanesPython({ operation, painted }) {
  const x = `[\n${painted.map((plane) => `    ${JSON.stringify(plane)},\n`).join("")}]`;
  if (operation === "max" || operation === "average") {
    const call = operation === "max" ? "max_pool2d" : "avg_pool2d";
    return `import numpy as np\nfrom pooltools import ${call}\n\nx = np.array(${x})\n${call}(x, 2)\n`;
  }
  return `from pooltools.widgets import ChannelLanes\n\nChannelLanes(painted=${x}, operation="${operation}").output\n`;
}
