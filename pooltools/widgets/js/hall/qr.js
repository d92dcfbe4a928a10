// @ts-check
/**
 * A code to scan: the address of a picture as it stands.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest } from "../parts/door.js"
 */
import { qrCode } from "../arithmetic/qr.js";
import { fill, h, s } from "../parts/dom.js";

const LONGEST = 1000;
const EDGE_SQUARES = 4; // light ones around the code, which readers need

/** Why an address has no code, or nothing. @param {string} address @param {Strings} words */
export function noCode(address, words) {
  if (!address) return words.code_notebook;
  if (!/^https?:/.test(address)) return words.code_disk;
  return address.length > LONGEST ? fill(words.code_long, { length: address.length, longest: LONGEST }) : "";
}

/** The code as a drawing. @param {string} address @param {string} label */
function codeDrawn(address, label) {
  const dark = qrCode(address)?.dark ?? [];
  const side = dark.length + 2 * EDGE_SQUARES;
  const squares = dark.flatMap((row, i) => row.flatMap((on, j) => (
    on ? `M${j + EDGE_SQUARES} ${i + EDGE_SQUARES}h1v1h-1z` : [])));
  const look = { viewBox: `0 0 ${side} ${side}`, "shape-rendering": "crispEdges", role: "img", "aria-label": label };
  return s("svg", look, s("path", { d: squares.join(""), fill: "currentColor" }));
}

/** The code, or a line why there is none, of the state as it changes. @param {Guest} guest @param {Strings} words */
export function scanCode({ root, state }, words) {
  const element = h("figure", { class: "pool-scan" });
  let shown = "-";
  const show = () => {
    const address = state.link?.() ?? "";
    if (address === shown) return;
    shown = address;
    const why = noCode(address, words);
    element.replaceChildren(...(why ? [] : [codeDrawn(address, words.scan)]), h("figcaption", {}, why || words.scan));
  };
  const watcher = new MutationObserver(() => (element.isConnected ? show() : watcher.disconnect()));
  watcher.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  show();
  return element;
}
