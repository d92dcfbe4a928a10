// @ts-nocheck
/** Any-Size Machine: an image of any size, a pyramid of bins, a barcode of one length. */
import { adaptiveBins, recipeBins } from "../arithmetic/bins.js";
import { cut, expected, pyramid, stepAt } from "../arithmetic/pyramid.js";
import { fill, h, setText } from "../parts/dom.js";
import { barcode } from "../parts/barcode.js";
import { foot, ignoreDisabled, segmented, settings, stepper, toggle } from "../parts/controls.js";
import { corner } from "../parts/corner.js";
import { grid, place } from "../parts/grid.js";
import { player } from "../parts/player.js";
import { watch } from "../parts/state.js";

const [SMALLEST, SIDE, CHANNELS, PIXELS] = [4, 16, 4, 32];
const LEVELS = [6, 4, 3, 2, 1];

/** Levels come once each, the finest first. */
export function valid({ levels }) {
  return LEVELS.filter((n) => levels.includes(n)).join() === levels.join();
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, () => { notice = ""; draw(); }, valid); // a refusal ends with any change
  let pointed = null; // { cell } of the map, or { tier, bin, map } of the barcode
  let notice = "";

  const canvas = h("canvas", { width: 64, height: 64, role: "img", "aria-label": strings.photo });
  const clear = h("canvas", { width: 64, height: 64, class: "pool-clear", "aria-hidden": "true" });
  const frame = h("div", { class: "pool-frame" });
  const photo = h("div", { class: "pool-photo" }, canvas, clear, frame);
  const handle = corner({
    label: () => fill(strings.corner, size()), get: () => [state.get("height"), state.get("width")],
    set: (...sides) => {
      const [height, width] = sides.slice(0, 2).map((side) => Math.min(Math.max(side, SMALLEST), SIDE));
      state.set({ height, width }, sides[2]);
    },
    unit: () => photo.offsetWidth / SIDE,
  });
  frame.append(handle.element);
  const map = grid({ label: strings.map, onEdit: editCell, onRefuse: refuse, onPoint: (cell) => point(cell && { cell }), onKey: (event) => tape.key(event) });
  const [photoTitle, mapTitle] = ["", ""].map(() => h("p", { class: "pool-title" }));
  const stage = h("div", { class: "pool-stage" },
    h("div", { class: "pool-side" }, photoTitle, photo), h("div", { class: "pool-side pool-sheet" }, mapTitle, map.element));
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const code = barcode({ strings, onPoint: point });
  const tape = player({
    word: (key) => ({ ...strings, first: strings.first_bin, last: strings.last_bin, scrub: strings.scrub_bin, window_of: strings.bin_of })[key],
    count: () => Math.max(layout().count, 1), get: () => layout().step, set: (step, save) => state.set({ step }, save),
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const rule = segmented({
    label: strings.rule, options: ["adaptive", "recipe"].map((value) => ({ value, label: strings[value] })), get: () => state.get("rule"), set: (value) => state.set({ rule: value }),
  });
  const chips = LEVELS.map((n) => toggle({
    label: `${n} × ${n}`, get: () => state.get("levels").includes(n),
    set: (on) => {
      const levels = LEVELS.filter((level) => (level === n ? on : state.get("levels").includes(level)));
      if (levels.length) state.set({ levels }); else draw();
    },
  }));
  const step = (key, label) => stepper({
    label, strings, get: () => state.get(key), set: (value) => state.set({ [key]: value }), allowed: (value) => state.can({ [key]: value }),
  });
  const numbers = [step("height", strings.rows), step("width", strings.columns), step("channel", strings.channel)];
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-anysize", role: "group", "aria-label": strings.title },
    stage, h("div", { class: "pool-verdict" }, sentence, where), code.element,
    tape.element, settings([rule, ...chips]), settings(numbers), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  paint();
  draw();
  return () => { tape.pause(); state.stop(); };

  function size() {
    const [rows, columns] = [state.get("height"), state.get("width")];
    return { h: rows, w: columns, y: PIXELS * rows, x: PIXELS * columns };
  }
  function paint() {
    const image = new ImageData(64, 64);
    const grey = atob(model.get("picture"));
    for (let n = 0; n < grey.length; n += 1) image.data.set([...Array(3).fill(grey.charCodeAt(n)), 255], 4 * n);
    [canvas, clear].forEach((sheet) => sheet.getContext("2d").putImageData(image, 0, 0));
  }
  /** Everything that follows from the state; nothing of it is kept. */
  function layout() {
    const { maps: digits, height, width, levels, rule: how } = state.all();
    const maps = cut(digits, CHANNELS, SIDE, height, width);
    const tiers = pyramid(maps, levels, how);
    const count = tiers.reduce((sum, { bins }) => sum + bins.length, 0);
    const now = Math.min(state.get("step"), Math.max(count - 1, 0));
    return { maps, tiers, count, step: now, got: CHANNELS * count, want: expected(CHANNELS, levels) };
  }
  function draw() {
    const now = layout();
    const chosen = pointed && "bin" in pointed ? pointed : stepAt(now.tiers, now.step);
    const channel = (pointed?.map ?? state.get("channel") - 1);
    const { h: rows, w: columns, y, x } = size();
    [clear, frame].forEach((part) => place(part, 0, 0, rows, columns));
    setText(photoTitle, fill(strings.image_size, { y, x }));
    setText(mapTitle, fill(strings.map_size, { c: CHANNELS, n: channel + 1, h: rows, w: columns }));
    map.update(mapRows(now, chosen, channel));
    tiles(now, chosen);
    code.update(now, chosen, pointed?.cell, CHANNELS * rows * columns);
    say(now, chosen);
    [handle, rule, ...chips, ...numbers].forEach((control) => control.update());
    tape.update();
  }
  function mapRows({ maps, tiers }, chosen, channel) {
    const result = chosen && tiers[chosen.tier].results[channel][chosen.bin];
    const won = result?.cells[result.winner];
    return maps[channel].map((line, row) => line.map((value, column) => ({
      row, column, text: String(value), level: Math.round(value * 4 / 9), label: fill(strings.cell, { row, column, value }),
      state: won && won.row === row && won.column === column ? "pool-winner" : "",
    })));
  }
  /** The bins of the level that the step has reached. */
  function tiles({ tiers }, chosen) {
    const bins = chosen ? tiers[chosen.tier].bins : [];
    const { layer } = map;
    while (layer.children.length > bins.length) layer.lastChild.remove();
    while (layer.children.length < bins.length) layer.append(h("div", { class: "pool-tile" }));
    bins.forEach(([[top, end], [left, right]], n) => place(layer.children[n], top, left, end - top, right - left));
    map.frame.hidden = !chosen;
    if (!chosen) return;
    const [[top, end], [left, right]] = bins[chosen.bin];
    place(map.frame, top, left, end - top, right - left);
  }
  function say({ tiers, got }, chosen) {
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    const { levels, rule: how, height, width } = state.all();
    const range = ([a, b]) => fill(strings.range, { a, b: b - 1 });
    const tier = chosen && tiers[chosen.tier];
    const told = tier && fill(strings.bin_says, {
      r: tier.rows.length, c: tier.columns.length, i: chosen.bin + 1, n: tier.bins.length, values: tier.results.map((line) => line[chosen.bin].value).join(" "),
    });
    setText(sentence, notice || told || strings.no_bins);
    setText(where, tier ? fill(strings.where, { rows: range(tier.bins[chosen.bin][0]), columns: range(tier.bins[chosen.bin][1]) }) : "");
    const sum = levels.map((n) => `${n}²`).join(" + ");
    const wrong = how === "recipe" && [height, width].flatMap((a) => levels.map((n) => [a, n])).find(([a, n]) => recipeBins(a, n).length !== adaptiveBins(a, n).length);
    const broken = ([a, n]) => fill(strings.recipe_breaks, { a, n, wide: Math.ceil(a / n), apart: Math.floor(a / n), bins: recipeBins(a, n).length });
    setText(bottom.formula, wrong ? broken(wrong) : `${CHANNELS} · (${sum}) = ${got}`);
  }
  function editCell(row, column, value) {
    const at = ((state.get("channel") - 1) * SIDE + row) * SIDE + column;
    const digits = state.get("maps");
    if (!Number.isInteger(value) || value < 0 || value > 9) { refuse(value, digits[at]); return; }
    notice = "";
    state.set({ maps: `${digits.slice(0, at)}${value}${digits.slice(at + 1)}` });
  }
  function refuse(text, value) {
    notice = fill(strings.not_a_number, { text, value });
    draw();
  }
  function point(target) {
    if (JSON.stringify(target) === JSON.stringify(pointed)) return;
    pointed = target;
    if (target) notice = "";
    draw();
  }
  function python() {
    const { height, width, levels, rule: how } = state.all();
    const list = `(${levels.join(", ")}${levels.length > 1 ? "" : ","})`;
    const make = `from pooltools.widgets import AnySizeMachine\n\nmachine = AnySizeMachine(height=${height}, width=${width}, levels=${list}, rule="${how}")\n`;
    return how === "recipe" ? `${make}machine.output\n` : `from pooltools import spatial_pyramid_pool\n${make}spatial_pyramid_pool(machine.frame, levels=${list})\n`;
  }
}
