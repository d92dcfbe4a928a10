// @ts-check
/**
 * What comes gliding from where it was.
 *
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { GridPart } from "./grid.js"
 */
import { nth } from "./dom.js";

const GLIDES = 280; // milliseconds, at 1×: as long as a step lands

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
  element.animate([{ transform: from }, { transform: "none" }], { duration: GLIDES / speed, easing: "ease-in-out" });
}
