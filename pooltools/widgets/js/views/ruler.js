// @ts-check
/** Window Ruler: one axis, its windows as brackets, and the cells nobody sees. */
import { outputSize, windowBounds, windowTaps, windowsReading } from "../arithmetic/pool.js";
import { bareCeiling, rulerAxis, rulerLayout, spell, verdicts } from "../arithmetic/layout.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings, stepper } from "../parts/controls.js";
import { grid, place } from "../parts/grid.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";

export const KEYS = ["n", "kernel_size", "stride", "padding", "dilation", "rule", "step", "speed"];

/**
 * Only such states are reachable; a link to any other is not followed. A window has
 * to fit when rounding down, so that all three rules can be chosen at any time.
 */
export function valid({ n, kernel_size: k, stride, padding, dilation, rule, step, speed }) {
  const within = (value, low, high) => Number.isInteger(value) && low <= value && value <= high;
  return within(n, 1, 12) && within(k, 1, 8) && within(stride, 1, 8) && within(padding, 0, 4) && within(dilation, 1, 4)
    && ["floor", "ceil", "same"].includes(rule) && within(step, 0, 99) && speed > 0 && 2 * padding <= k
    && outputSize(n, k, { stride, padding: [padding, padding], dilation }) > 0;
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, KEYS, draw);
  let pointed = null; // { window } or { cell }

  const cells = grid({ label: strings.cells, onPoint: (cell) => point(cell && { cell: cell.column }), onKey: (event) => tape.key(event) });
  const outputs = grid({ label: strings.windows, onPoint: (cell) => point(cell && { window: cell.column }), onKey: (event) => tape.key(event) });
  const brackets = h("div", { class: "pool-brackets", "aria-hidden": "true" });
  brackets.addEventListener("pointerover", (event) => {
    const bracket = event.target.closest(".pool-bracket");
    if (bracket && !bracket.classList.contains("pool-refused")) point({ window: Number(bracket.dataset.window) });
  });
  brackets.addEventListener("pointerleave", () => point(null));
  cells.element.append(brackets);
  const title = h("p", { class: "pool-title" });
  const outputTitle = h("p", { class: "pool-title" });
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const unseen = h("span", { class: "pool-where" });
  const frameworks = h("dl");
  const tape = player({
    strings, count: () => axis().outputs, get: () => Math.min(state.get("step"), axis().outputs - 1), set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const rule = segmented({
    label: strings.rule, options: ["floor", "ceil", "same"].map((value) => ({ value, label: strings[value] })),
    get: () => state.get("rule"), set: (value) => state.set({ rule: value }),
  });
  const numbers = ["n", "kernel_size", "stride", "padding", "dilation"].map((key) => stepper({
    label: key, strings, get: () => state.get(key), set: (value) => state.set({ [key]: value }),
    allowed: (value) => valid({ ...state.all(), [key]: value }) && !(key === "padding" && state.get("rule") === "same"),
  }));
  const bottom = foot({ strings, model, python, state: state.changed });
  const root = h("div", { class: "pooltools pool-widget pool-ruler", role: "group", "aria-label": strings.title },
    h("div", { class: "pool-line" }, title, cells.element),
    h("div", { class: "pool-say" }, sentence, unseen),
    h("div", { class: "pool-line" }, outputTitle, outputs.element),
    tape.element, settings([rule]), settings(numbers), frameworks, bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function axis() {
    return rulerAxis(state.all());
  }
  function point(target) {
    if (JSON.stringify(target) === JSON.stringify(pointed)) return;
    pointed = target;
    draw();
  }
  function draw() {
    const now = axis();
    const layout = rulerLayout(now, state.get("rule") === "ceil");
    const i = pointed?.window ?? Math.min(state.get("step"), now.outputs - 1);
    const taps = windowTaps(now, i);
    cells.update([Array.from({ length: layout.end - layout.first }, (_, x) => cellAt(layout.first + x, now, layout, taps))]);
    outputs.update([Array.from({ length: now.outputs }, (_, w) => outputAt(w, now, i))]);
    const [start, end] = windowBounds(now, i);
    place(cells.frame, 0, start - layout.first, 1, end - start);
    place(outputs.frame, 0, i, 1, 1);
    drawBrackets(layout, i);
    say(now, layout, i);
    [rule, ...numbers].forEach((control) => control.update());
    tape.update();
  }
  function cellAt(column, { n }, { unseen: lost }, taps) {
    const tapped = taps.includes(column) ? "pool-tapped" : "";
    if (column < 0 || column >= n) {
      const kind = column < 0 || column < n + axis().after ? strings.pad : strings.beyond;
      return { row: 0, column, pad: true, text: "", state: tapped, label: fill(strings.named, { kind, column }) };
    }
    const never = lost.includes(column);
    const label = fill(never ? strings.cell_unseen : strings.cell, { column });
    return { row: 0, column, text: String(column), level: never ? "-none" : 1, state: `${tapped} ${never ? "pool-unseen" : ""}`, label };
  }
  function outputAt(window, now, i) {
    const fed = pointed && "cell" in pointed && windowsReading(now, pointed.cell).includes(window);
    const done = window <= Math.min(state.get("step"), now.outputs - 1) || window === i;
    const [a, b] = windowBounds(now, window);
    return {
      row: 0, column: window, text: String(window + 1), level: done ? 2 : "-none", state: `${done ? "" : "pool-waiting"} ${fed ? "pool-fed" : ""}`,
      label: fill(strings.window_label, { window: window + 1, a, b: b - 1 }),
    };
  }
  function drawBrackets({ brackets: asked, first, lanes }, chosen) {
    brackets.style.setProperty("--lanes", String(lanes));
    while (brackets.children.length > asked.length) brackets.lastChild.remove();
    while (brackets.children.length < asked.length) brackets.append(h("div", {}, h("b")));
    asked.forEach(({ i, lane, start, span, taps, refused }, at) => {
      const bracket = brackets.children[at];
      bracket.dataset.window = String(i);
      const fed = pointed && "cell" in pointed && taps.includes(pointed.cell);
      bracket.className = `pool-bracket ${refused ? "pool-refused" : ""} ${i === chosen ? "pool-chosen" : ""} ${fed ? "pool-fed-bracket" : ""}`;
      place(bracket, lane, start - first, 1, span);
      bracket.style.setProperty("--dilation", String(taps.length > 1 ? taps[1] - taps[0] : 1));
      setText(bracket.firstChild, refused ? strings.refused : String(i + 1));
    });
  }
  function say(now, layout, i) {
    const { n } = now;
    const taps = windowTaps(now, i);
    const real = taps.filter((p) => p >= 0 && p < n);
    const range = (a, b) => fill(strings.range, { a, b });
    const padded = taps.length - real.length;
    setText(title, fill(strings.size, { n, before: now.before, after: now.after }));
    setText(outputTitle, fill(strings.outputs, { count: now.outputs }));
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    const reads = fill(real.length ? strings.reads : strings.reads_padding, { window: fill(strings.window_of, { i: i + 1, n: now.outputs }), cells: spell(real, range) });
    setText(sentence, padded && real.length ? `${reads} ${fill(strings.and_padding, { count: padded })}` : reads);
    setText(unseen, layout.unseen.length ? fill(strings.unseen, { cells: spell(layout.unseen, range) }) : strings.all_seen);
    setText(bottom.formula, formula(now));
    showVerdicts(now);
  }
  function formula({ n, outputs: count, dilation: d, kernelSize: k, stride: s, before }) {
    const { rule: how } = state.all();
    if (how === "same") return `⌈${n} / ${s}⌉ = ${count}`;
    const span = d === 1 ? `${k}` : `(${d}·(${k} − 1) + 1)`;
    const [open, close] = how === "ceil" ? ["⌈", "⌉"] : ["⌊", "⌋"];
    const asked = how === "ceil" ? bareCeiling(axis()) : count;
    const text = `${open}(${n} + 2·${before} − ${span}) / ${s}${close} + 1 = ${asked}`;
    return asked === count ? text : fill(strings.corrected, { formula: text, window: asked, count });
  }
  function showVerdicts(now) {
    const rows = Object.entries(verdicts(state.all(), now));
    if (!frameworks.children.length) frameworks.append(...rows.map(([name]) => h("div", {}, h("dt", {}, name), h("dd"))));
    rows.forEach(([, [name, values]], k) => setText(frameworks.children[k].lastChild, fill(strings[name], values)));
  }
  function python() {
    const { n, kernel_size, stride, padding, dilation, rule: how } = state.all();
    const options = [`stride=${stride}`];
    if (how === "same") options.push('padding="same"');
    else if (padding) options.push(`padding=${padding}`);
    if (dilation > 1) options.push(`dilation=${dilation}`);
    if (how === "ceil") options.push("ceil_mode=True");
    return `from pooltools import output_size\n\noutput_size(${n}, ${kernel_size}, ${options.join(", ")})\n`;
  }
}
