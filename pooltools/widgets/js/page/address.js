// @ts-check
/**
 * What the fragment of an address says about a picture.
 *
 * @import { Schema } from "../arithmetic/schema.js"
 * @import { State } from "./model.js"
 */
import { fits, readValue } from "../arithmetic/schema.js";

/**
 * Of #pooling-bench:stride=1 the anchor and what follows, if it names a state. Some
 * programs encode a whole fragment once more; then there is no colon in it.
 * @param {string} hash
 */
export function splitHash(hash) {
  try {
    const [, anchor, text] = /^#?([^:]*):(.*)$/s.exec(hash.includes(":") ? hash : decodeURIComponent(hash)) ?? [];
    return text === undefined ? null : { anchor, text };
  } catch { // a malformed fragment names none
    return null;
  }
}

/**
 * The states that #present=anchor:state|page.html#anchor:state asks to be presented one after the other; null where
 * it asks for none. A page is one beside this page: no address has a script run from elsewhere. Programs that pass
 * an address on may encode its signs.
 * @param {string} hash
 */
export function listed(hash) {
  const [, text] = /^#?present(?:=|%3D)(.+)$/is.exec(hash) ?? [];
  if (!text) return null;
  return text.split(/\||%7C/i).flatMap((one) => {
    const [, page = "", state] = /^(?:([\w-]+\.html)?(?:#|%23))?(.*)$/is.exec(one) ?? [];
    const at = splitHash(state ?? "");
    return at ? [{ page, ...at }] : [];
  });
}

/**
 * The page's own state with what a link sets, or null where there is no such state. What
 * the reader has said, an answer or a guess, stays as it is now unless the link names it.
 * @param {State} initial @param {string} text @param {(key: string) => unknown} [now]
 */
export function linkedState(initial, text, now = (key) => initial[key]) {
  /** @type {Schema} */
  const schema = initial.schema;
  const said = Object.keys(schema).filter((key) => schema[key].said);
  const state = { ...initial, ...Object.fromEntries(said.map((key) => [key, now(key)])) };
  for (const [key, value] of new URLSearchParams(text)) {
    if (!Object.hasOwn(schema, key)) return null;
    state[key] = readValue(schema[key], value);
  }
  return fits(schema, state) ? state : null;
}

/** The anchors of a page's widgets, by their names: the second bench is pooling-bench-2. @param {string[]} names */
export function numbered(names) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count > 1 ? `${name}-${count}` : name;
  });
}
