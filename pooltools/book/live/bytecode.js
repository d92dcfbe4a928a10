// @ts-check
/* Runs bytecode.py within Pyodide: node bytecode.js folder archive... */
"use strict";
/** @typedef {{ FS: { mkdir(path: string): void }, runPython(code: string): void,
 *   mountNodeFS(path: string, folder: string): void }} Python */
const fs = require("node:fs");
const path = require("node:path");

const [folder, ...archives] = process.argv.slice(2);
const { loadPyodide } = require(path.join(folder, "pyodide.js"));

loadPyodide({ indexURL: folder }).then((/** @type {Python} */ python) => {
  python.FS.mkdir("/archives");
  python.mountNodeFS("/archives", folder);
  python.runPython(fs.readFileSync(path.join(__dirname, "bytecode.py"), "utf8"));
  for (const name of archives) {
    python.runPython(`compile_archive(Path("/archives", ${JSON.stringify(name)}))`);
  }
});
