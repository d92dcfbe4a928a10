// @ts-check
/**
 * The settings below a stage, and the foot line. Every control is made once and
 * brought up to date by its update(); what it may be set to is asked each time.
 *
 * @import { Strings } from "./dom.js"
 * @typedef {{ element: HTMLElement | SVGElement, update?: () => void }} Control
 */
import { around, fill, h, setText, uniqueId } from "./dom.js";
import { menu } from "./menu.js";

const FARTHEST = 100; // values that a number is taken to have, if it has limits at all

/**
 * A few choices side by side, one of them on. Native radios: arrow keys for free.
 * @template {string | number} V
 * @param {{ label: string, options: { value: V, label: string }[], get: () => V | undefined,
 *   set: (value: V) => void }} of
 */
export function segmented({ label, options, get, set }) {
  const name = uniqueId();
  const inputs = options.map(({ value }) =>
    h("input", { type: "radio", name, value, onchange: () => set(value) }));
  const element = h("fieldset", { class: "pool-segments" }, h("legend", { class: "pool-hidden" }, label),
    ...options.map((option, k) => h("label", {}, inputs[k], h("span", {}, option.label))));
  const update = () => inputs.forEach((input) => { input.checked = input.value === String(get()); });
  return { element, update };
}

/**
 * kernel_size − 2 +, where a button is off when its step would not be valid.
 * @param {{ label: string, strings: Strings, get: () => number, set: (value: number) => void,
 *   allowed: (value: number) => boolean }} of
 */
export function stepper({ label, strings, get, set, allowed }) {
  const value = h("output", { class: "pool-number" });
  const button = (/** @type {string} */ sign, /** @type {string} */ text, /** @type {number} */ by) =>
    h("button", { type: "button", "aria-label": fill(text, { name: label }), onclick: () => set(get() + by) }, sign);
  const less = button("−", strings.less, -1);
  const more = button("+", strings.more, +1);
  const element = h("span", { class: "pool-stepper", role: "group", "aria-label": label },
    h("span", { class: "pool-name" }, label), less, value, more);
  /** The values that can be had from here; no text where they have no end. */
  const limits = () => {
    const [a, b] = [-1, 1].map((by) => {
      let at = get();
      while (Math.abs(at - get()) < FARTHEST && allowed(at + by)) at += by;
      return at;
    });
    return b - a < FARTHEST ? fill(strings.limits, { name: label, a, b }) : "";
  };
  const update = () => {
    setText(value, String(get()));
    const off = [-1, 1].map((by) => !allowed(get() + by));
    const why = off.includes(true) ? limits() : "";
    [less, more].forEach((one, n) => setDisabled(one, off[n], why));
  };
  return { element, update };
}

/**
 * A button that is off keeps the focus, so that the keyboard is not thrown out, and says why it is.
 * @param {HTMLElement} button @param {boolean} disabled @param {string} [why]
 */
export function setDisabled(button, disabled, why) {
  if (disabled) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
  if (why === undefined) return;
  button.title = button.dataset.why = disabled ? why : "";
}

/**
 * Buttons that are off do nothing but tell why: one listener on the widget's root sees to it.
 * @param {Element} root @param {(why: string) => void} tell
 */
export function ignoreDisabled(root, tell) {
  root.addEventListener("click", (event) => {
    const button = around(event, "[aria-disabled=true]");
    if (!button) return;
    event.stopPropagation();
    if (button.dataset.why) tell(button.dataset.why);
  }, true);
}

/** @param {{ label: string, get: () => boolean, set: (on: boolean) => void }} of */
export function toggle({ label, get, set }) {
  const input = h("input", { type: "checkbox", onchange: () => set(input.checked) });
  const element = h("label", { class: "pool-toggle" }, input, h("span", {}, label));
  return { element, update: () => { input.checked = get(); } };
}

/**
 * @param {{ label: string, min: number, max: number, step?: number, get: () => number, set: (value: number) => void,
 *   done?: () => void, format?: (value: number) => string }} of
 */
export function slider({ label, min, max, step = 1, get, set, done = () => {}, format = String }) {
  const input = h("input", {
    type: "range", min, max, step, "aria-label": label, oninput: () => set(input.valueAsNumber), onchange: done,
  });
  const value = h("output", { class: "pool-number" });
  const element = h("label", { class: "pool-slider" }, h("span", { class: "pool-name" }, label), input, value);
  const update = () => {
    if (input.valueAsNumber !== get()) input.value = String(get());
    setText(value, format(get()));
  };
  return { element, update };
}

/** One line of settings. @param {Control[]} controls */
export function settings(controls) {
  return h("div", { class: "pool-settings" }, ...controls.map((control) => control.element));
}

/**
 * The last line: a formula on the left; on the right what unfolds more, and a menu of what
 * else can be done with the picture. Only a page has an address for a state; a notebook shows
 * the Python alone. copier() makes one more such button, for another place.
 * @param {{ strings: Strings, python: () => string, link?: () => string }} of
 */
export function foot({ strings, python, link }) {
  const formula = h("span", { class: "pool-formula" });
  const shown = h("textarea", { class: "pool-copy", readonly: true, hidden: true, "aria-label": strings.copy_failed });
  const copier = (/** @type {string} */ label, /** @type {() => string} */ text) => {
    const onclick = () => copy(button, label, text());
    const button = h("button", { type: "button", class: "pool-quiet", onclick }, label);
    return button;
  };
  /** @param {HTMLElement} button @param {string} label @param {string} text */
  async function copy(button, label, text) {
    try {
      await navigator.clipboard.writeText(text);
      setText(button, strings.copied);
      shown.hidden = true;
    } catch {
      shown.value = text.trimEnd();
      shown.rows = Math.min(Math.max(shown.value.split("\n").length, 3), 12);
      shown.hidden = false;
      shown.select();
    }
    button.addEventListener("blur", () => setText(button, label), { once: true });
  }
  const copiers = [copier(strings.copy_python, python), ...(link ? [copier(strings.link_state, link)] : [])];
  const [folds, more] = [h("span", { class: "pool-folds" }), menu(strings.more_here, ...copiers)];
  const element = h("div", { class: "pool-foot" }, formula, folds, more.element, shown);
  return { element, formula, folds, menu: more, copier };
}
