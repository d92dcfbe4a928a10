// @ts-check
/**
 * The rules of a widget's state, as its Python traits have them, and the text of a link.
 * The schema lists what a reader can set; a link can set nothing else. What is said, an answer
 * or a guess, is the reader's: a link that does not name it leaves it alone.
 *
 * @typedef {{ min?: number, max?: number }} Range
 * @typedef {{ kind: "map", rows: Range, columns: Range, finite?: boolean, min?: number }} MapRule
 * @typedef {Range & { kind: "integer" | "number" } | { kind: "boolean" } | { kind: "text", pattern?: string }
 *   | { kind: "choice", values: (string | number)[] } | Range & { kind: "list", of: Rule } | MapRule} Kind
 * @typedef {Kind & { said?: boolean }} Rule
 * @typedef {{ [key: string]: Rule }} Schema
 */

/** @param {Range} range @param {number} value */
const within = ({ min = -Infinity, max = Infinity }, value) => min <= value && value <= max;

/** Does one value keep its rule? @param {Rule} rule @param {unknown} value @returns {boolean} */
export function keeps(rule, value) {
  switch (rule.kind) {
    case "integer": return typeof value === "number" && Number.isInteger(value) && within(rule, value);
    case "number": return typeof value === "number" && Number.isFinite(value) && within(rule, value);
    case "boolean": return typeof value === "boolean";
    case "text": return typeof value === "string" && new RegExp(`^(?:${rule.pattern ?? ".*"})$`, "s").test(value);
    case "choice": return rule.values.some((one) => one === value);
    case "map": return keepsMap(rule, value);
    case "list":
      return Array.isArray(value) && within(rule, value.length) && value.every((one) => keeps(rule.of, one));
  }
}

/**
 * Rows of numbers, all of one length; NaN and the infinities are strings.
 * @param {MapRule} rule @param {unknown} value
 */
function keepsMap({ rows, columns, finite, min }, value) {
  if (!Array.isArray(value) || !value.every(Array.isArray) || !within(rows, value.length)) return false;
  const width = value[0].length;
  const number = (/** @type {unknown} */ v) => (typeof v === "number" ? Number.isFinite(v) && within({ min }, v)
    : !finite && (v === "NaN" || v === "Infinity" || v === "-Infinity"));
  return within(columns, width) && value.every((row) => row.length === width && row.every(number));
}

/** Does a whole state keep the schema? @param {Schema} schema @param {{ [key: string]: unknown }} state */
export function fits(schema, state) {
  return Object.entries(schema).every(([key, rule]) => keeps(rule, state[key]));
}

/** The value that a text of a link stands for; undefined where it is none. @param {Rule} rule @param {string} text */
export function readValue(rule, text) {
  if (rule.kind === "text" || (rule.kind === "choice" && rule.values.includes(text))) return text;
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A value as a link carries it. @param {unknown} value @returns {string} */
export function writeValue(value) {
  return typeof value === "string" ? value : json(value);
}

/** JSON that keeps the sign of zero. @param {unknown} value @returns {string} */
function json(value) {
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
}
