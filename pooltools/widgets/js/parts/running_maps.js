// @ts-check
/**
 * The maps of a stage side by side, and the outlines of what is pointed at and what it reads.
 *
 * @import { Halving, Stage } from "../arithmetic/running.js"
 * @import { Mosaic, RunningState, Spot, Traced } from "../arithmetic/running_layout.js"
 * @import { Shell } from "./shell.js"
 */
import { mosaicOf } from "../arithmetic/running_layout.js";
import { h, modified, s } from "./dom.js";

/** @type {{ [key: string]: [number, number, number] }} steps of map, row and column */
const CELL_STEPS = {
  ArrowUp: [0, -1, 0], ArrowDown: [0, 1, 0], ArrowLeft: [0, 0, -1], ArrowRight: [0, 0, 1],
  PageUp: [-1, 0, 0], PageDown: [1, 0, 0],
};
const [WHITE, SHADE] = [255, 0.4]; // weak numbers are to be seen

/**
 * @param {Shell<RunningState, Spot>} shell @param {number} stage 0 to 3
 * @param {string} title
 */
export function mapStrip(shell, stage, title) {
  const { strings, state } = shell;
  const canvas = h("canvas", { class: "pool-print", width: 1, height: 1 });
  const reads = s("path", { class: "pool-reads", "vector-effect": "non-scaling-stroke" });
  const over = s("svg", { class: "pool-layer", width: "100%", height: "100%", "aria-hidden": "true" }, reads);
  const label = `${title}. ${strings.maps_keys}`;
  const sheet = h("div", { class: "pool-mosaic", tabindex: 0, role: "application", "aria-label": label }, canvas, over);
  const mosaic = () => mosaicOf(stage, state.get("pooling"));
  let at = { stage, map: 0, row: 0, column: 0 };

  /** @param {MouseEvent} event */
  const under = (event) => {
    const { side, edge, columns, rows, gap } = mosaic();
    const box = sheet.getBoundingClientRect();
    const part = (/** @type {number} */ from, /** @type {number} */ size, /** @type {number} */ count) => {
      const cells = Math.max((from / size) * (count * (side + gap) - gap), 0);
      const of = Math.min(Math.floor(cells / (side + gap)), count - 1);
      return [of, Math.min(Math.floor(cells - of * (side + gap)), side - 1)];
    };
    const [mapRow, row] = part(event.clientY - box.top, box.height, rows);
    const [mapColumn, column] = part(event.clientX - box.left, box.width, columns);
    return { stage, map: mapRow * columns + mapColumn, row: row + edge, column: column + edge };
  };
  const show = (/** @type {Spot | null} */ spot) => {
    if (spot) at = spot;
    shell.point(spot);
  };
  const home = () => {
    const { side, edge } = mosaic();
    const inside = (/** @type {number} */ n) => (n < edge || n >= edge + side ? edge + (side >> 1) : n);
    return { ...at, row: inside(at.row), column: inside(at.column) };
  };
  sheet.addEventListener("pointermove", (event) => { if (event.pointerType === "mouse") show(under(event)); });
  sheet.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") show(null); });
  sheet.addEventListener("click", (event) => show(under(event)));
  sheet.addEventListener("focus", () => { if (sheet.matches(":focus-visible")) show(home()); });
  sheet.addEventListener("blur", () => show(null));
  sheet.addEventListener("keydown", (event) => {
    const step = CELL_STEPS[event.key];
    if (!step || modified(event)) return;
    event.preventDefault();
    const { side, edge, columns, rows } = mosaic();
    const kept = (/** @type {number} */ n, /** @type {number} */ low, /** @type {number} */ high) =>
      Math.min(Math.max(n, low), high);
    const [map, row, column] = step.map((by, n) => by + [at.map, at.row, at.column][n]);
    show({
      stage, map: kept(map, 0, columns * rows - 1), row: kept(row, edge, edge + side - 1),
      column: kept(column, edge, edge + side - 1),
    });
  });

  /** @param {Stage} of @param {Halving} pooling @param {Traced[]} traced */
  function update(of, pooling, traced) {
    const lay = mosaicOf(stage, pooling);
    paintMosaic(canvas, of, lay);
    over.setAttribute("viewBox", `0 0 ${canvas.width} ${canvas.height}`);
    outline(traced.filter((one) => one.stage === stage), lay);
  }
  /** @param {Traced[]} traced */
  const outlined = (traced) => outline(traced.filter((one) => one.stage === stage), mosaic());
  /** @param {Traced[]} traced @param {Mosaic} lay */
  function outline(traced, { side, edge, columns, rows, gap }) {
    const inside = (/** @type {number} */ n) => Math.min(Math.max(n - edge, 0), side);
    const boxes = traced.flatMap(({ map, rows: [top, bottom], columns: [left, right] }) => {
      const maps = map < 0 ? Array.from({ length: columns * rows }, (_, n) => n) : [map];
      const [y0, y1, x0, x1] = [top, bottom + 1, left, right + 1].map(inside);
      return maps.map((n) => `M${(n % columns) * (side + gap) + x0} ${Math.floor(n / columns) * (side + gap) + y0}`
        + `h${x1 - x0}v${y1 - y0}h${x0 - x1}z`);
    });
    reads.setAttribute("d", boxes.join(""));
  }
  return { element: sheet, update, outlined };
}

/**
 * White where nothing is felt, so that the ground shows through where something is.
 * @param {HTMLCanvasElement} canvas @param {Stage} stage @param {Mosaic} mosaic
 */
function paintMosaic(canvas, { values, side: whole, maps }, { side, edge, columns, rows, gap }) {
  const [width, height] = [columns, rows].map((count) => count * (side + gap) - gap);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  image.data.fill(WHITE);
  const top = values.reduce((most, value) => Math.max(most, value), 0) || 1;
  for (let n = 0; n < side * side; n += 1) {
    const [row, column] = [Math.floor(n / side), n % side];
    const from = ((row + edge) * whole + column + edge) * maps;
    for (let map = 0; map < maps; map += 1) {
      const y = Math.floor(map / columns) * (side + gap) + row;
      const at = y * width + (map % columns) * (side + gap) + column;
      image.data[4 * at + 3] = WHITE * (1 - (values[from + map] / top) ** SHADE);
    }
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
