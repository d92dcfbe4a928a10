// @ts-check
/** A window that does not fit once more: it tries, strikes the end, and comes back. */

const LASTS_MS = 800;

/**
 * @param {HTMLElement} frame @param {Element} end @param {number} slack cells that it can go
 * @param {number} speed
 */
export function refuse(frame, end, slack, speed) {
  if (!slack || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const by = (/** @type {number} */ cells) => ({ translate: `calc(${cells} * var(--cell)) 0` });
  const duration = LASTS_MS / speed;
  frame.animate([
    { ...by(0), easing: "ease-in" }, { ...by(slack + 0.12), offset: 0.35, easing: "ease-out" },
    { ...by(slack - 0.1), offset: 0.45, easing: "ease-in" }, { ...by(slack + 0.06), offset: 0.55 },
    { ...by(slack), offset: 0.65, easing: "ease-in-out" }, by(0),
  ], { duration });
  end.animate([by(0), by(0), by(0.12), by(0), by(0)].map((at, n) => ({ ...at, offset: [0, 0.33, 0.4, 0.5, 1][n] })),
    { duration });
}
