// @ts-check
/* Run All goes past an error that is expected, as a check is not passed at once: cells
   tagged raises-exception end it in this kernel, other kernels go on by themselves. */
(function () {
  "use strict";
  const TICK = 200; // milliseconds
  /** @type {import("./shared.js").Shared} */
  const { jupyter } = /** @type {any} */ (window).poolLive;
  const ALL = ["notebook:run-all-cells", "notebook:run-all-below"];

  /** @typedef {{ model: any, inputHidden: boolean }} Cell */

  /** The place of the first code cell that waits, where the one before it was expected
      to fail, or -1. @param {Cell[]} cells */
  function next(cells) {
    const code = cells.filter((cell) => cell.model.type === "code" && cell.model.sharedModel.source.trim());
    const waiting = code.findIndex((cell) => !cell.model.executionCount);
    if (waiting < 1) return -1;
    const tags = code[waiting - 1].model.getMetadata("tags") || [];
    return tags.includes("raises-exception") ? cells.indexOf(code[waiting]) : -1;
  }

  /** @param {any} app */
  function goOn(app) {
    const notebook = app.shell.currentWidget.content;
    const place = next(notebook.widgets);
    if (place < 0) return;
    notebook.activeCellIndex = place;
    app.commands.execute("notebook:run-all-below");
  }

  function watch() {
    const app = jupyter();
    if (!app) {
      setTimeout(watch, TICK);
      return;
    }
    app.commands.commandExecuted.connect(
      async (/** @type {any} */ _, /** @type {{ id: string, result: Promise<any> }} */ run) => {
        if (ALL.includes(run.id) && (await run.result) === false) goOn(app);
      },
    );
  }

  watch();
})();
