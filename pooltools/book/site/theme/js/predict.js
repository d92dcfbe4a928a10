// @ts-check
/**
 * Predict first: a question is answered, or waved through, before its answer shows.
 *
 * The page calls bookPredict right after each unit, so that what was answered before stands there
 * before the first paint. Answers stay in this browser; without its storage, as long as the page.
 */

/** @typedef {{option: number} | {numbers: number[]}} Right what is right: an option, or numbers */

(() => {
  const SHOWN = "shown"; // what is kept of a question that was waved through
  /** @type {{all(): Record<string, string>, keep(question: string, answer: string): void, off(): boolean}} */
  const answers = Reflect.get(self, "bookAnswers"); // keep.js
  /** @type {Record<string, string>} */
  const words = Reflect.get(self, "bookWords"); // text/predict.toml, in the page's language

  /** @param {string} name @param {Record<string, string | number>} [gaps] */
  function say(name, gaps = {}) {
    return words[name].replace(/\{(\w+)\}/g, (_, gap) => String(gaps[gap]));
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {string} name @param {string} [text]
   */
  function make(tag, name, text = "") {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  }
  /** @param {string} text @returns {number[]} the numbers in it, in order */
  function numbers(text) {
    const plain = text.replace(/−/g, "-").replace(/(\d),(\d{3})/g, "$1$2");
    return (plain.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  }

  /** @param {Right} right @param {string} answer @returns {boolean} */
  function isRight(right, answer) {
    if (answer === SHOWN) return false;
    if ("option" in right) return Number(answer) === right.option;
    return String(numbers(answer)) === String(right.numbers);
  }

  /** One unit of the page. */
  class Unit {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      this.key = root.id.replace("predict-", "");
      /** @type {Right} */
      this.right = JSON.parse(root.dataset.right ?? "{}");
      this.box = /** @type {HTMLElement} */ (root.querySelector(".predict"));
      this.fold = /** @type {HTMLDetailsElement} */ (root.querySelector("details.book-answer"));
      this.verdict = make("p", "book-verdict");
      this.unasked = make("button", "book-unasked", say("unasked"));
    }

    /** @returns {string | undefined} what was answered */
    get answer() { return answers.all()[this.key]; }

    get isRight() { return this.answer !== undefined && isRight(this.right, this.answer); }

    /** Ask, or show what was answered before. */
    mount() {
      this.unasked.type = "button";
      this.unasked.addEventListener("click", () => this.choose(SHOWN));
      if ("option" in this.right) this.offer();
      else this.box.append(this.form());
      this.box.append(this.unasked, this.verdict);
      if (this.answer === undefined) this.root.dataset.state = "asking";
      else this.show(this.answer, say("earlier")); // perhaps on a page that asks the same
    }

    /** Make a button of each option. */
    offer() {
      for (const [n, item] of this.items().entries()) {
        const button = make("button", "book-option");
        button.type = "button";
        button.append(...(item.querySelector("p") ?? item).childNodes);
        button.addEventListener("click", () => this.choose(String(n)));
        item.replaceChildren(button);
      }
    }

    /** @returns {HTMLElement[]} the options, in which `offer` puts buttons */
    items() {
      return [...this.box.querySelectorAll(/** @type {"li"} */ (".book-options > li"))];
    }

    /** @returns {HTMLFormElement} a field for numbers */
    form() {
      const form = make("form", "book-field");
      const label = make("label", "", say("field"));
      const field = make("input", "");
      field.autocomplete = "off";
      label.append(field);
      form.append(label, make("button", "book-option", say("check")));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (numbers(field.value).length) this.choose(field.value.trim());
        else this.tell(say("number"));
      });
      return form;
    }

    /** @returns {string} the right answer in words: its option, or the opening of the answer */
    wanted() {
      const option = "option" in this.right ? this.items()[this.right.option] : undefined;
      const said = option ?? this.fold.querySelector(".answer strong");
      return said?.textContent?.replace(/[.。]$/, "") ?? "";
    }

    /** @param {string} answer the reader's: keep it, say what it is worth, open the answer */
    choose(answer) {
      if (this.answer !== undefined) return;
      answers.keep(this.key, answer);
      this.verdict.setAttribute("role", "status"); // what is restored is not announced
      this.show(answer);
      score();
    }

    /** @param {string} text */
    tell(text) {
      this.verdict.setAttribute("role", "status");
      this.verdict.textContent = text;
    }

    /** @param {string} answer mark it, and open what was folded @param {string} more */
    show(answer, more = "") {
      const right = isRight(this.right, answer);
      this.root.dataset.state = answer === SHOWN ? "shown" : right ? "right" : "wrong";
      let yours = answer;
      for (const [n, item] of this.items().entries()) {
        const button = /** @type {HTMLButtonElement} */ (item.firstElementChild);
        if (String(n) === answer) yours = button.textContent ?? "";
        button.setAttribute("aria-disabled", "true");
        button.setAttribute("aria-pressed", String(String(n) === answer));
        if ("option" in this.right && n === this.right.option) button.classList.add("is-right");
        else if (String(n) === answer) button.classList.add("is-wrong");
      }
      const field = this.box.querySelector("input");
      if (field) {
        field.readOnly = true;
        field.value = answer === SHOWN ? "" : answer;
      }
      const verdict = answer === SHOWN ? "seen" : right ? "right" : "wrong";
      this.verdict.textContent = say(verdict, { yours, answer: this.wanted() }) + more;
      this.unasked.hidden = true;
      this.fold.open = true;
    }
  }

  /** @type {Unit[]} in the order of the page */
  const units = [];

  /** @param {Unit} unit @returns {string} the heading that it stands under */
  function heading({ root }) {
    const title = root.closest("section")?.querySelector("h1, h2, h3");
    return title?.textContent?.replace(/#$/, "") ?? ""; // without the link to itself
  }

  /** Lead to each section of some units. @param {HTMLElement} place @param {string} said @param {Unit[]} some */
  function lead(place, said, some) {
    const names = some.map(heading);
    const first = some.filter((_, n) => names.indexOf(names[n]) === n); // of each section
    for (const unit of first) {
      const link = make("a", "", heading(unit));
      link.href = `#${unit.root.id}`;
      place.append(unit === some[0] ? ` ${say(said)} ` : ", ", link);
    }
    if (some.length) place.append(say("end"));
  }

  /** Say at the end how many guesses were right; lead to the others, and to what is open. */
  function score() {
    const place = /** @type {HTMLElement | null} */ (document.querySelector(".book-score"));
    const told = units.filter((unit) => unit.answer !== undefined);
    if (!place || !told.length) return;
    const all = told.filter((unit) => unit.answer !== SHOWN).length;
    const right = told.filter((unit) => unit.isRight).length;
    place.textContent = all ? say("score", { right, all }) : "";
    lead(place, "rest", told.filter((unit) => !unit.isRight));
    lead(place, "open", units.filter((unit) => !told.includes(unit) && !unit.root.closest(".book-aside")));
    place.hidden = false;
  }

  /** Ask about the unit that stands right before the script that calls this. */
  function bookPredict() {
    if (answers.off()) return;
    const root = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
    const unit = new Unit(root);
    units.push(unit);
    unit.mount();
  }

  Object.assign(self, { bookPredict });
  document.addEventListener("DOMContentLoaded", score);
})();
