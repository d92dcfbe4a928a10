// @ts-check
/**
 * Myth Cards: fifteen sentences to judge; each answer is told with its reason.
 *
 * @import { Card, Verdict } from "../arithmetic/verdicts.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ answers: string, step: number }} State
 * @typedef {{ shell: Shell<State, never>, cards: Card[], number: HTMLElement, claim: HTMLElement,
 *   choices: HTMLElement[], link: HTMLAnchorElement, places: HTMLElement[], back: HTMLElement,
 *   next: HTMLElement }} View
 */
import { VERDICTS, answered, score } from "../arithmetic/verdicts.js";
import { around, fill, h, modified, setText } from "../parts/dom.js";
import { setDisabled } from "../parts/controls.js";
import { Shell } from "../parts/shell.js";

const SIGNS = /** @type {Verdict[]} */ (Object.keys(VERDICTS));

/** @param {{ model: Model<State & { cards: Card[] }>, el: HTMLElement }} host */
export function render({ model, el }) {
  /** @type {View["shell"]} */
  const shell = new Shell({ model, el, name: "myths", python });
  const { strings, state, root } = shell;
  const cards = model.get("cards");
  const go = (/** @type {number} */ step) => state.set({ step: Math.min(Math.max(step, 0), cards.length - 1) });
  const turn = (/** @type {number} */ by) => go(state.get("step") + by);
  const answer = (/** @type {Verdict} */ sign) =>
    state.set({ answers: answered(state.get("answers"), state.get("step"), sign) });
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", onclick }, text);
  const number = h("p", { class: "pool-title" });
  const claim = h("p", { class: "pool-claim" });
  const choices = SIGNS.map((sign) => button(strings[VERDICTS[sign]], () => answer(sign)));
  const link = h("a", {}, strings.see);
  const places = cards.map((_, n) => button(String(n + 1), () => go(n)));
  const [back, next] = [button(strings.previous, () => turn(-1)), button(strings.next, () => turn(1))];
  const again = button(strings.again, () => state.set({ answers: "-".repeat(cards.length), step: 0 }));
  root.addEventListener("keydown", (event) => turnWithKeys(event, turn));
  const view = { shell, cards, number, claim, choices, link, places, back, next };
  return shell.mount(() => draw(view),
    h("div", { class: "pool-card" }, number, claim),
    h("div", { class: "pool-settings", role: "group", "aria-label": strings.verdict }, ...choices),
    h("div", { class: "pool-told" }, shell.sentence, link),
    h("div", { class: "pool-places", role: "group", "aria-label": strings.cards }, ...places),
    h("div", { class: "pool-tape" }, back, next, again));
}

/**
 * The arrow keys turn the cards, from wherever the focus is.
 * @param {KeyboardEvent} event @param {(by: number) => void} turn
 */
function turnWithKeys(event, turn) {
  const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  if (!by || around(event, "textarea") || modified(event)) return;
  event.preventDefault();
  turn(by);
}

/** @param {View} view */
function draw({ shell, cards, number, claim, choices, link, places, back, next }) {
  const { strings } = shell;
  const { answers, step } = shell.state.all();
  const card = cards[step];
  const given = answers[step];
  setText(number, fill(strings.card_of, { i: step + 1, n: cards.length }));
  setText(claim, strings[card.name]);
  SIGNS.forEach((sign, n) => choices[n].setAttribute("aria-pressed", String(sign === given)));
  link.hidden = given === "-" || !card.link || !shell.state.link;
  if (card.link) link.href = card.link;
  places.forEach((place, n) => mark(place, strings, n, standing(cards[n], answers[n]), n === step));
  setDisabled(back, step === 0);
  setDisabled(next, step === cards.length - 1);
  const [right, of] = score(cards, answers);
  shell.say({
    sentence: given === "-" ? strings.judge : reason(strings, card, given),
    formula: fill(strings.score, { right, of }),
  });
}

/** @param {Strings} strings @param {Card} card @param {string} given */
function reason(strings, { name, verdict }, given) {
  const said = given === verdict ? strings.right : strings.wrong;
  return `${said} ${strings[`${VERDICTS[verdict]}_told`]} ${strings[`${name}_why`]}`;
}

/** @param {Card} card @param {string} given */
function standing({ verdict }, given) {
  if (given === "-") return "open";
  return given === verdict ? "right" : "wrong";
}

/**
 * @param {HTMLElement} place @param {Strings} strings @param {number} n
 * @param {"open" | "right" | "wrong"} how @param {boolean} current
 */
function mark(place, strings, n, how, current) {
  const label = { open: strings.open, right: strings.right_card, wrong: strings.wrong_card }[how];
  place.className = how === "open" ? "" : `pool-${how}`;
  place.setAttribute("aria-label", fill(label, { i: n + 1 }));
  if (current) place.setAttribute("aria-current", "true");
  else place.removeAttribute("aria-current");
}

/** @param {State} state */
function python({ answers, step }) {
  return `from pooltools.widgets import MythCards\n\nMythCards(answers="${answers}", step=${step})\n`;
}
