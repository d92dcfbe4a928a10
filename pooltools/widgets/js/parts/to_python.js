// @ts-check
/**
 * What a kernel hears of the reader's own photo: its size, and the photo once the reader sends it.
 *
 * It goes as a message and is no part of the widget's state, so that no saved notebook holds it.
 *
 * @import { Strings } from "./dom.js"
 * @import { Model } from "./state.js"
 * @typedef {{ photo_size?: [number, number] | null }} Sized
 */
import { fill, h, setText } from "./dom.js";

/**
 * Null where there is no kernel: on a page, which has an address for each state.
 * @param {{ model: Model<object>, strings: Strings, size: [height: number, width: number] }} of size is that of
 *   every photo here
 */
export function kernelOf({ model, strings, size }) {
  if (model.link) return null;
  const sized = /** @type {Model<Sized>} */ (model);
  /** @type {Float64Array | null} */
  let shown = null;
  /** @type {string | undefined} the photo that it has heard of */
  let heard;
  const note = h("small", { role: "status" }, strings.photo_kernel);
  const button = h("button", { type: "button", hidden: true, onclick: () => {
    if (!shown) return;
    model.send?.({ photo: size }, undefined, [Uint8Array.from(shown).buffer]);
    setText(note, fill(strings.photo_sent, { h: size[0], w: size[1] }));
  } }, strings.photo_send);

  /**
   * Another photo, or none, takes the place of one that was sent.
   * @param {string} [source] @param {Float64Array | null} [greys] of what is shown
   */
  function hear(source, greys = null) {
    shown = greys;
    button.hidden = !greys;
    setText(note, strings.photo_kernel);
    if (heard && source !== heard) model.send?.({ photo: null });
    heard = source;
    if (!source === !sized.get("photo_size")) return;
    sized.set("photo_size", source ? size : null);
    sized.save_changes();
  }
  return { button, note, hear };
}
