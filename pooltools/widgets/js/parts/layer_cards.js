// @ts-check
/**
 * A row of cards, one for each layer, as wide as its kernel, with what it adds: chosen by a click or the keys, moved by
 * dragging them or with Shift and an arrow key.
 *
 * @import { Row } from "../arithmetic/stack.js"
 */
import { h, nth, resize, setText } from "./dom.js";

/**
 * at() is the card in use, onKey takes the keys that the cards have no use for.
 * @param {{ label: string, at: () => number, go: (n: number) => void, move: (from: number, to: number) => void,
 *   remove: () => void, onKey: (event: KeyboardEvent) => boolean }} of
 */
export function layerCards({ label, at, go, move, remove, onKey }) {
  const element = h("div", { class: "pool-cards", role: "group", "aria-label": label });
  let dragged = -1;
  element.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.shiftKey && by) move(at(), at() + by);
    else if (event.key === "Delete") remove();
    else if (event.key === " " || !onKey(event)) return;
    event.preventDefault();
    queueMicrotask(() => nth(element, at()).focus()); // once it is drawn
  });
  /** @param {number} n */
  function card(n) {
    return h("button", {
      type: "button", draggable: "true", onclick: () => go(n),
      ondragstart: (/** @type {DragEvent} */ event) => {
        dragged = n;
        event.dataTransfer?.setData("text/plain", String(n));
      },
      ondragover: (/** @type {DragEvent} */ event) => { if (dragged >= 0) event.preventDefault(); },
      ondrop: (/** @type {DragEvent} */ event) => {
        event.preventDefault();
        if (dragged >= 0) move(dragged, n);
        dragged = -1;
      },
      ondragend: () => { dragged = -1; },
    }, h("b"), h("small"), h("span"), h("em"), h("i"));
  }
  /**
   * name is what is read aloud; what is behind a layer is told of the first `done`.
   * @param {Row[]} rows @param {number} done @param {(row: Row, n: number) => string} name
   */
  function update(rows, done, name) {
    const cards = resize(element, rows.length, () => card(element.children.length));
    const most = Math.max(...rows.map(({ cost }) => cost), 1);
    rows.forEach((row, n) => {
      cards[n].className = `pool-card pool-card-${row.kind} ${n > at() ? "pool-later" : ""}`;
      cards[n].setAttribute("aria-pressed", String(n === at()));
      cards[n].tabIndex = n === at() ? 0 : -1;
      cards[n].setAttribute("aria-label", name(row, n));
      show(cards[n], row, row.cost / most, n < done);
      setText(nth(cards[n], 3), n < done ? `+${row.size - (rows[n - 1]?.size ?? 1)}` : "");
    });
  }
  return { element, update };
}

/** @param {HTMLElement} card @param {Row} row @param {number} share of the largest cost @param {boolean} done */
function show(card, { kind, k, s, d, size }, share, done) {
  card.style.setProperty("--share", String(share));
  card.style.setProperty("--size", String(k));
  setText(nth(card, 0), `${kind} ${k}`);
  setText(nth(card, 1), `${s > 1 ? `/${s}` : ""}${d > 1 ? ` d${d}` : ""}`);
  setText(nth(card, 2), `r ${done ? size : "…"}`);
}
