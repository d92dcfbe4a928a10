// @ts-check
/**
 * The Any-Size Machine's state as Python.
 *
 * @import { AnySizeState } from "./anysize_layout.js"
 */

/** @param {Pick<AnySizeState, "height" | "width" | "levels" | "rule">} state */
export function anySizePython({ height, width, levels, rule }) {
  const list = `(${levels.join(", ")}${levels.length > 1 ? "" : ","})`;
  const options = `height=${height}, width=${width}, levels=${list}, rule="${rule}"`;
  const make = `from pooltools.widgets import AnySizeMachine\n\nmachine = AnySizeMachine(${options})\n`;
  if (rule === "recipe") return `${make}machine.output\n`;
  return `from pooltools import spatial_pyramid_pool\n${make}spatial_pyramid_pool(machine.frame, levels=${list})\n`;
}
