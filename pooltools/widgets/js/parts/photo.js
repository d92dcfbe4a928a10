// @ts-check
/**
 * The reader's own photo in place of the book's: loaded, pasted, dropped or taken, cropped and
 * shrunk here, and kept in this browser for all pictures that can show one.
 *
 * It is no part of any state: no link has it, and nothing is sent. A kernel hears of its size,
 * and has it once the reader sends it there (to_python.js).
 *
 * @import { Control } from "./controls.js"
 * @import { Strings } from "./dom.js"
 * @import { Model } from "./state.js"
 * @typedef {{ source: string, shown: boolean }} Kept
 * @typedef {{ root: HTMLElement, strings: Strings, notify: (text: string) => void,
 *   add: <C extends Control>(control: C) => C }} Shell
 */
import { middlePart, greysOf } from "../arithmetic/photo.js";
import { camera } from "./camera.js";
import { toggle } from "./controls.js";
import { fill, h } from "./dom.js";
import { memory } from "./memory.js";
import { kernelOf } from "./to_python.js";

const PHOTO = "pooltools-photo";
const MEGABYTES = 20; // megabytes
const KEPT_SIDE = 256; // of what is kept, along the shorter side: no picture needs more
const MOST_UNEVEN = 2; // and how much longer the other may be

/**
 * take() is given the grey levels, of the size asked for, of what is to be shown, and a number
 * for it: null is the book's own picture.  What a link sets is about the book's, so it puts the photo aside.
 * @param {Shell} shell @param {Model<object>} model
 * @param {{ height: number, width: number, take: (pixels: Float64Array | null, turn: number) => void }} of
 */
export function ownPhoto(shell, model, { height, width, take }) {
  const { strings, root } = shell;
  const kept = memory(PHOTO);
  const kernel = kernelOf({ model, strings, size: [height, width] });
  let now = /** @type {Kept | null} */ (null);
  let asked = 0;

  /** Show what is to be shown, unless something else was asked for meanwhile. @param {Kept | null} next */
  async function show(next) {
    const turn = ++asked;
    const image = next?.shown ? await decodedImage(next.source).catch(() => null) : null;
    if (turn !== asked) return;
    now = next?.shown && !image ? null : next; // what cannot be decoded is no photo
    const greys = image && greysOf(drawnAt(image, [image.naturalWidth, image.naturalHeight], width, height)
      .getImageData(0, 0, width, height).data);
    kernel?.hear(now?.source, greys);
    take(greys, turn);
    shell.notify("");
  }
  /** All pictures of the page hear of it. @param {Kept | null} next */
  function tell(next) {
    dispatchEvent(new CustomEvent(PHOTO, { detail: next }));
  }
  /** @param {Kept} next */
  function keep(next) {
    kept.keep(next);
    tell(next);
  }
  /** @param {HTMLImageElement | HTMLVideoElement} image @param {[number, number]} size */
  function keepImage(image, [wide, high]) {
    const ratio = Math.min(Math.max(wide / high, 1 / MOST_UNEVEN), MOST_UNEVEN);
    const scale = KEPT_SIDE / Math.min(ratio, 1);
    const sheet = drawnAt(image, [wide, high], Math.round(scale * ratio), Math.round(scale));
    keep({ source: sheet.canvas.toDataURL("image/jpeg", 0.9), shown: true });
  }
  /** @param {File | undefined} file */
  async function load(file) {
    if (!file) return;
    const size = Math.round(file.size / 1e6);
    if (file.size > MEGABYTES * 1e6) {
      shell.notify(fill(strings.photo_large, { name: file.name, size, most: MEGABYTES }));
      return;
    }
    const address = URL.createObjectURL(file);
    try {
      const image = await decodedImage(address);
      keepImage(image, [image.naturalWidth, image.naturalHeight]);
    } catch {
      shell.notify(fill(strings.photo_broken, { name: file.name }));
    } finally {
      URL.revokeObjectURL(address);
    }
  }
  /** The book's picture, here, for now. */
  function aside() {
    if (now?.shown) void show({ ...now, shown: false });
  }
  /** A picture that has been taken down hears no more. @param {Event} event */
  function hear(event) {
    if (root.isConnected && event instanceof CustomEvent) void show(event.detail);
    else removeEventListener(PHOTO, hear);
  }
  model.on("linked", aside);
  addEventListener(PHOTO, hear);
  takeFiles(root, (file) => void load(file));
  const { element, update } = photoButtons(strings, kernel, {
    load: (file) => void load(file), failed: () => shell.notify(strings.camera_failed), keepImage,
    get: () => now, turn: (shown) => { if (now) keep({ ...now, shown }); },
    forget: () => { kept.forget(); tell(null); },
  });
  shell.add({ element, update });
  const before = kept.read();
  if (isKept(before)) void show(before);
  return {
    element, update, aside,
    /** Code can have the book's picture only. @param {string} code */
    python: (code) => (now?.shown ? `# ${strings.photo_python}\n${code}` : code),
  };
}

/** Something else may stand in the storage. @param {unknown} value @returns {value is Kept} */
function isKept(value) {
  const { source, shown } = /** @type {Partial<Kept>} */ (value ?? {});
  return typeof source === "string" && source.startsWith("data:image/") && typeof shown === "boolean";
}

/** An image that the browser can show, upright as its camera has noted. @param {string} source */
async function decodedImage(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  if (!image.naturalWidth || !image.naturalHeight) throw new Error("an image without a size");
  return image;
}

/**
 * The middle of an image, on white, drawn at a size.
 * @param {HTMLImageElement | HTMLVideoElement} image @param {[number, number]} size
 * @param {number} width @param {number} height
 */
function drawnAt(image, size, width, height) {
  const sheet = h("canvas", { width, height }).getContext("2d", { willReadFrequently: true });
  if (!sheet) throw new Error("no canvas");
  sheet.fillStyle = "#fff";
  sheet.fillRect(0, 0, width, height);
  sheet.imageSmoothingQuality = "high";
  sheet.drawImage(image, ...middlePart(...size, width / height), 0, 0, width, height);
  return sheet;
}

/** What is pasted into the picture or dropped onto it. @param {HTMLElement} root @param {(file: File) => void} load */
function takeFiles(root, load) {
  root.addEventListener("paste", (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (file) load(file);
  });
  const carries = (/** @type {DragEvent} */ { dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;
  root.addEventListener("dragover", (event) => {
    if (carries(event)) event.preventDefault(); // it may be dropped here
  });
  root.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) load(file);
  });
}

/**
 * @param {Strings} strings @param {ReturnType<typeof kernelOf>} kernel
 * @param {{ load: (file: File | undefined) => void, failed: () => void, get: () => Kept | null,
 *   keepImage: (image: HTMLVideoElement, size: [number, number]) => void,
 *   turn: (shown: boolean) => void, forget: () => void }} acts
 */
function photoButtons(strings, kernel, { load, failed, keepImage, get, turn, forget }) {
  const file = h("input", { type: "file", accept: ["image", "*"].join("/"), hidden: true, onchange: () => {
    load(file.files?.[0]);
    file.value = ""; // the same one may be loaded again
  } });
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", onclick }, text);
  const choose = button(strings.photo_load, () => file.click());
  const shown = toggle({ label: strings.photo_shown, get: () => get()?.shown ?? false, set: turn });
  const remove = button(strings.photo_remove, () => { choose.focus(); forget(); });
  const eye = camera({ strings, onTaken: (video) => keepImage(video, [video.videoWidth, video.videoHeight]), failed });
  const element = h("div", { class: "pool-own", role: "group", "aria-label": strings.photo_own },
    choose, file, ...(eye ? [eye.button] : []), shown.element, ...(kernel ? [kernel.button] : []), remove,
    ...(eye ? [eye.element] : []), kernel?.note ?? h("small", {}, strings.photo_stays));
  const update = () => {
    [shown.element, remove].forEach((part) => { part.hidden = get() === null; });
    shown.update();
  };
  return { element, update };
}
