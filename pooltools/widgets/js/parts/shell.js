// @ts-check
/**
 * What all widgets have: state, a sentence, the tape, settings, the foot, what is pointed at, refusals.
 *
 * How a view is made; views/bench.js and views/ruler.js show it:
 * 1. A typedef State has a field for each key of the schema, a typedef Pointed says what can
 *    be pointed at. Kinds and ranges are in the schema; valid() keeps the rules between
 *    fields, and is left out where there are none.
 * 2. render() makes a Shell and what stands on the stage, puts both into one object, the
 *    view, and ends with `return shell.mount(() => draw(view), ...)`.
 * 3. draw(view) is the only way from the state to the screen. It runs after each burst of
 *    changes and wherever the reader points, and says a sentence with shell.say(). The shell
 *    itself keeps the tape, and all settings it has made or was given by add(), up to date.
 * 4. All else is a small function at top level that takes what it needs. What needs no
 *    document is in arithmetic/, with a test in tests/js.
 * 5. No name at top level may be one of another module that the view needs.
 *
 * @import { Goal } from "../arithmetic/goal.js"
 * @import { Pair } from "../arithmetic/pool.js"
 * @import { Range } from "../arithmetic/schema.js"
 * @import { Control } from "./controls.js"
 * @import { GridOptions } from "./grid.js"
 * @import { Model } from "./state.js"
 * @import { Tape, TapeOptions } from "./tape.js"
 * @import { Told } from "./told.js"
 */
import { challenges } from "./challenges.js";
import { foot, ignoreDisabled, segmented, settings, stepper, toggle } from "./controls.js";
import { fill, h } from "./dom.js";
import { doors } from "./door.js";
import { grid } from "./grid.js";
import { keepKeys } from "./keys.js";
import { folded } from "./more.js";
import { STANDS } from "./motion.js";
import { just, notWithin, watch } from "./state.js";
import { tapeOf } from "./tape.js";
import { speak } from "./told.js";

/**
 * name is the class of the root, valid the rules between fields, python the code that makes this state.
 * @template S
 * @typedef {{ model: Model<S>, el: HTMLElement, name: string, valid?: (state: S) => boolean,
 *   python: (state: S) => string, tape?: TapeOptions<S>, goals?: Goal<NoInfer<S>>[] }} ShellOptions
 */

/**
 * @template {object} S the state
 * @template P what can be pointed at
 */
export class Shell {
  /** @type {P | null} */
  pointed = null;
  #notice = "";
  /** @type {Control[]} */
  #controls = [];
  /** @type {Tape | undefined} */
  #tape;
  #challenges;
  #draw = () => {};
  /** @type {Node[]} */
  #unfold = [];
  /** @param {ShellOptions<S>} options */
  constructor({ model, el, name, valid, python, tape, goals = [] }) {
    this.name = name;
    this.el = el;
    this.strings = model.get("strings");
    this.state = watch(model, () => this.notify(""), valid); // a refusal ends with any change
    this.sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
    this.where = h("span", { class: "pool-where" });
    this.foot = foot({ strings: this.strings, python: () => python(this.state.all()), link: this.state.link });
    const named = { role: "group", "aria-label": this.strings.title };
    this.root = h("div", { class: `pooltools pool-widget pool-${name}`, ...named });
    if (tape) this.#tape = tapeOf(this, tape);
    doors(this, model.get("language"), this.#tape);
    this.#challenges = challenges(this, model, goals);
    model.on("linked", () => { this.#tape?.halt(); this.#tape?.settle(); this.#challenges.linked(); });
    model.on("opening", () => this.#tape?.opening(el.closest(".book-prediction") !== null));
    this.root.addEventListener("pointerdown", (event) => this.#tape?.touch(event));
  }

  get tape() {
    if (!this.#tape) throw new Error("this widget has no tape");
    return this.#tape;
  }

  /** How far the step of the tape has come, of motion.js. */
  get phase() {
    return this.#tape?.phase() ?? STANDS;
  }

  /** Show a text in place of the sentence until the state or what is pointed at changes. @param {string} text */
  notify(text) {
    this.#notice = text;
    this.redraw();
  }

  /** What a grid calls when a text is no number. @param {string} text @param {string} value */
  refuse = (text, value) => this.notify(fill(this.strings.not_a_number, { text, value }));

  /** The reader points at something else; at nothing, a refusal stays. @param {P | null} target */
  point(target) {
    if (JSON.stringify(target) === JSON.stringify(this.pointed)) return;
    this.pointed = target;
    this.notify(target === null ? this.#notice : "");
  }

  /** A grid that refuses, and knows the keys of the tape. @param {GridOptions} options */
  grid(options) {
    return grid({ onRefuse: this.refuse, onKey: (event) => this.tape.key(event), ...options });
  }

  /** @template {Control} C @param {C} control */
  add(control) {
    this.#controls.push(control);
    return control;
  }

  /**
   * The choices that the schema has for a key; label and names are strings if not given.
   * @template {keyof S & string} K
   * @param {K} key
   * @param {{ label?: string, name?: (value: S[K]) => string, get?: () => S[K] | undefined,
   *   set?: (value: S[K]) => void }} [more]
   */
  choose(key, { label = this.strings[key], name = (value) => this.strings[String(value)], get, set } = {}) {
    const rule = this.state.schema[key];
    const choices = /** @type {(S[K] & (string | number))[]} */ (rule.kind === "choice" ? rule.values : []);
    const options = choices.map((value) => ({ value, label: name(value) }));
    const chosen = () => /** @type {S[K] & (string | number)} */ (get ? get() : this.state.get(key));
    return this.add(segmented({ label, options, get: chosen, set: set ?? ((v) => this.state.set(just(key, v))) }));
  }

  /**
   * A number for a key, to be made smaller or larger as long as the state is one that can be.
   * @param {keyof S & string} key
   * @param {{ label?: string, set?: (value: number) => void, allowed?: () => boolean }} [more]
   */
  step(key, { label = key, set = (value) => this.state.set(just(key, value)), allowed = () => true } = {}) {
    const can = (/** @type {number} */ value) => allowed() && this.state.can(just(key, value));
    const get = () => Number(this.state.get(key));
    return this.add(stepper({ label, strings: this.strings, get, set, allowed: can }));
  }

  /** The smallest and the largest value of a key. @param {keyof S & string} key @returns {Pair} */
  range(key) {
    const { min = -Infinity, max = Infinity } = /** @type {Range} */ (this.state.schema[key]);
    return [min, max];
  }

  /** A box to tick for a key. @param {keyof S & string} key @param {string} label */
  check(key, label) {
    const get = () => Boolean(this.state.get(key));
    return this.add(toggle({ label, get, set: (on) => this.state.set(just(key, on)) }));
  }

  /**
   * The tape, beside it the settings that are always there, where they fit; and lines to unfold
   * from the foot, the last one with the tape's ends and its speed.
   * @param {Control[]} always @param {...Control[]} rest
   */
  controls(always, ...rest) {
    const { button, part } = folded(this.name, this.strings.more_settings, [...rest, this.tape.rest]);
    this.foot.folds.append(button, this.#challenges.button);
    this.#unfold.push(part, ...this.#challenges.parts);
    return h("div", { class: "pool-deck" }, this.tape.element, settings(always));
  }

  /** @param {Told} told */
  say(told) {
    speak(this, { phase: this.phase, ...told }, this.#notice, this.#tape?.playing() === true);
  }

  /** A grid that loses the focus as it is drawn points at nothing: that is drawn next, not within. */
  redraw = notWithin(() => {
    this.#draw();
    this.#controls.forEach((control) => control.update?.());
    this.#tape?.update();
    this.#challenges.update();
    if (this.#tape) this.root.style.setProperty("--pace", String(this.#tape.pace()));
  });

  /**
   * Put the widget's root on the page, the foot and what it unfolds last, and draw. Returns what takes it down.
   * @param {() => void} draw @param {...Node} children
   */
  mount(draw, ...children) {
    this.#draw = draw;
    this.root.append(this.#challenges.task, ...children, this.foot.element, ...this.#unfold);
    ignoreDisabled(this.root, (why) => this.notify(why));
    const release = keepKeys(this.root);
    this.el.append(this.root);
    this.redraw();
    return () => {
      this.#tape?.pause();
      this.#tape?.settle();
      this.state.stop();
      release();
    };
  }
}
