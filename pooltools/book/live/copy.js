// @ts-check
/* The reader's own copy of a notebook, which the browser keeps: what to do where the
   page's notebook has changed since, the widgets' still pictures until it runs, and how
   to take it home. */
(function () {
  "use strict";
  const TICK = 200; // milliseconds
  const PATIENCE = 60000; // milliseconds that a download may take to begin
  const VIEW = "application/vnd.jupyter.widget-view+json";
  const STILL = "image/svg+xml";

  /** @typedef {{ cell_type: string, source: string | string[] }} Cell */
  /** @typedef {{ cells: Cell[] }} Notebook */

  /** @type {import("./shared.js").Shared} */
  const { path, say, button, jupyter } = /** @type {any} */ (window).poolLive;
  const kept = `pool-based-on:${path}`;

  /** What people wrote in a notebook, in a few letters. @param {Notebook} notebook */
  function mark(notebook) {
    const parts = notebook.cells.map((cell) => [cell.cell_type, [cell.source].flat().join("")]);
    const text = JSON.stringify(parts);
    let hash = 0;
    for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) || 0)) | 0;
    return `${text.length}:${hash}`;
  }

  /** Which notebook of the page the copy is based on. @param {string} [is] */
  function basedOn(is) {
    try {
      if (is) localStorage.setItem(kept, is);
      return localStorage.getItem(kept);
    } catch {
      return null; // a browser that keeps nothing has no old copy either
    }
  }

  /** Python is new after a reload: show pictures of widgets that it does not know.
      @param {any} model */
  function showStills(model) {
    for (const cell of model.cells) {
      for (let i = 0; cell.outputs && i < cell.outputs.length; i++) {
        const output = cell.outputs.get(i).toJSON();
        if (!output.data || !(VIEW in output.data) || !(STILL in output.data)) continue;
        const data = { ...output.data };
        delete data[VIEW];
        cell.outputs.set(i, { ...output, data });
      }
    }
  }

  /** A line with buttons at the head of the notebook. @param {string} sentence
      @param {...Element} parts */
  function notice(sentence, ...parts) {
    document.querySelector(".pool-copy")?.remove();
    const line = document.createElement("aside");
    const said = document.createElement("p");
    line.className = "pool-start pool-copy";
    said.setAttribute("role", "status");
    line.append(said, ...parts);
    document.body.append(line);
    said.textContent = sentence;
  }

  function close() {
    document.querySelector(".pool-copy")?.remove();
  }

  /** A name beside the notebook's that is still free. @param {any} contents */
  async function freeName(contents) {
    const folder = path.split("/").slice(0, -1).join("/");
    const listed = (await contents.get(folder, { content: true })).content;
    const taken = new Set(listed.map((/** @type {{ path: string }} */ file) => file.path));
    for (let n = 1; ; n++) {
      const name = path.replace(/\.ipynb$/, n > 1 ? `-mine-${n}.ipynb` : "-mine.ipynb");
      if (!taken.has(name)) return name;
    }
  }

  /** Put the page's notebook in the place of the copy, which gets another name.
      @param {any} context @param {Notebook} theirs */
  async function take(context, theirs) {
    const contents = jupyter().serviceManager.contents;
    const name = await freeName(contents);
    const content = context.model.toJSON();
    await contents.save(name, { type: "notebook", format: "json", content });
    context.model.fromJSON(theirs);
    await context.save();
    basedOn(mark(theirs));
    const link = document.createElement("a");
    link.href = `?path=${name}`;
    link.textContent = say.open_mine;
    notice(say.taken.replace("{name}", name.split("/").pop() || ""), link, button("close", close));
  }

  /** @param {any} context */
  async function compare(context) {
    const answer = await fetch(`../files/${path}`, { cache: "no-cache" });
    if (!answer.ok) return; // the reader's alone
    const theirs = await answer.json();
    const now = mark(theirs);
    if (basedOn() === now || mark(context.model.toJSON()) === now) {
      basedOn(now);
      return;
    }
    const keep = button("keep_mine", () => {
      basedOn(now);
      close();
    });
    notice(say.changed, button("take_new", () => take(context, theirs)), keep);
  }

  /** What the File menu's entry does, which overrides.json names: JupyterLite's own
      calls the file after its folder too. @param {any} app */
  function offerDownload(app) {
    const execute = () => {
      const text = JSON.stringify(app.shell.currentWidget.context.model.toJSON(), null, 1);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text, "\n"], { type: "application/x-ipynb+json" }));
      link.download = path.split("/").pop() || "";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
    };
    app.commands.addCommand("book:download", { label: say.download, execute });
  }

  function watch() {
    const app = jupyter();
    const context = app && app.shell.currentWidget && app.shell.currentWidget.context;
    if (!context || !context.isReady) {
      setTimeout(watch, TICK);
      return;
    }
    offerDownload(app);
    showStills(context.model);
    compare(context);
  }

  watch();
})();
