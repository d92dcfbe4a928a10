// @ts-check
/**
 * A picture as it stands, saved as a file, or handed on as a code to scan: a line of
 * buttons that unfolds below the foot line's.
 *
 * @import { Strings } from "../parts/dom.js"
 * @import { Guest } from "../parts/door.js"
 */
import { fill, h, setText } from "../parts/dom.js";
import { atRest, fileName, sourceOf } from "./file.js";
import { scanCode } from "./qr.js";
import { drawnAsFile, written } from "./svg.js";

const SHARP = 2; // a PNG has so many pixels for each of the screen, either way

/** The picture as a file of SVG. @param {Guest} guest @param {Strings} words */
async function vector({ root, strings, state, tape }, words) {
  await atRest(tape);
  const sentence = root.querySelector(".pool-sentence")?.textContent ?? "";
  return drawnAsFile(root, { title: strings.title, sentence, source: sourceOf(words, state.link?.() ?? "") });
}

/** The same as pixels. @param {SVGSVGElement} svg @returns {Promise<Blob>} */
async function raster(svg) {
  const canvas = h("canvas", { width: svg.width.baseVal.value * SHARP, height: svg.height.baseVal.value * SHARP });
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg))}`;
  await image.decode();
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((/** @type {BlobCallback} */ resolve) => { canvas.toBlob(resolve, "image/png"); });
  if (!blob) throw new Error("no PNG");
  return blob;
}

/** Have the browser save a file. @param {Blob} blob @param {string} name */
function offerFile(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = h("a", { href, download: name });
  document.body.append(link); // Firefox wants it there
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {Guest} guest @param {Strings} words @param {HTMLElement} opener */
function saveMenu(guest, words, opener) {
  const told = h("span", { class: "pool-saved", role: "status" });
  const scan = h("div");
  const hand = (/** @type {"svg" | "png"} */ kind) => async () => {
    try {
      const svg = await vector(guest, words);
      const blob = kind === "png" ? await raster(svg) : new Blob([written(svg)], { type: "image/svg+xml" });
      const name = fileName(guest, kind);
      offerFile(blob, name);
      setText(told, fill(words.saved, { name }));
    } catch {
      setText(told, words.not_saved);
    }
  };
  const show = () => {
    const open = code.getAttribute("aria-expanded") !== "true";
    code.setAttribute("aria-expanded", String(open));
    scan.replaceChildren(...(open ? [scanCode(guest, words)] : []));
  };
  const quiet = { type: "button", class: "pool-quiet" };
  const code = h("button", { ...quiet, "aria-expanded": "false", onclick: show }, words.code);
  const element = h("div", { class: "pool-save", role: "group", "aria-label": guest.strings.save },
    h("button", { ...quiet, onclick: hand("svg") }, words.as_svg),
    h("button", { ...quiet, onclick: hand("png") }, words.as_png), code, told, scan);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // the dock and a full screen have their own use for it
    event.preventDefault();
    element.remove();
    opener.focus();
  });
  return element;
}

/**
 * Unfold what saves a picture, or fold it away.
 * @param {Guest} guest @param {Strings} words @param {HTMLElement} button that has asked for it
 */
export function save(guest, words, button) {
  const there = guest.root.querySelector(".pool-save");
  there?.remove();
  if (there) return;
  guest.tape?.halt();
  const made = saveMenu(guest, words, button);
  guest.root.append(made);
  made.querySelector("button")?.focus();
}
