// @ts-check
/**
 * A grid of numbered cells: one tab stop, arrow keys inside, typing edits.
 * It draws what update() is told and reports what a reader does; no state of
 * its own but which cell has the tab stop.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Strings } from "./dom.js"
 * @typedef {ReturnType<typeof grid>} GridPart
 */
import { formatNumber, parseNumber } from "../arithmetic/pool.js";
import { around, fill, h, modified, resize, setText } from "./dom.js";

/**
 * What a cell shows: its place in the map, its number, how strongly it is coloured, and
 * classes for its state, what it was. Padding cannot be edited; a place off the map has no row.
 * @typedef {{ row: number, column: number, text: string, label: string, level?: number | string, state?: string,
 *   pad?: boolean, was?: string }} GridCell
 */

/**
 * onEdit(row, column, value) makes the grid editable; onPoint(cell) says which cell is
 * hovered or focused, onPoint(null) that none is; onRefuse(text, value) says that a text
 * is no number; onKey(event) takes the keys that the grid has no use for.
 * @typedef {{
 *   label: string,
 *   onPoint: (cell: GridCell | null) => void,
 *   onEdit?: (row: number, column: number, value: number) => void,
 *   onRefuse?: (text: string, value: string) => void,
 *   onKey?: (event: KeyboardEvent) => boolean,
 * }} GridOptions
 */

/** @type {{ [key: string]: Pair }} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {GridOptions} options */
export function grid(options) {
  const { label, onEdit, onPoint, onKey = () => false } = options;
  const readonly = onEdit ? "false" : "true";
  const body = h("div", { class: "pool-cells", role: "grid", "aria-label": label, "aria-readonly": readonly });
  const frame = h("div", { class: "pool-window", "aria-hidden": "true" });
  const layer = h("div", { class: "pool-layer", "aria-hidden": "true" });
  const element = h("div", { class: "pool-grid" }, body, layer, frame);
  /** @type {HTMLElement[][]} */
  let cells = [];
  /** @type {GridCell[][]} */
  let shown = [];
  let stop = [0, 0];

  /** @param {GridCell[][]} rows */
  function update(rows) {
    if (rows.length !== cells.length || rows[0].length !== cells[0].length) build(rows);
    shown = rows;
    rows.forEach((line, i) => line.forEach((cell, j) => paint(cells[i][j], cell)));
  }
  /** Cells of another size: those that there were stay. @param {GridCell[][]} rows */
  function build(rows) {
    element.style.setProperty("--columns", String(rows[0].length));
    const cell = () => h("div", { role: "gridcell", class: "pool-cell", tabindex: -1 });
    const lines = resize(body, rows.length, () => h("div", { role: "row", class: "pool-row" }));
    cells = lines.map((line) => resize(line, rows[0].length, cell));
    stop = [Math.min(stop[0], rows.length - 1), Math.min(stop[1], rows[0].length - 1)];
    cells[stop[0]][stop[1]].tabIndex = 0;
  }
  /** @param {number} i @param {number} j */
  function giveStop(i, j) {
    cells[stop[0]][stop[1]].tabIndex = -1;
    stop = [i, j];
    cells[i][j].tabIndex = 0;
  }
  /** @param {number} i @param {number} j */
  function focus(i, j) {
    giveStop(Math.min(Math.max(i, 0), cells.length - 1), Math.min(Math.max(j, 0), cells[0].length - 1));
    cells[stop[0]][stop[1]].focus();
  }
  /** @param {number[]} place @param {string} [text] */
  function edit([i, j], text) {
    editCell(cells[i][j], () => shown[i][j], options, text);
  }
  body.addEventListener("keydown", (event) => {
    const at = find(event, cells);
    if (modified(event) || !at || around(event, "input")) return;
    const by = MOVES[event.key];
    if (by) focus(at[0] + by[0], at[1] + by[1]);
    else if (event.key === "Home") focus(at[0], 0);
    else if (event.key === "End") focus(at[0], cells[0].length - 1);
    else if (onEdit && (event.key === "Enter" || event.key === "F2")) edit(at);
    else if (onEdit && /^[-−+.,\d∞in]$/i.test(event.key)) edit(at, event.key);
    else if (!onKey(event)) return;
    event.preventDefault();
  });
  body.addEventListener("click", (event) => {
    const at = find(event, cells);
    if (!at) return;
    const cell = cells[at[0]][at[1]];
    if (cell.dataset.chosen === "true") edit(at);
    else focus(at[0], at[1]);
    cell.dataset.chosen = "true";
  });
  const point = (/** @type {number[] | null} */ at) => { if (at) onPoint(shown[at[0]][at[1]]); };
  body.addEventListener("pointerover", (event) => point(find(event, cells)));
  body.addEventListener("focusin", (event) => {
    const at = find(event, cells);
    if (at) giveStop(at[0], at[1]);
    point(at);
  });
  body.addEventListener("pointerleave", () => onPoint(null));
  body.addEventListener("focusout", (event) => {
    around(event, ".pool-cell")?.removeAttribute("data-chosen");
    if (!(event.relatedTarget instanceof Node) || !body.contains(event.relatedTarget)) onPoint(null);
  });
  return { element, layer, frame, update };
}

/**
 * The place of the cell that an event is about.
 * @param {Event} event @param {HTMLElement[][]} cells
 */
function find(event, cells) {
  const cell = around(event, ".pool-cell");
  const i = cell ? cells.findIndex((line) => line.includes(cell)) : -1;
  return cell && i >= 0 ? [i, cells[i].indexOf(cell)] : null;
}

/** @param {HTMLElement} element @param {GridCell} cell */
function paint(element, cell) {
  if (element.textContent !== cell.text && !element.querySelector("input")) element.textContent = cell.text;
  const tint = cell.pad ? "pool-pad" : `pool-level${cell.level ?? ""}`;
  const look = `pool-cell ${tint} ${cell.state ?? ""}`;
  if (element.className !== look) element.className = look;
  const length = String(Math.min(cell.text.length, 7));
  if (element.dataset.length !== length) element.dataset.length = length;
  if (element.dataset.was !== cell.was && cell.was !== undefined) element.dataset.was = cell.was;
  if (element.getAttribute("aria-label") !== cell.label) element.setAttribute("aria-label", cell.label);
}

/**
 * An input in place of a cell's number, until it is left; get() tells what the cell shows now.
 * @param {HTMLElement} element @param {() => GridCell} get @param {GridOptions} options @param {string} [text]
 */
function editCell(element, get, { onEdit, onRefuse }, text) {
  const cell = get();
  if (!onEdit || cell.pad || element.querySelector("input")) return;
  const input = h("input", {
    class: "pool-input", type: "text", inputmode: "text", "aria-label": cell.label, autocomplete: "off",
  });
  input.value = text ?? cell.text;
  let open = true;
  const close = (/** @type {boolean} */ save) => {
    if (!open) return;
    open = false;
    const value = parseNumber(input.value);
    input.remove();
    setText(element, get().text);
    if (!save || input.value === cell.text) return;
    if (value === undefined) onRefuse?.(input.value, cell.text);
    else onEdit(cell.row, cell.column, value);
  };
  input.addEventListener("blur", () => close(true));
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    if (event.key === "Escape") close(false);
    element.focus(); // leaving the input saves it
  });
  element.replaceChildren(input);
  input.focus();
  if (text === undefined) input.select();
}

/**
 * A cell of one of several grids, as what a reader points at.
 * @template {string} T
 * @param {T} side @param {GridCell | null} cell
 */
export function spot(side, cell) {
  return cell && { side, row: cell.row, column: cell.column };
}

/**
 * Glide a frame over the cells: row and column of its corner, height and width.
 * @param {HTMLElement} frame @param {number} row @param {number} column @param {number} height @param {number} width
 */
export function place(frame, row, column, height, width) {
  for (const [name, value] of Object.entries({ row, column, height, width })) {
    const text = String(value);
    if (frame.style.getPropertyValue(`--${name}`) !== text) frame.style.setProperty(`--${name}`, text);
  }
}

/**
 * The label of a cell for those who hear the page.
 * @param {Strings} strings @param {number} row @param {number} column @param {number} value
 */
export function cellLabel(strings, row, column, value) {
  return fill(strings.cell, { row, column, value: formatNumber(value) });
}
