// @ts-check
/**
 * A grid of numbered cells: one tab stop, arrow keys inside, typing edits.
 * It draws what update() is told and reports what a reader does; no state of
 * its own but which cell has the tab stop.
 */
import { h, fill, setText } from "./dom.js";
import { formatNumber, parseNumber } from "../arithmetic/pool.js";

/**
 * onEdit(row, column, value) makes the grid editable; onPoint(row, column) says
 * which cell is hovered or focused, onPoint(null) that none is; onRefuse(text,
 * value) says that a text is no number.
 */
export function grid({ label, onEdit, onPoint, onRefuse, onKey = () => false }) {
  const body = h("div", { class: "pool-cells", role: "grid", "aria-label": label, "aria-readonly": onEdit ? "false" : "true" });
  const frame = h("div", { class: "pool-window", "aria-hidden": "true" });
  const layer = h("div", { class: "pool-layer", "aria-hidden": "true" });
  const element = h("div", { class: "pool-grid" }, body, layer, frame);
  let cells = [];
  let shape = "";
  let stop = [0, 0];

  /** rows: an array of rows of { row, column, text, label, level, state, pad } */
  function update(rows) {
    const now = `${rows.length}x${rows[0].length}`;
    if (now !== shape) build(rows);
    shape = now;
    rows.forEach((line, i) => line.forEach((cell, j) => paint(cells[i][j], cell)));
  }
  function build(rows) {
    element.style.setProperty("--columns", String(rows[0].length));
    cells = rows.map((line) => line.map(() => h("div", { role: "gridcell", class: "pool-cell", tabindex: -1 })));
    body.replaceChildren(...cells.map((line) => h("div", { role: "row", class: "pool-row" }, ...line)));
    stop = [Math.min(stop[0], rows.length - 1), Math.min(stop[1], rows[0].length - 1)];
    cells[stop[0]][stop[1]].tabIndex = 0;
  }
  function paint(element, cell) {
    element.cell = cell;
    if (!element.querySelector("input")) setText(element, cell.text);
    const tint = cell.pad ? "pool-pad" : `pool-level${cell.level ?? ""}`;
    const look = `pool-cell ${tint} ${cell.state ?? ""}`;
    if (element.className !== look) element.className = look;
    element.dataset.length = String(Math.min(cell.text.length, 7));
    if (element.getAttribute("aria-label") !== cell.label) element.setAttribute("aria-label", cell.label);
  }
  const find = (target) => {
    const element = target.closest?.(".pool-cell");
    for (let i = 0; i < cells.length; i += 1) {
      const j = cells[i].indexOf(element);
      if (j >= 0) return [i, j];
    }
    return null;
  };
  function focus([i, j]) {
    const row = Math.min(Math.max(i, 0), cells.length - 1);
    const column = Math.min(Math.max(j, 0), cells[0].length - 1);
    cells[stop[0]][stop[1]].tabIndex = -1;
    stop = [row, column];
    cells[row][column].tabIndex = 0;
    cells[row][column].focus();
  }
  function edit(element, text) {
    const { cell } = element;
    if (!onEdit || cell.pad || element.querySelector("input")) return;
    const input = h("input", { class: "pool-input", type: "text", inputmode: "text", "aria-label": cell.label, autocomplete: "off" });
    input.value = text ?? cell.text;
    let open = true;
    const close = (save) => {
      if (!open) return;
      open = false;
      const value = parseNumber(input.value);
      input.remove();
      setText(element, element.cell.text);
      if (!save || input.value === cell.text) return;
      if (value === undefined) onRefuse(input.value, cell.text);
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
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  body.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    const [i, j] = find(event.target);
    if (moves[event.key]) focus([i + moves[event.key][0], j + moves[event.key][1]]);
    else if (event.key === "Home") focus([i, 0]);
    else if (event.key === "End") focus([i, cells[0].length - 1]);
    else if (onEdit && (event.key === "Enter" || event.key === "F2")) edit(event.target);
    else if (onEdit && /^[-−+.,\d∞in]$/i.test(event.key)) edit(event.target, event.key);
    else if (!onKey(event)) return;
    event.preventDefault();
  });
  body.addEventListener("click", (event) => {
    const at = find(event.target);
    if (!at) return;
    const element = cells[at[0]][at[1]];
    if (element.dataset.chosen === "true") edit(element);
    else focus(at);
    element.dataset.chosen = "true";
  });
  const point = (event) => { const at = find(event.target); if (at) onPoint(cells[at[0]][at[1]].cell); };
  body.addEventListener("pointerover", point);
  body.addEventListener("focusin", (event) => {
    const at = find(event.target);
    cells[stop[0]][stop[1]].tabIndex = -1;
    stop = at;
    cells[at[0]][at[1]].tabIndex = 0;
    point(event);
  });
  body.addEventListener("pointerleave", () => onPoint(null));
  body.addEventListener("focusout", (event) => {
    event.target.closest(".pool-cell")?.removeAttribute("data-chosen");
    if (!body.contains(event.relatedTarget)) onPoint(null);
  });
  return { element, layer, frame, update };
}

/** Glide a frame over the cells: row and column of its corner, height and width. */
export function place(frame, row, column, height, width) {
  for (const [name, value] of Object.entries({ row, column, height, width })) {
    const text = String(value);
    if (frame.style.getPropertyValue(`--${name}`) !== text) frame.style.setProperty(`--${name}`, text);
  }
}

/** How strongly a value is coloured: 0 for the smallest of the map to 4 for the largest. */
export function level(value, low, high) {
  if (Number.isNaN(value)) return "-nan";
  if (!(high > low)) return 1;
  return Math.min(Math.max(Math.round((4 * (value - low)) / (high - low)), 0), 4);
}

/** The smallest and largest finite number of a map. */
export function finiteRange(map) {
  const finite = map.flat().filter(Number.isFinite);
  return finite.length ? [Math.min(...finite), Math.max(...finite)] : [0, 0];
}

/** The label of a cell for those who hear the page. */
export function cellLabel(strings, row, column, value) {
  return fill(strings.cell, { row, column, value: formatNumber(value) });
}
