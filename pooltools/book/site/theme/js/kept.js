// @ts-check
/** On the start page: what the book keeps in this browser, and how to be rid of it. */

(() => {
  const OFF = "pooltools.predictions.off";
  const MET = "pooltools-challenges-"; // and the name of a picture
  /** @type {Record<string, string>} */
  const words = Reflect.get(self, "bookWords"); // text/predict.toml, in the page's language
  const place = document.querySelector(".book-kept");

  /** Storage, or nothing where the browser refuses it. @returns {Storage | null} */
  function storage() {
    try {
      return localStorage;
    } catch {
      return null;
    }
  }

  /** @returns {Map<string, string[]>} the keys of all that is kept, by what it is */
  function found() {
    /** @type {Map<string, string[]>} */
    const what = new Map();
    for (const key of Object.keys(storage() ?? {}).sort()) {
      const name = nameOf(key);
      if (name) what.set(name, [...(what.get(name) ?? []), key]);
    }
    return what;
  }

  /** @param {string} key @returns {string | undefined} what it holds, in words */
  function nameOf(key) {
    if (key === "pooltools.predictions") {
      return words.kept_predictions.replace("{n}", String(count(key)));
    }
    if (key === "pooltools-myth-cards") return words.kept_cards;
    if (key.startsWith("pooltools-more-")) return words.kept_settings;
    if (key.startsWith(MET)) return words.kept_challenges.replace("{n}", String(met()));
    if (key === "pooltools-photo") return words.kept_photo;
    if (key === "pooltools-played") return words.kept_played;
    if (key === "mode" || key === "theme") {
      const chosen = storage()?.getItem("mode") !== "auto"; // the theme notes that, too
      return chosen ? words.kept_colours : undefined;
    }
    if (key === OFF || !key.startsWith("pooltools")) return undefined;
    return words.kept_rest.replace("{name}", key);
  }

  /** @returns {number} how many challenges are met, of all pictures */
  function met() {
    const keys = Object.keys(storage() ?? {}).filter((key) => key.startsWith(MET));
    return keys.reduce((sum, key) => sum + count(key), 0);
  }

  /** @param {string} key @returns {number} how many answers it holds */
  function count(key) {
    try {
      return Object.keys(JSON.parse(storage()?.getItem(key) ?? "{}")).length;
    } catch {
      return 0;
    }
  }

  /** @param {string} label @param {() => void} act @returns {HTMLButtonElement} */
  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  /** @param {string[]} keys forget these, and say what is left */
  function forget(keys) {
    keys.forEach((key) => storage()?.removeItem(key));
    draw();
    /** @type {HTMLElement | null | undefined} */ (place?.querySelector("[role=status]"))?.focus();
  }

  /** @returns {HTMLLabelElement} the choice not to be asked */
  function choice() {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = (storage()?.getItem(OFF) ?? null) !== null;
    box.addEventListener("change", () => {
      if (box.checked) storage()?.setItem(OFF, "yes");
      else storage()?.removeItem(OFF);
    });
    label.append(box, words.unquestioned);
    return label;
  }

  /** Write the list anew. */
  function draw() {
    const what = found();
    const list = document.createElement("ul");
    for (const [name, keys] of what) {
      const item = document.createElement("li");
      const remove = button(words.delete, () => forget(keys));
      remove.setAttribute("aria-label", `${words.delete}: ${name}`);
      item.append(name, remove);
      list.append(item);
    }
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.tabIndex = -1;
    if (!what.size) status.textContent = words.nothing;
    const all = what.size ? [button(words.afresh, () => forget([...what.values()].flat()))] : [];
    place?.replaceChildren(status, ...(what.size ? [list] : []), ...all, choice());
  }

  draw();
})();
