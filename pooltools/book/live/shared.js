// @ts-check
/* What the scripts of a notebook in the browser share.  The first of them, start.js,
   runs in old browsers, and so does this. */

/** @typedef {{
 *   path: string,
 *   say: Record<string, string>,
 *   jupyter: () => any,
 *   button: (key: string, act: () => void) => HTMLButtonElement,
 * }} Shared */

(function () {
  "use strict";
  var path = new URLSearchParams(location.search).get("path") || "";
  var given = document.getElementById("pool-words");
  var words = JSON.parse((given && given.textContent) || "{}");
  var say = words[path.indexOf("zh/") === 0 ? "zh" : "en"];

  /** JupyterLite, once it is there: what it has is its own. @returns {any} */
  function jupyter() {
    return /** @type {any} */ (window).jupyterapp;
  }

  /** @param {string} key @param {() => void} act */
  function button(key, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = say[key];
    made.addEventListener("click", act);
    return made;
  }

  /** @type {Shared} */
  var shared = { path: path, say: say, jupyter: jupyter, button: button };
  /** @type {any} */ (window).poolLive = shared;
})();
