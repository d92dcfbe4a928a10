/** Every link to a state that the chapters have is one that a reader can reach. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { linkedState, listed, splitHash } from "../../pooltools/widgets/js/page/address.js";
import { widgets } from "./schema.mjs";

const ROOT = new URL("../../", import.meta.url);
const cwd = fileURLToPath(ROOT);

/** What each link of a page to a state, or to a list of states, names. @param {string} file */
function links(file) {
  const found = readFileSync(new URL(file, ROOT), "utf8").matchAll(/href="[^"#]*#((?:[a-z-]+:|present=)[^"]+)"/g);
  return [...found].flatMap(([, link]) => {
    const hash = link.replaceAll("&amp;", "&");
    return (listed(hash) ?? [splitHash(hash)]).map((at) => ({ link, anchor: "", text: "", ...at }));
  });
}

test("all links of the chapters lead to states that a reader can reach", async () => {
  let looked = 0;
  for (const file of globSync("chapters/*/*.md", { cwd })) {
    for (const { link, anchor, text } of links(file)) {
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
  const [first, second] = [{ page: "", anchor: "p-dial", text: "step=6" }, { page: "", anchor: "p-dial-2", text: "" }];
  assert.deepEqual(listed("#present=p-dial:step=6|p-dial-2:"), [first, second]);
  assert.deepEqual(listed("#present=p-dial:step=6%7Cp-dial-2:"), [first, second]);
  assert.deepEqual(listed("#present=p-dial:step=6%7cno%ZZ|#p-dial-2:"), [first, second]);
  assert.deepEqual(listed("#present%3Dp-dial%3Astep%3D6"), [first]);
  const far = { ...first, page: "04-the-pooling-zoo.html" };
  assert.deepEqual(listed("#present=04-the-pooling-zoo.html#p-dial:step=6|p-dial-2:"), [far, second]);
  assert.deepEqual(listed("#present=p-dial-2:|04-the-pooling-zoo.html%23p-dial:step=6"), [second, far]);
  for (const none of ["", "#", "#present", "#present=", "#p-dial:step=6", "#presented=p-dial:"]) {
    assert.equal(listed(none), null, none);
  }
});

test("a page of a list stands beside this one, so that no address brings a script from elsewhere", () => {
  const pages = ["https://a.org/a.html", "//a.org/a.html", "../a.html", "b/a.html", "a.js", "\\\\b\\a.html"];
  for (const page of pages) {
    for (const { page: kept, anchor } of listed(`#present=${page}#p-dial:step=6`) ?? []) {
      assert.equal(kept, "", page);
      assert.notEqual(anchor, "p-dial", page);
    }
  }
});
