// @ts-nocheck
/** Gradient Pinball: a gradient falls from the output to the cells that decided. */
import { decode, encode, encodeMap, formatNumber, makeAxis, pool2d, windowBounds, windowsReading } from "../arithmetic/pool.js";
import { ballsOf, collect, receivers, relativeChange, slopes, unpool } from "../arithmetic/backward.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings, stepper } from "../parts/controls.js";
import { cellLabel, grid, place } from "../parts/grid.js";
import { flights } from "../parts/flight.js";
import { pythonMap } from "../arithmetic/maps.js";
import { finiteRange, level } from "../arithmetic/shades.js";
import { player } from "../parts/player.js";
import { probePanel } from "../parts/probe.js";
import { watch } from "../parts/state.js";

const NUDGE = 0.001;

/** The window fits on the map, and an average has no switches. */
export function valid({ data, mode, kernel_size, view, way }) {
  return kernel_size <= Math.min(data.length, data[0].length)
    && !(view === "unpool" && mode === "average" && way === "switches");
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); }, valid); // a refusal ends with any change
  let pointed = null; // what the reader points at: { side, row, column }
  let notice = "";
  let flown = null; // the step whose ball flew last

  const make = (side, onEdit) => grid({ label: strings[side], onEdit, onRefuse: refuse, onPoint: (cell) => point(side, cell), onKey: (event) => tape.key(event) });
  const grids = { input: make("input", editCell("data")), small: make("small"), balls: make("balls", editCell("balls")), large: make("large") };
  const sides = Object.fromEntries(Object.entries(grids).map(([name, { element }]) => (
    [name, h("div", { class: "pool-side" }, h("p", { class: "pool-title" }, strings[`${name}_title`]), element)])));
  const stage = h("div", { class: "pool-stage" }, ...Object.values(sides));
  const paths = flights(stage);
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const probe = probePanel({ strings, nudge: NUDGE });
  const tape = player({
    word: (key) => ({ ...strings, window_of: strings.ball_of, scrub: strings.scrub_ball, first: strings.first_ball, last: strings.last_ball })[key], count: () => layout().pooled.flat().length,
    get: () => layout().step, set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  // an average has no switches: what is chosen last is kept, the other gives way
  const others = { average: { way: "duplicate" }, unpool: { way: "duplicate" }, switches: { mode: "max" } };
  const settled = (values) => (state.can(values) ? values : { ...values, ...others[Object.values(values)[0]] });
  const choose = (key, options) => segmented({
    label: strings[key], options: options.map((value) => ({ value, label: strings[value] })), get: () => state.get(key), set: (value) => state.set(settled({ [key]: value })),
  });
  const step = (key) => stepper({
    label: key, strings, get: () => state.get(key), set: (value) => state.set({ [key]: value }), allowed: (value) => state.can({ [key]: value }),
  });
  const way = choose("way", ["switches", "duplicate", "spread"]);
  const controls = [choose("view", ["pinball", "unpool"]), choose("mode", ["max", "average"]), way, step("kernel_size"), step("stride")];
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-pinball", role: "group", "aria-label": strings.title },
    stage, h("div", { class: "pool-verdict" }, sentence, where), probe.element, tape.element, settings(controls.slice(0, 3)), settings(controls.slice(3)), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); paths.stop(); state.stop(); };

  /** Everything that follows from the state; nothing of it is kept. */
  function layout() {
    const data = decode(state.get("data"));
    const { kernel_size: k, stride, mode } = state.all();
    const axes = [data, data[0]].map((line) => makeAxis(line.length, k, { stride }));
    const pooled = pool2d(data, axes, mode);
    return { data, axes, pooled, step: Math.min(state.get("step"), pooled.flat().length - 1) };
  }
  function draw() {
    const now = layout();
    const { data, axes, pooled } = now;
    const { view, mode, way: how, probe: at } = state.all();
    const [height, width] = [data.length, data[0].length];
    const small = view === "pinball" ? "balls" : "small";
    const big = view === "pinball" ? "input" : "large";
    const columns = pooled[0].length;
    const [i, j] = pointed?.side === small ? [pointed.row, pointed.column] : [Math.floor(now.step / columns), now.step % columns];
    const balls = ballsOf(decode(state.get("balls")), pooled);
    const dropped = ballsOf(balls, pooled, now.step + 1);
    const got = collect(pooled, dropped, height, width);
    const back = unpool(pooled, how, height, width, now.step + 1);
    const to = takers(pooled[i][j], view === "pinball" ? mode : how);
    const cell = Math.min(at, height * width - 1);
    const nudged = { row: Math.floor(cell / width), column: cell % width };

    Object.entries(sides).forEach(([name, side]) => { side.hidden = !["input", small, big].includes(name); });
    root.dataset.view = view;
    probe.element.hidden = view !== "pinball";
    way.element.hidden = view !== "unpool";
    grids.input.update(inputRows(now, pooled[i][j], got, nudged));
    if (view === "pinball") grids.balls.update(ballRows(now, balls, i, j));
    else {
      grids.small.update(smallRows(now));
      grids.large.update(plainRows(back, finiteRange(data), to));
    }
    badges(got);
    probe.update(nudged, slopes(data, axes, mode, dropped, nudged, NUDGE), got[nudged.row][nudged.column]);
    const size = state.get("kernel_size");
    place(grids.input.frame, windowBounds(axes[0], i)[0], windowBounds(axes[1], j)[0], size, size);
    place(grids[small].frame, i, j, 1, 1);
    const share = (part) => formatNumber(balls[i][j] * part);
    paths.show({ grid: grids[small], row: i, column: j }, to.map((c) => ({ ...c, grid: grids[big], text: view === "pinball" ? share(c.share) : formatNumber(c.gives) })));
    if (flown !== null && now.step === flown + 1 && !pointed) paths.fly(500 / Math.max(state.get("speed"), 1));
    flown = now.step;
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    if (view === "pinball") sayPinball(pooled[i][j], balls[i][j], dropped, got);
    else sayUnpool(pooled[i][j], to, data, unpool(pooled, how, height, width));
    controls.forEach((control) => control.update());
    tape.update();
  }
  /** Where a window's ball or value goes: to the winner, or in shares to all. */
  function takers(window, how) {
    const single = how === "max" || how === "switches";
    const all = receivers(single ? window : { ...window, divisor: window.cells.length });
    return all.map((cell) => ({ ...cell, gives: how === "spread" ? window.value * cell.share : window.value }));
  }
  function inputRows({ data }, window, got, nudged) {
    const range = finiteRange(data);
    const winner = window.divisor === undefined ? window.cells[window.winner] : null;
    const same = (a, row, column) => a && a.row === row && a.column === column;
    return data.map((line, row) => line.map((value, column) => {
      const tied = winner && value === winner.value && window.cells.some((c) => same(c, row, column));
      const label = cellLabel(strings, row, column, value);
      const looks = [same(winner, row, column) ? "pool-winner" : tied ? "pool-tied" : "", same(nudged, row, column) ? "pool-nudged" : ""];
      return {
        row, column, text: formatNumber(value), level: level(value, ...range), state: looks.join(" "),
        label: state.get("view") === "pinball" ? fill(strings.collected, { cell: label, total: formatNumber(got[row][column]) }) : label,
      };
    }));
  }
  function fed({ axes }, row, column) {
    const from = pointed && ["input", "large"].includes(pointed.side) ? pointed : null;
    return from && windowsReading(axes[0], from.row).includes(row) && windowsReading(axes[1], from.column).includes(column) ? "pool-fed" : "";
  }
  function ballRows(now, balls, i, j) {
    return balls.map((line, row) => line.map((value, column) => {
      const gone = row * line.length + column <= now.step || (row === i && column === j);
      const result = formatNumber(now.pooled[row][column].value);
      return {
        row, column, text: formatNumber(value), level: "-none", state: `pool-ball ${gone ? "pool-gone" : ""} ${fed(now, row, column)}`,
        label: fill(gone ? strings.ball_gone : strings.ball_waits, { row, column, value: formatNumber(value), result }),
      };
    }));
  }
  function smallRows(now) {
    const range = finiteRange(now.data);
    return now.pooled.map((line, row) => line.map(({ value }, column) => (
      { row, column, text: formatNumber(value), level: level(value, ...range), label: cellLabel(strings, row, column, value), state: fed(now, row, column) })));
  }
  function plainRows(map, range, to) {
    return map.map((line, row) => line.map((value, column) => (
      { row, column, text: formatNumber(value), level: level(value, ...range), label: cellLabel(strings, row, column, value),
        state: to.some((c) => c.row === row && c.column === column) ? "pool-winner" : "" })));
  }
  /** What each input cell has collected, in its corner. */
  function badges(got) {
    const { layer } = grids.input;
    const flat = got.flat();
    const shown = state.get("view") === "pinball";
    while (layer.children.length > flat.length) layer.lastChild.remove();
    while (layer.children.length < flat.length) layer.append(h("div", { class: "pool-tile" }, h("b")));
    flat.forEach((total, n) => {
      const tile = layer.children[n];
      place(tile, Math.floor(n / got[0].length), n % got[0].length, 1, 1);
      tile.hidden = !shown || total === 0;
      setText(tile.firstChild, formatNumber(total));
    });
  }
  function sayPinball({ cells, value, winner }, ball, dropped, got) {
    const ties = cells.filter((c) => c.value === value).length;
    const words = { ball: formatNumber(ball), value: formatNumber(value), n: cells.length, share: formatNumber(ball / cells.length), ties, row: cells[winner]?.row, column: cells[winner]?.column };
    const max = state.get("mode") === "max";
    setText(sentence, notice || fill(strings[max ? "falls" : "splits"], words));
    setText(where, max ? fill(strings[ties > 1 ? "tie" : "no_tie"], words) : strings.equal);
    const sum = (map) => formatNumber(map.flat().reduce((a, b) => a + b, 0));
    setText(bottom.formula, fill(strings.conserved, { dropped: sum(dropped), got: sum(got) }));
  }
  function sayUnpool({ value }, to, data, whole) {
    const how = state.get("way");
    const words = { value: formatNumber(value), n: to.length, share: formatNumber(to[0]?.gives), row: to[0]?.row, column: to[0]?.column };
    setText(sentence, notice || fill(strings[`${how}_say`], words));
    setText(where, fill(strings.lost, { share: formatNumber(Math.round(1000 * relativeChange(data, whole)) / 10) }));
    setText(bottom.formula, strings[`${how}_formula`]);
  }
  function editCell(key) {
    return (row, column, value) => {
      const now = key === "data" ? state.get(key) : encodeMap(ballsOf(decode(state.get(key)), layout().pooled));
      const map = now.map((line) => [...line]);
      map[row][column] = encode(value);
      notice = "";
      state.set({ [key]: map });
    };
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
    if (now && side === "input") state.set({ probe: now.row * state.get("data")[0].length + now.column }, false);
    draw();
  }
  function python() {
    const { mode, view, way: how, kernel_size: k, stride } = state.all();
    const [layer, pool] = [`${k}, stride=${stride}`, mode === "max" ? "max_pool2d" : "avg_pool2d"];
    const write = (names, ...lines) => `import numpy as np\nfrom pooltools import ${names}\n\n${pythonMap(state.get("data"))}${lines.join("")}\n`;
    if (view === "pinball") {
      const balls = pythonMap(encodeMap(ballsOf(decode(state.get("balls")), layout().pooled))).replace("x", "grad_output");
      return write(`${pool}_backward`, balls, `${pool}_backward(grad_output, ${mode === "max" ? "x" : "x.shape"}, ${layer})`);
    }
    if (how === "switches") return write("max_pool2d_with_indices, max_unpool2d", `values, indices = max_pool2d_with_indices(x, ${layer})\n`, "max_unpool2d(values, indices, x.shape)");
    if (how === "duplicate") return write(`avg_unpool2d, ${pool}`, `avg_unpool2d(${pool}(x, ${k}, stride=${stride}), ${k}, x.shape, stride=${stride})`);
    return write([...new Set(["avg_pool2d_backward", pool])].join(", "), `avg_pool2d_backward(${pool}(x, ${layer}), x.shape, ${layer})`);
  }
}
