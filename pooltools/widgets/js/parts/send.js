// @ts-check
/**
 * Balls that fly from one element to another, and elements that come from where they were.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 * @typedef {{ text: string, from: Element, to: Element }} Ball
 */
import { h, nth } from "./dom.js";

const COMES = 280; // milliseconds, at 1×: as long as a step lands
const RISES = 16; // pixels above the straight way

/** The cell of a grid. @param {GridPart} grid @param {number} row @param {number} column */
export function cellOf({ element }, row, column) {
  return nth(nth(nth(element, 0), row), column);
}

/**
 * Let balls fly together, in milliseconds.
 * @param {HTMLElement} stage @param {Ball[]} balls @param {number} duration
 */
export function sendEach(stage, balls, duration) {
  if (!stage.clientWidth) return;
  const box = stage.getBoundingClientRect();
  /** @param {Element} there @returns {Pair} */
  const middle = (there) => {
    const { left, top, width, height } = there.getBoundingClientRect();
    return [left - box.left + width / 2, top - box.top + height / 2];
  };
  const ways = balls.map(({ from, to }) => [middle(from), middle(to)]);
  ways.forEach(([[x, y], [goalX, goalY]], n) => {
    const over = [(x + goalX) / 2, (y + goalY) / 2 - RISES];
    const frames = [[x, y], over, [goalX, goalY]].map(([left, top]) =>
      ({ transform: `translate(${left}px, ${top}px) translate(-50%, -50%)` }));
    const ball = h("i", { class: "pool-flying pool-gathered", "aria-hidden": "true" }, balls[n].text);
    stage.append(ball);
    ball.animate(frames, { duration, easing: "ease-in-out", fill: "forwards" });
  });
}

/** Take away what sendEach() let fly. @param {HTMLElement} stage */
export function arrive(stage) {
  stage.querySelectorAll(".pool-gathered").forEach((ball) => ball.remove());
}

/**
 * Let the numbers of a grid come from where they were: so many cells down and to the right.
 * @param {GridPart} grid @param {Pair} from @param {number} speed
 */
export function glide({ element }, [down, right], speed) {
  if (!down && !right) return;
  come(nth(element, 0), `translate(calc(${right} * var(--cell)), calc(${down} * var(--cell)))`, speed);
}

/** Let something come from where it was. @param {HTMLElement} element @param {string} from @param {number} speed */
export function come(element, from, speed) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  element.animate([{ transform: from }, { transform: "none" }], { duration: COMES / speed, easing: "ease-in-out" });
}
