// @ts-check
/**
 * The way that a number has come, as a thin line that stays.
 *
 * @import { Spot } from "./flight.js"
 */
import { s } from "./dom.js";
import { wayBetween } from "./flight.js";

/** @param {HTMLElement} stage */
export function trail(stage) {
  const path = s("path");
  stage.prepend(s("svg", { class: "pool-way", "aria-hidden": "true" }, path));
  /** @type {[Spot | undefined, Spot] | undefined} */
  let ends;
  const draw = () => {
    const [from, to] = ends ?? [];
    if (!from || !to || !stage.clientWidth) return path.removeAttribute("d");
    const way = wayBetween(stage, from, to).slice(1, -1); // not over the two numbers
    path.setAttribute("d", `M${way.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join("L")}`);
  };
  new ResizeObserver(draw).observe(stage);
  /** From nowhere there is none. @param {Spot | undefined} from @param {Spot} to */
  const update = (from, to) => {
    ends = [from, to];
    draw();
  };
  return { update };
}
