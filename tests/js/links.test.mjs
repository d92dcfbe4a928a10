/** Every link to a state that the chapters have is one that a reader can reach. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { linkedState, listed, splitHash } from "../../pooltools/widgets/js/page/address.js";
import { widgets } from "./schema.mjs";

const ROOT = new URL("../../", import.meta.url);
const cwd = fileURLToPath(ROOT);

/** @param {string} file */
const links = (file) => readFileSync(new URL(file, ROOT), "utf8").matchAll(/href="[^"#]*#([a-z-]+:[^"]+)"/g);

test("all links of the chapters lead to states that a reader can reach", async () => {
  let looked = 0;
  for (const file of globSync("chapters/*/*.md", { cwd })) {
    for (const [, link] of links(file)) {
      const { anchor = "", text = "" } = splitHash(link.replaceAll("&amp;", "&")) ?? {};
      const { module, schema, state } = widgets[anchor];
      const view = await import(`../../pooltools/widgets/js/views/${module}.js`);
      const linked = linkedState({ ...state, schema }, text);
      assert.ok(linked && view.valid?.(linked) !== false, `${file}: ${link}`);
      looked += 1;
    }
  }
  assert.ok(looked >= 50, `only ${looked} links`);
});

test("an address may ask for a list of states", () => {
  const [first, second] = [{ anchor: "p-dial", text: "step=6" }, { anchor: "p-dial-2", text: "" }];
  assert.deepEqual(listed("#present=p-dial:step=6|p-dial-2:"), [first, second]);
  assert.deepEqual(listed("#present=p-dial:step=6%7Cp-dial-2:"), [first, second]);
  assert.deepEqual(listed("#present=p-dial:step=6%7cno%ZZ|#p-dial-2:"), [first, second]);
  assert.deepEqual(listed("#present%3Dp-dial%3Astep%3D6"), [first]);
  for (const none of ["", "#", "#present", "#present=", "#p-dial:step=6", "#presented=p-dial:"]) {
    assert.equal(listed(none), null, none);
  }
});
