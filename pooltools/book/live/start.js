// @ts-check
/* A line at the foot of the notebook that says how far Python is, and a message
   where it cannot start.  It runs before JupyterLite does, also in a browser that
   JupyterLite is too new for, so it is written for old ones. */
(function () {
  "use strict";
  var PATIENCE = 60000; // milliseconds until a wait deserves another word
  var TICK = 200;

  /** @type {import("./shared.js").Shared} */
  var shared = /** @type {any} */ (window).poolLive;
  var path = shared.path, say = shared.say, button = shared.button, jupyter = shared.jupyter;
  var page = (path.indexOf("zh/") === 0 ? "zh/chapters/" : "chapters/") +
    path.replace(/^sheets\/.*/, "en/for-teachers.ipynb").replace(/ipynb$/, "html");

  // a script that does not arrive; the kernel's own are noticed by its status
  var lost = false;
  window.addEventListener("error", function (event) {
    lost = lost || event.target instanceof HTMLScriptElement;
  }, true);

  var line = document.createElement("aside");
  var sentence = document.createElement("p");
  var progress = document.createElement("progress");
  line.className = "pool-start";
  sentence.setAttribute("role", "status");
  progress.setAttribute("aria-label", say.notebook);
  line.append(sentence, progress);

  /** @param {string} key */
  function tell(key) {
    if (line.dataset.state !== key) {
      line.dataset.state = key;
      sentence.textContent = say[key];
    }
  }

  /** @param {string} key @param {string} address */
  function link(key, address) {
    var made = document.createElement("a");
    made.textContent = say[key];
    made.href = address;
    return made;
  }

  /** @param {string} key */
  function fail(key) {
    tell(key);
    progress.remove();
    line.classList.add("pool-start-failed");
    var file = link("download", "../files/" + path);
    file.download = "";
    line.append(link("reading", "../../" + page), file);
  }

  function reason() {
    if (location.protocol === "file:") return "disk";
    var able = typeof WebAssembly === "object" && typeof Worker === "function" &&
      typeof structuredClone === "function" && "indexedDB" in window;
    return able ? "" : "old";
  }

  function kernel() {
    var app = jupyter();
    var panel = app && app.shell.currentWidget;
    var session = panel && panel.sessionContext && panel.sessionContext.session;
    return session && session.kernel;
  }

  function ready() {
    tell("ready");
    progress.remove();
    line.append(
      button("run_all", runAll),
      button("close", function () { line.remove(); })
    );
  }

  function runAll() {
    var content = jupyter().shell.currentWidget.content;
    line.remove();
    jupyter().commands.execute("notebook:run-all-cells");
    content.activeCellIndex = 0; // running moves it, and the view, to the end
    content.scrollToItem(0);
  }

  /** @param {number} since */
  function watch(since) {
    var running = kernel();
    if (running && running.status === "idle") { ready(); return; }
    if (lost || (running && running.status === "dead")) { fail("failed"); return; }
    if (Date.now() - since > PATIENCE) tell("slow");
    else tell(running ? "python" : "notebook");
    setTimeout(watch, TICK, since);
  }

  function start() {
    document.body.append(line);
    var found = reason();
    if (found) fail(found);
    else watch(Date.now());
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
