/** The schemas of all widgets, frozen from their Python traits by tests/make/schemas.py. */
import { readFileSync } from "node:fs";
import { fits } from "../../pooltools/widgets/js/arithmetic/schema.js";

/**
 * @import { Schema } from "../../pooltools/widgets/js/arithmetic/schema.js"
 * @typedef {any} AnyState the state of any kind of picture
 */

/** @type {{ [name: string]: { module: string, schema: Schema, state: { [key: string]: any } } }} */
export const widgets = JSON.parse(readFileSync(new URL("../data/schemas.json", import.meta.url), "utf8"));

/**
 * Whether a link may set a state: the schema's ranges, and a view's rules between fields.
 * @template S
 * @param {string} name @param {(state: S) => boolean} [valid]
 */
export function reachable(name, valid = () => true) {
  const { schema } = widgets[name];
  return (/** @type {any} */ state) => fits(schema, { challenge: "", ...state }) && valid(state);
}
