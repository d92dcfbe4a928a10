// @ts-check
/**
 * The model is the only state. watch() gives a view its keys, redraws once for
 * each burst of changes, and knows the state the view began with.
 */

export function watch(model, keys, draw) {
  const all = () => Object.fromEntries(keys.map((key) => [key, model.get(key)]));
  const initial = all();
  let queued = false;
  const changed = () => {
    if (queued) return;
    queued = true;
    queueMicrotask(() => { queued = false; draw(); });
  };
  keys.forEach((key) => model.on(`change:${key}`, changed));
  /** save = false while something plays: a kernel need not hear of each frame. */
  const set = (values, save = true) => {
    Object.entries(values).forEach(([key, value]) => model.set(key, value));
    if (save) model.save_changes();
  };
  return {
    all,
    set,
    get: (key) => model.get(key),
    reset: () => set(initial),
    /** what differs from the beginning: all that a link has to carry */
    changed: () => Object.fromEntries(Object.entries(all()).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(initial[key]))),
    stop: () => keys.forEach((key) => model.off(`change:${key}`, changed)),
  };
}
