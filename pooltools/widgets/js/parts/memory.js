// @ts-check
/**
 * What a reader did on a page, kept for the next visit: in the browser's storage, or,
 * where that is refused, in the history, which at least Back and a reload bring back.
 */

/** @param {string} key */
export function memory(key) {
  return {
    /** What was kept last; null where there is nothing. @returns {unknown} */
    read() {
      try {
        const text = stored(() => localStorage.getItem(key)) ?? history.state?.[key];
        return /** @type {unknown} */ (JSON.parse(text ?? "null"));
      } catch { // no text of ours
        return null;
      }
    },
    /** @param {unknown} value */
    keep(value) {
      const text = JSON.stringify(value);
      const done = stored(() => { localStorage.setItem(key, text); return true; });
      if (!done) stored(() => history.replaceState({ ...history.state, [key]: text }, ""));
    },
    forget() {
      stored(() => localStorage.removeItem(key));
      if (history.state?.[key]) stored(() => history.replaceState({ ...history.state, [key]: undefined }, ""));
    },
  };
}

/**
 * What the storage says; null where there is none, or no room in it.
 * @template T
 * @param {() => T} action
 */
function stored(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
