// @ts-nocheck
/** Zoom Stack: a stack of layers, what one of its cells sees, and what that costs. */
import { formatNumber } from "../arithmetic/pool.js";
import { MOST, SIDE, cellsSeeing, follow, margin, mosaic, nearestCell, readStack, reordered, totalCost, writeStack } from "../arithmetic/stack.js";
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, setDisabled, settings, stepper } from "../parts/controls.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";


/** The layers can be read, and leave a cell. */
export function valid({ layers }) {
  return readStack(layers) !== null;
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, draw, valid);
  const presets = model.get("presets");
  const pixels = Uint8Array.from(atob(model.get("picture")), (letter) => letter.charCodeAt(0));
  let pointed = null; // { row, column } in pixels, or { cell: [i, j] }
  let dragged = -1;
  let drawn = ""; // the grid that the mosaic shows

  const photo = panel("photo", ([row, column]) => ({ row: Math.floor(row * SIDE), column: Math.floor(column * SIDE) }));
  const map = panel("map", ([row, column]) => ({ cell: [row, column].map((v) => Math.floor(v * now().outputs)) }));
  paint(photo.canvas, pixels, SIDE);
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const cards = h("div", { class: "pool-cards", role: "group", "aria-label": strings.cards });
  cards.addEventListener("keydown", onKey);
  const bar = h("div", { class: "pool-cost", "aria-hidden": "true" });
  const costs = h("p", { class: "pool-title" });
  const tape = player({
    word: (key) => ({ ...strings, window_of: strings.layer_of, scrub: strings.layer, first: strings.first_layer, last: strings.last_layer })[key],
    count: () => stack().length, get: at, set: (step, save) => { pointed = null; state.set({ step }, save); },
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const preset = segmented({
    label: strings.presets, options: Object.keys(presets).map((value) => ({ value, label: strings[value] })),
    get: () => Object.keys(presets).find((name) => presets[name] === state.get("layers")), set: (name) => state.set({ layers: presets[name], step: readStack(presets[name]).length - 1 }),
  });
  const kind = segmented({
    label: strings.kind, options: ["conv", "pool"].map((value) => ({ value, label: strings[value] })), get: () => now().kind, set: (value) => change(turned(value)),
  });
  const numbers = Object.entries({ kernel_size: "k", stride: "s", dilation: "d" }).map(([label, key]) => stepper({
    label, strings, get: () => now()[key], set: (value) => change({ [key]: value }), allowed: (value) => possible(changed({ [key]: value })),
  }));
  const buttons = Object.entries({
    earlier: () => move(at(), at() - 1), later: () => move(at(), at() + 1),
    add: () => set([...stack().slice(0, at() + 1), { ...stack()[at()] }, ...stack().slice(at() + 1)], at() + 1),
    remove: () => set(stack().filter((_, n) => n !== at()), Math.max(at() - 1, 0)),
  }).map(([name, action]) => h("button", { type: "button", onclick: action }, strings[name]));
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-zoom", role: "group", "aria-label": strings.title },
    h("div", { class: "pool-pair" }, photo.element, map.element), h("div", { class: "pool-verdict" }, sentence, where),
    cards, costs, bar, tape.element, settings([preset]), settings([kind, ...numbers]), h("div", { class: "pool-settings" }, ...buttons), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function panel(name, find) {
    const canvas = h("canvas", { width: SIDE, height: SIDE, role: "img", "aria-label": strings[name] });
    const mark = h("div", { class: "pool-mark" });
    const title = h("p", { class: "pool-title" });
    const view = h("div", { class: "pool-view", tabindex: 0, role: "application", "aria-label": strings[`${name}_keys`] }, canvas, mark);
    const from = (event) => {
      const box = view.getBoundingClientRect();
      return find([(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width].map((v) => Math.min(Math.max(v, 0), 0.9999)));
    };
    view.addEventListener("pointermove", (event) => point(from(event)));
    view.addEventListener("pointerleave", () => point(null));
    view.addEventListener("click", (event) => choose(cellOf(from(event))));
    view.addEventListener("keydown", (event) => {
      const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (by) choose(cellOf(null).map((v, n) => v + by[n]));
      else if (event.key !== " " || !tape.key(event)) return;
      event.preventDefault();
    });
    return { element: h("div", {}, title, view), canvas, mark, title };
  }
  function stack() { return readStack(state.get("layers")); }
  function at() { return Math.min(state.get("step"), stack().length - 1); }
  function now() { return follow(stack())[at()]; }
  /** The cell that a target means: the one pointed at, or the one nearest to a pixel. */
  function cellOf(target) {
    if (target?.cell) return target.cell;
    const { row, column } = target ?? state.all();
    return [row, column].map((p) => nearestCell(now(), p));
  }
  /** Keep the middle of a cell's view, so that the place stays when the stack changes. */
  function choose(cell) {
    const { size, jump, start, outputs } = now();
    const [row, column] = cell.map((i) => Math.min(Math.max(Math.round(start + Math.min(Math.max(i, 0), outputs - 1) * jump + (size - 1) / 2), 0), SIDE - 1));
    pointed = null;
    state.set({ row, column });
  }
  function point(target) {
    if (JSON.stringify(target) === JSON.stringify(pointed)) return;
    pointed = target;
    draw();
  }
  function possible(layers) { return layers.length > 0 && readStack(writeStack(layers)) !== null; }
  function set(layers, step) {
    if (possible(layers)) state.set({ layers: writeStack(layers), step });
  }
  function changed(values) { return stack().map((layer, n) => (n === at() ? { ...layer, ...values } : layer)); }
  function change(values) { set(changed(values), at()); }
  /** The other kind of layer, with the stride that it usually has. */
  function turned(value) { return { kind: value, s: value === "conv" ? 1 : now().k, d: 1 }; }
  function move(from, to) { set(reordered(stack(), from, to), to); }
  function onKey(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.shiftKey && by) {
      const to = at() + by;
      if (to >= 0 && to < stack().length) move(at(), to);
    } else if (event.key === "Delete") buttons[3].click();
    else if (!(event.key === " " ? false : tape.key(event))) return;
    event.preventDefault();
    queueMicrotask(() => cards.children[at()].focus());
  }

  function draw() {
    const rows = follow(stack());
    const row = rows[at()];
    const [i, j] = cellOf(pointed?.cell ? pointed : null);
    setMark(photo.mark, row.start + i * row.jump, row.start + j * row.jump, row.size, row.size, SIDE);
    const seen = pointed && !pointed.cell ? [pointed.row, pointed.column].map((p) => cellsSeeing(row, p)) : null;
    const [[top, bottom], [left, right]] = seen ?? [[i, i + 1], [j, j + 1]];
    map.mark.classList.toggle("pool-seeing", Boolean(seen));
    setMark(map.mark, top, left, bottom - top, right - left, row.outputs);
    const grid = [row.size, row.jump, row.start, row.outputs].join();
    if (grid !== drawn) paint(map.canvas, mosaic(pixels, row), row.outputs);
    drawn = grid;
    say(rows, row, seen);
    drawCards(rows);
    drawCost(rows);
    [preset, kind, ...numbers].forEach((control) => control.update());
    [possible(reordered(stack(), at(), at() - 1)) && at() > 0, possible(reordered(stack(), at(), at() + 1)) && at() < rows.length - 1, rows.length < MOST && possible([...stack(), { ...stack()[at()] }]), rows.length > 1]
      .forEach((can, n) => setDisabled(buttons[n], !can));
    tape.update();
  }
  function setMark(mark, top, left, height, width, side) {
    Object.entries({ y: top, x: left, h: height, w: width }).forEach(([name, v]) => mark.style.setProperty(`--${name}`, String(v / side)));
  }
  function paint(canvas, values, side) {
    if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
    const image = new ImageData(side, side);
    values.forEach((value, n) => image.data.set([value, value, value, 255], 4 * n));
    canvas.getContext("2d").putImageData(image, 0, 0);
  }
  function named({ kind: what, k, s, d }) {
    const own = s > 1 ? `, stride ${s}` : "";
    const spread = d > 1 ? `, dilation ${d}` : "";
    return `${strings[what]} ${k} × ${k}${own}${spread}`;
  }
  function say(rows, row, seen) {
    const { size, jump, start, outputs } = row;
    const n = at();
    setText(photo.title, fill(strings.photo_title, { side: SIDE, size }));
    setText(map.title, fill(strings.map_title, { side: outputs }));
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    const many = seen?.reduce((product, [low, high]) => product * Math.max(high - low, 0), 1);
    setText(sentence, seen ? fill(strings.seen_by, { row: pointed.row, column: pointed.column, many }) : fill(strings.sees, { size, jump }));
    setText(where, fill(strings.after, { layer: fill(strings.layer_of, { i: n + 1, n: rows.length }), name: named(row), start: formatNumber(start) }));
    const [before, j] = n ? [rows[n - 1].size, rows[n - 1].jump] : [1, 1];
    const span = row.d > 1 ? `${row.d} · (${row.k} − 1)` : `(${row.k} − 1)`;
    setText(bottom.formula, `r = ${before} + ${span} · ${j} = ${size}, jump = ${j} · ${row.s} = ${jump}`);
  }
  function drawCards(rows) {
    while (cards.children.length > rows.length) cards.lastChild.remove();
    while (cards.children.length < rows.length) cards.append(card(cards.children.length));
    const most = Math.max(...rows.map(({ cost }) => cost), 1);
    rows.forEach((row, n) => {
      const element = cards.children[n];
      const [what, stride, sees] = element.children;
      element.className = `pool-card pool-card-${row.kind} ${n > at() ? "pool-later" : ""}`;
      element.setAttribute("aria-pressed", String(n === at()));
      element.tabIndex = n === at() ? 0 : -1;
      element.setAttribute("aria-label", fill(strings.card, { i: n + 1, name: named(row), size: row.size, jump: row.jump, cost: formatCost(row.cost) }));
      element.style.setProperty("--share", String(row.cost / most));
      setText(what, `${row.kind} ${row.k}`);
      setText(stride, [row.s > 1 ? `/${row.s}` : "", row.d > 1 ? ` d${row.d}` : ""].join(""));
      setText(sees, `r ${row.size}`);
    });
  }
  function card(n) {
    const element = h("button", {
      type: "button", draggable: "true", onclick: () => { tape.pause(); pointed = null; state.set({ step: n }); },
      ondragstart: (event) => { dragged = n; event.dataTransfer.setData("text/plain", String(n)); },
      ondragover: (event) => { if (dragged >= 0) event.preventDefault(); },
      ondrop: (event) => { event.preventDefault(); if (dragged >= 0) move(dragged, n); dragged = -1; },
      ondragend: () => { dragged = -1; },
    }, h("b"), h("small"), h("span"), h("i"));
    return element;
  }
  function drawCost(rows) {
    const bare = stack().filter(({ kind: what }) => what === "conv");
    const [cost, most] = [totalCost(rows), Math.max(totalCost(follow(bare)), totalCost(rows), 1)];
    setText(costs, fill(strings.costs, { cost: formatCost(cost), share: formatNumber(Math.round((1000 * cost) / most) / 10) }));
    bar.replaceChildren(...rows.map((row, n) => h("i", { "--part": row.cost / most, class: n === at() ? "pool-now" : "" })));
  }
  function formatCost(count) {
    const [unit, size] = count >= 1e9 ? ["G", 1e9] : ["M", 1e6];
    return `${formatNumber(count / size)} ${unit}`;
  }
  function python() {
    const list = stack().map((layer) => `    (${layer.k}, ${layer.s}, ${margin(layer)}, ${layer.d}),\n`).join("");
    return `from pooltools import receptive_field\n\n# kernel_size, stride, padding, dilation\nreceptive_field([\n${list}])\n`;
  }
}
