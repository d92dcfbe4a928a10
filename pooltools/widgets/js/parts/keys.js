// @ts-check
/**
 * Whose keys: a notebook hears each one before its outputs do, and would delete, convert or
 * leave the notebook's cell while the reader is in the widget.
 */
import { modified } from "./dom.js";

/** JupyterLab and its kin (Lumino) leave an element's keys alone as long as it has this. */
const OURS = "data-lm-suppress-shortcuts";

/**
 * While a widget has the focus, plain keys are the widget's; those with Control, Alt or
 * Command stay the notebook's, so that it can be saved. The window hears a key before the
 * notebook does. Lumino looks from the focused element upwards and stops at the first
 * shortcut that fits, so the element itself has to say it, not the root.
 * @param {Element} root @returns {() => void} what ends it
 */
export function keepKeys(root) {
  const claim = (/** @type {KeyboardEvent} */ event) => {
    const { target } = event;
    if (target instanceof Element && root.contains(target)) target.toggleAttribute(OURS, !modified(event));
  };
  window.addEventListener("keydown", claim, true);
  return () => window.removeEventListener("keydown", claim, true);
}
