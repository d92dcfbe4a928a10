// @ts-check
/**
 * The model is the only state. watch() gives a view its keys, redraws once for
 * each burst of changes, and knows the state the view began with.
 *
 * @import { Schema } from "../arithmetic/schema.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ strings: Strings, language: string, schema: Schema, challenge?: string }} Given what each model has
 */
import { fits, writeValue } from "../arithmetic/schema.js";

/**
 * The part of a widget's model that views use. Only a page has an address for a state, only a kernel takes messages.
 * @template S what a reader can set, and what the view reads besides
 * @typedef {{
 *   get<K extends keyof (S & Given)>(key: K): (S & Given)[K],
 *   set<K extends keyof S>(key: K, value: S[K]): void,
 *   on(event: string, listener: () => void): void,
 *   off(event: string, listener: () => void): void,
 *   save_changes(): void,
 *   link?(values: { [key: string]: unknown }): string,
 *   send?(content: unknown, callbacks?: object, buffers?: ArrayBuffer[]): void,
 * }} Model
 */

/**
 * What watch() returns. set() with save = false is for what plays or is dragged: a kernel
 * need not hear of each frame. can() tells whether a reader may make a change; changed()
 * is what differs from the beginning: all that link() has to carry, on a page.
 * @template S
 * @typedef {{
 *   schema: Schema,
 *   all(): S,
 *   get<K extends keyof S>(key: K): S[K],
 *   set(values: Partial<S>, save?: boolean): void,
 *   can(values: Partial<S>): boolean,
 *   reset(): void,
 *   changed(): Partial<S>,
 *   link: (() => string) | undefined,
 *   stop(): void,
 * }} Watched
 */

/**
 * @template {object} S
 * @param {Model<NoInfer<S>>} model
 * @param {() => void} draw
 * @param {(state: S) => boolean} [valid] the view's rules between fields
 * @returns {Watched<S>}
 */
export function watch(model, draw, valid = () => true) {
  const schema = model.get("schema");
  const keys = /** @type {(keyof S & string)[]} */ (Object.keys(schema));
  const all = () => /** @type {S} */ (Object.fromEntries(keys.map((key) => [key, model.get(key)])));
  const initial = all();
  let queued = false;
  let stopped = false;
  const changed = () => {
    if (queued) return;
    queued = true;
    queueMicrotask(() => {
      queued = false;
      if (!stopped) draw();
    });
  };
  keys.forEach((key) => model.on(`change:${key}`, changed));
  /** @type {Watched<S>["set"]} */
  const set = (values, save = true) => {
    for (const key of keys) {
      const value = values[key];
      if (value !== undefined) model.set(key, value);
    }
    if (save) model.save_changes();
  };
  const different = () => {
    const now = all();
    const differs = keys.filter((key) => writeValue(now[key]) !== writeValue(initial[key]));
    return /** @type {Partial<S>} */ (Object.fromEntries(differs.map((key) => [key, now[key]])));
  };
  return {
    schema,
    all,
    set,
    get: (key) => model.get(key),
    can: (values) => fits(schema, { ...all(), ...values }) && valid({ ...all(), ...values }),
    reset: () => set({ ...initial, challenge: undefined }), // one that was handed on stays
    changed: different,
    link: model.link && (() => model.link?.(different()) ?? ""),
    stop: () => {
      stopped = true;
      keys.forEach((key) => model.off(`change:${key}`, changed));
    },
  };
}

/** A change of one key. @template S @param {string} key @param {unknown} value @returns {Partial<S>} */
export function just(key, value) {
  return /** @type {Partial<S>} */ (/** @type {unknown} */ ({ [key]: value }));
}

/** The same action; asked for while it runs, it runs once more afterwards. @param {() => void} action */
export function notWithin(action) {
  let [asked, running] = [false, false];
  return () => {
    asked = true;
    if (running) return;
    running = true;
    try {
      while (asked) {
        asked = false;
        action();
      }
    } finally {
      running = false;
    }
  };
}
