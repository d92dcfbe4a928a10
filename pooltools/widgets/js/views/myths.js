// @ts-nocheck
/** Myth Cards: fifteen sentences to judge; each answer is told with its reason. */
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, setDisabled } from "../parts/controls.js";
import { watch } from "../parts/state.js";

const VERDICTS = { t: "true", f: "false", d: "depends" };

/** How many answers are right, of how many given. */
export function score(cards, answers) {
  return [cards.filter(({ verdict }, n) => answers[n] === verdict).length, answers.replaceAll("-", "").length];
}

export function render({ model, el }) {
  const [strings, cards] = [model.get("strings"), model.get("cards")];
  const state = watch(model, draw);
  const number = h("p", { class: "pool-title" });
  const claim = h("p", { class: "pool-claim" });
  const choices = Object.entries(VERDICTS).map(([sign, key]) => h("button", { type: "button", onclick: () => answer(sign) }, strings[key]));
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const link = h("a", {}, strings.see);
  const places = cards.map((_, n) => h("button", { type: "button", onclick: () => go(n) }, String(n + 1)));
  const [back, next] = [-1, 1].map((by) => h("button", { type: "button", onclick: () => go(state.get("step") + by) }, strings[by < 0 ? "previous" : "next"]));
  const again = h("button", { type: "button", onclick: () => state.set({ answers: "-".repeat(cards.length), step: 0 }) }, strings.again);
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-myths", role: "group", "aria-label": strings.title, onkeydown: key },
    h("div", { class: "pool-card" }, number, claim),
    h("div", { class: "pool-settings", role: "group", "aria-label": strings.verdict }, ...choices),
    h("div", { class: "pool-told" }, sentence, link),
    h("div", { class: "pool-places", role: "group", "aria-label": strings.cards }, ...places),
    h("div", { class: "pool-tape" }, back, next, again), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => state.stop();

  function go(step) {
    state.set({ step: Math.min(Math.max(step, 0), cards.length - 1) });
  }
  function answer(sign) {
    const { answers, step } = state.all();
    state.set({ answers: answers.slice(0, step) + sign + answers.slice(step + 1) });
  }
  /** The arrow keys turn the cards, from wherever the focus is. */
  function key(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.target.matches("textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(state.get("step") + by);
  }
  function draw() {
    const { answers, step } = state.all();
    const card = cards[step];
    const given = answers[step];
    setText(number, fill(strings.card_of, { i: step + 1, n: cards.length }));
    setText(claim, strings[card.name]);
    Object.keys(VERDICTS).forEach((sign, n) => choices[n].setAttribute("aria-pressed", String(sign === given)));
    const verdict = strings[`${VERDICTS[card.verdict]}_told`];
    const said = given === card.verdict ? strings.right : strings.wrong;
    const why = strings[`${card.name}_why`];
    setText(sentence, given === "-" ? strings.judge : `${said} ${verdict} ${why}`);
    link.hidden = given === "-" || !card.link || !model.link;
    if (card.link) link.href = card.link;
    places.forEach((place, n) => mark(place, n, answers[n], n === step));
    setDisabled(back, step === 0);
    setDisabled(next, step === cards.length - 1);
    const [right, of] = score(cards, answers);
    setText(bottom.formula, fill(strings.score, { right, of }));
  }
  function mark(place, n, given, current) {
    const name = given === "-" ? "open" : given === cards[n].verdict ? "right_card" : "wrong_card";
    place.className = { right_card: "pool-right", wrong_card: "pool-wrong" }[name] ?? "";
    place.setAttribute("aria-label", fill(strings[name], { i: n + 1 }));
    if (current) place.setAttribute("aria-current", "true");
    else place.removeAttribute("aria-current");
  }
  function python() {
    const { answers, step } = state.all();
    return `from pooltools.widgets import MythCards\n\nMythCards(answers="${answers}", step=${step})\n`;
  }
}
