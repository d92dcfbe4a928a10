// @ts-check
/**
 * Zoom Stack: a stack of layers, what one of its cells sees, and what that costs.
 *
 * @import { Pair, Place } from "../arithmetic/pool.js"
 * @import { Row } from "../arithmetic/stack.js"
 * @import { Change, ZoomLayout, ZoomState as State } from "../arithmetic/zoom_layout.js"
 * @import { Picture } from "../parts/picture.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ picture: string, presets: [name: string, layers: string][] }} Fixed
 * @typedef {{ pixel?: Place, cell?: Pair }} Pointed one of the two
 * @typedef {Shell<State, Pointed>} ZoomShell
 * @typedef {{ shell: ZoomShell, pixels: Float64Array, photo: Picture, map: Picture,
 *   cards: ReturnType<typeof layerCards>, costs: HTMLElement, bar: HTMLElement, buttons: HTMLElement[],
 *   stage: HTMLElement, before: ReturnType<typeof fields>, drawn: string }} View drawn is the grid that the map shows
 */
import { formatNumber } from "../arithmetic/pool.js";
import { SIDE, cellsSeeing, mosaic, readStack } from "../arithmetic/stack.js";
import { cellOver, edits, middlePixel, shifted, zoomLayout } from "../arithmetic/zoom_layout.js";
import { zoomPython } from "../arithmetic/zoom_python.js";
import { goals } from "../goals/zoom.js";
import { boxIn, fill, h, resize, setText } from "../parts/dom.js";
import { setDisabled } from "../parts/controls.js";
import { fields } from "../parts/fields.js";
import { land, sendAlong } from "../parts/flight.js";
import { greyLevels } from "../parts/grey.js";
import { layerCards } from "../parts/layer_cards.js";
import { STANDS } from "../parts/motion.js";
import { ownPhoto } from "../parts/photo.js";
import { paintPicture, picture, setMark } from "../parts/picture.js";
import { Shell } from "../parts/shell.js";
import { layerSettings, presetChoice } from "../parts/zoom_settings.js";
import { formatCost, formula, named, whereabouts } from "../parts/zoom_words.js";

const WORDS = { window_of: "layer_of", scrub: "layer", first: "first_layer", last: "last_layer" };
const EDITS = /** @type {const} */ (["earlier", "later", "add", "remove"]);

/** The layers can be read, and leave a cell. @param {State} state */
export function valid({ layers }) {
  return readStack(layers) !== null;
}

/** @param {{ model: Model<State & Fixed>, el: HTMLElement }} host */
export function render({ model, el }) {
  const count = (/** @type {State} */ state) => zoomLayout(state).layers.length;
  const to = (/** @type {number} */ step) => { shell.pointed = null; return { step }; };
  const moves = { fly: (/** @type {number} */ ms) => fly(view, ms), land: () => land(stage) };
  /** @type {ZoomShell} */
  const shell = new Shell({
    model, el, name: "zoom", valid, python: (state) => own.python(zoomPython(state)),
    tape: { count, to, words: WORDS, moves }, goals,
  });
  const { strings, state } = shell;
  const now = () => zoomLayout(state.all());
  const change = (/** @type {Change | null} */ values) => { if (values) state.set(values); };
  const pixels = greyLevels(model.get("picture"));
  const [photo, map] = pictures(shell);
  paintPicture(photo, pixels, SIDE);
  const cards = layerCards({
    label: strings.cards, at: () => now().at, onKey: (event) => shell.tape.key(event),
    go: (n) => { shell.tape.pause(); state.set(to(n)); },
    move: (from, goal) => change(shifted(now(), from, goal)), remove: () => change(edits(now()).remove),
  });
  const bar = h("div", { class: "pool-cost", "aria-hidden": "true" });
  const costs = h("p", { class: "pool-title" });
  const buttons = EDITS.map((name) =>
    h("button", { type: "button", onclick: () => change(edits(now())[name]) }, strings[name]));
  const stage = h("div", { class: "pool-climb" }, h("div", { class: "pool-pair" }, photo.element, map.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where, costs, bar)), cards.element);
  /** @type {View} */
  const view = { shell, pixels, photo, map, cards, costs, bar, buttons, stage, before: fields(photo, SIDE), drawn: "" };
  const own = ownPhoto(shell, model, { height: SIDE, width: SIDE, take: (mine) => {
    Object.assign(view, { pixels: mine ?? pixels, drawn: "" });
    paintPicture(photo, view.pixels, SIDE);
  } });
  return shell.mount(() => draw(view), stage,
    shell.controls([presetChoice(shell, model.get("presets"))], layerSettings(shell, now, change),
      buttons.map((element) => ({ element })), [own]));
}

/** What a cell sees flies from the photo to the card of its layer. @param {View} view @param {number} ms */
function fly({ shell, stage, photo, cards }, ms) {
  const state = shell.state.all();
  const { at, row } = zoomLayout(state);
  const [from, to] = [photo.canvas, cards.element.children[at]].map((one) => boxIn(stage, one));
  const middle = cellOver(row, state).map((i) =>
    Math.min(Math.max((row.start + i * row.jump + row.size / 2) / SIDE, 0), 1));
  sendAlong(stage, [{ text: `r ${row.size}`, way: [
    [from.left + middle[1] * from.width, from.top + middle[0] * from.height],
    [to.left + to.width / 2, to.top + 0.7 * to.height],
  ] }], ms);
}

/** The photo, and the map of the layer shown. @param {ZoomShell} shell */
function pictures(shell) {
  const { strings, state } = shell;
  const row = () => zoomLayout(state.all()).row;
  const at = (/** @type {Pointed} */ target) => target.cell ?? cellOver(row(), target.pixel ?? state.all());
  // the middle of what a cell sees is kept, so that the place stays when the stack changes
  const choose = (/** @type {Pair} */ cell) => { shell.pointed = null; state.set(middlePixel(row(), cell)); };
  const make = (/** @type {string} */ name, /** @type {(place: Pair) => Pointed} */ find) => picture({
    label: strings[name], keys: strings[`${name}_keys`], side: SIDE,
    onPoint: (place) => shell.point(place && find(place)),
    onChoose: (place) => choose(at(find(place))),
    onMove: ([down, right]) => { const [i, j] = at({}); choose([i + down, j + right]); },
    onKey: (event) => shell.tape.key(event),
  });
  const part = (/** @type {number} */ of, /** @type {number} */ side) => Math.floor(of * side);
  return [
    make("photo", ([top, left]) => ({ pixel: { row: part(top, SIDE), column: part(left, SIDE) } })),
    make("map", ([top, left]) => ({ cell: [part(top, row().outputs), part(left, row().outputs)] })),
  ];
}

/** @param {View} view */
function draw(view) {
  const { shell, photo, map, cards, buttons } = view;
  const { strings, pointed } = shell;
  const state = shell.state.all();
  const now = zoomLayout(state);
  const stands = pointed !== null || shell.phase === STANDS;
  const { at, rows, row } = now;
  const { size, jump, start, outputs } = row;
  const [i, j] = pointed?.cell ?? cellOver(row, state);
  setMark(photo, [start + i * jump, start + j * jump], [size, size], SIDE);
  view.before(rows.slice(0, at), middlePixel(row, [i, j]));
  const pixel = pointed?.pixel;
  const [[top, bottom], [left, right]] = pixel
    ? [cellsSeeing(row, pixel.row), cellsSeeing(row, pixel.column)] : [[i, i + 1], [j, j + 1]];
  map.mark.classList.toggle("pool-seeing", pixel !== undefined);
  if (stands) {
    setMark(map, [top, left], [bottom - top, right - left], outputs);
    drawMosaic(view, row);
  }
  const told = (/** @type {number} */ number) => (stands ? number : "…");
  setText(photo.title, fill(strings.photo_title, { side: SIDE, size: told(size) }));
  setText(map.title, fill(strings.map_title, { side: told(outputs) }));
  const many = Math.max(bottom - top, 0) * Math.max(right - left, 0);
  shell.say({
    sentence: pixel ? fill(strings.seen_by, { ...pixel, many })
      : fill(strings.sees, { size: told(size), jump: told(jump) }),
    where: whereabouts(strings, now),
    formula: formula(now, told),
  });
  const done = stands ? at + 1 : at;
  cards.update(rows, done, (one, n) => fill(n < done ? strings.card : strings.card_later, {
    i: n + 1, name: named(strings, one), size: one.size, jump: one.jump, cost: formatCost(one.cost),
  }));
  drawCost(view, now);
  const possible = edits(now);
  EDITS.forEach((name, n) => setDisabled(buttons[n], possible[name] === null));
}

/** The map, painted where its grid is another one: a convolution keeps it. @param {View} view @param {Row} row */
function drawMosaic(view, row) {
  const key = [row.jump, row.start + row.size / 2, row.outputs].join();
  if (key !== view.drawn) paintPicture(view.map, mosaic(view.pixels, row), row.outputs);
  view.drawn = key;
}

/** @param {View} view @param {ZoomLayout} now */
function drawCost({ shell: { strings }, costs, bar }, { rows, at, cost, most }) {
  const share = formatNumber(Math.round((1000 * cost) / most) / 10);
  setText(costs, fill(strings.costs, { cost: formatCost(cost), share }));
  const look = (/** @type {number} */ n) => (n === at ? "pool-now" : "");
  resize(bar, rows.length, () => h("i")).forEach((part, n) => {
    part.style.setProperty("--part", String(rows[n].cost / most));
    part.className = look(n);
  });
}
