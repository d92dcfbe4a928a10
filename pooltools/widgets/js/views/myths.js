// @ts-check
/**
 * Myth Cards: fifteen sentences to judge; each answer is told with its reason, at once or
 * when all are given. A page keeps the answers until the reader comes back.
 *
 * @import { Card, Verdict } from "../arithmetic/verdicts.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ answers: string, step: number, told: "at once" | "at the end" }} State
 * @typedef {Partial<State & { names: string, page: string, last: number }>} Kept
 * @typedef {"open" | "given" | "right" | "wrong"} Standing
 * @typedef {{ shell: Shell<State, never>, cards: Card[], card: HTMLElement, number: HTMLElement, claim: HTMLElement,
 *   choices: HTMLElement[], face: HTMLElement, link: HTMLAnchorElement, strip: ReturnType<typeof progress>,
 *   back: HTMLElement, next: HTMLElement, reveal: HTMLElement, result: HTMLElement,
 *   last: () => number | null }} View face is what a card shows: its question, or what settles it
 */
import { VERDICTS, answered, given, score, toRead } from "../arithmetic/verdicts.js";
import { around, fill, h, modified, setText } from "../parts/dom.js";
import { setDisabled } from "../parts/controls.js";
import { come } from "../parts/glide.js";
import { glyph } from "../parts/glyphs.js";
import { memory } from "../parts/memory.js";
import { progress } from "../parts/progress.js";
import { Shell } from "../parts/shell.js";

const SIGNS = /** @type {Verdict[]} */ (Object.keys(VERDICTS));
const MEMORY = "pooltools-myth-cards";

/** @param {{ model: Model<State & { cards: Card[] }>, el: HTMLElement }} host */
export function render({ model, el }) {
  /** @type {View["shell"]} */
  const shell = new Shell({ model, el, name: "myths", python });
  const { strings, root } = shell;
  const cards = model.get("cards");
  const act = actions(shell, cards);
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", onclick }, text);
  const [number, claim] = [h("p", { class: "pool-title" }), h("p", { class: "pool-claim" })];
  const choices = SIGNS.map((sign) => button(strings[VERDICTS[sign]], () => act.answer(sign)));
  const [face, link] = [h("div", { class: "pool-face" }), h("a", {}, strings.see)];
  const strip = progress({ label: strings.cards, count: cards.length, go: act.go });
  const [back, next] = [button(strings.previous, () => act.turn(-1)), button(strings.next, () => act.turn(1))];
  next.classList.add("pool-onward");
  const result = h("div", { class: "pool-result", tabindex: -1, "aria-live": "polite" });
  const reveal = button(strings.reveal, () => {
    act.change({ told: "at once" });
    shell.redraw();
    result.focus(); // the button is gone
  });
  root.addEventListener("keydown", (event) => turnWithKeys(event, act.turn));
  const { last } = act;
  const card = h("div", { class: "pool-card" }, face,
    h("div", { class: "pool-words" }, number, claim, shell.sentence, link),
    h("div", { class: "pool-verdicts", role: "group", "aria-label": strings.verdict }, ...choices));
  const view = { shell, cards, card, number, claim, choices, face, link, strip, back, next, reveal, result, last };
  return shell.mount(() => draw(view),
    h("div", { class: "pool-pile" }, card), strip.element,
    h("div", { class: "pool-tape" }, back, next, reveal, button(strings.again, act.again)),
    h("div", { class: "pool-settings" }, h("span", { class: "pool-name", "aria-hidden": "true" }, strings.told),
      shell.choose("told", { set: (told) => act.change({ told }) }).element), result);
}

/**
 * What a reader can do. On a page each of it is kept, and what was kept is brought back here;
 * in a notebook the kernel has the answers.
 * @param {View["shell"]} shell @param {Card[]} cards
 */
function actions({ state }, cards) {
  const kept = state.link && memory(MEMORY);
  const [names, here] = [cards.map(({ name }) => name).join(), window.location.pathname];
  const before = /** @type {Kept | null} */ (kept?.read() ?? null);
  let last = before?.names === names ? before.last ?? null : null;
  if (before?.names === names) {
    const { answers = "", step, told } = before;
    const fits = state.can({ answers, step, told });
    const done = fits && told === "at once" && !answers.includes("-") && before.page !== here;
    if (done && state.get("told") === "at the end") last = score(cards, answers)[0]; // a new round, after reading
    else if (fits) state.set({ answers, step, told });
  }
  const change = (/** @type {Partial<State>} */ values) => {
    state.set(values);
    kept?.keep({ names, page: here, last, ...state.all() });
  };
  const again = () => {
    const { answers } = state.all();
    if (!answers.includes("-")) [last] = score(cards, answers);
    change({ answers: "-".repeat(cards.length), step: 0 });
  };
  return {
    change,
    go: (/** @type {number} */ step) => change({ step }),
    turn: (/** @type {number} */ by) => {
      const step = state.get("step") + by;
      if (step in cards) change({ step });
      return step in cards;
    },
    answer: (/** @type {Verdict} */ sign) =>
      change({ answers: answered(state.get("answers"), state.get("step"), sign) }),
    again,
    last: () => last,
  };
}

/**
 * The arrow keys turn the cards, from wherever the focus is but where they have a use.
 * @param {KeyboardEvent} event @param {(by: number) => boolean} turn
 */
function turnWithKeys(event, turn) {
  const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  if (by && !around(event, "textarea, input") && !modified(event) && turn(by)) event.preventDefault();
}

/** A sentence; a formula in it is not broken. @param {string} text */
const whole = (text) => text.replace(/\(.*\+ 1/, (formula) => formula.replaceAll(" ", "\u00a0"));

/** @param {View} view */
function draw(view) {
  const { shell, cards, number, claim, choices, link, strip, back, next, reveal } = view;
  const { strings } = shell;
  const { answers, step, told } = shell.state.all();
  const card = cards[step];
  const sign = answers[step];
  const open = told === "at once";
  const all = given(answers) === cards.length;
  setText(number, fill(strings.card_of, { i: step + 1, n: cards.length }));
  setText(claim, whole(strings[card.name]));
  SIGNS.forEach((one, n) => choices[n].setAttribute("aria-pressed", String(one === sign)));
  const settled = sign !== "-" && open;
  show(view, card, settled);
  link.hidden = !settled || !shell.state.link;
  link.href = card.link;
  const how = cards.map((one, n) => standing(one, answers[n], open));
  strip.update(how.map((one) => `pool-${one}`), step, fill(strings[`${how[step]}_card`], { i: step + 1 }));
  setDisabled(back, step === 0);
  setDisabled(next, step === cards.length - 1);
  reveal.hidden = open;
  setDisabled(reveal, !all);
  drawResult(view, answers, open && all);
  const [right, of] = score(cards, answers);
  const noted = all ? strings.all_given : strings.noted;
  shell.say({
    sentence: sign === "-" ? strings.judge : open ? reason(strings, card, sign) : noted,
    formula: [open ? fill(strings.score, { right, of }) : fill(strings.given, { of, n: cards.length }),
      view.last() === null ? "" : fill(strings.last_time, { right: view.last() ?? 0, n: cards.length })].join(" "),
  });
}

/**
 * What a card shows: its question; with the verdict it turns over to the picture that settles it.
 * @param {View} view @param {Card} next @param {boolean} settled
 */
function show({ shell: { strings }, card, face }, { name, verdict, picture }, settled) {
  const { shows = "", side = "" } = face.dataset;
  const now = settled ? "settled" : "asked";
  if (shows === name && side === now) return;
  Object.assign(face.dataset, { shows: name, side: now });
  const parsed = settled && new DOMParser().parseFromString(picture, "image/svg+xml").documentElement;
  const stamp = h("b", { class: "pool-stamp", "aria-hidden": "true" }, strings[VERDICTS[verdict]]);
  face.replaceChildren(...(parsed ? [document.importNode(parsed, true), stamp] : [glyph(name, strings)]));
  if (shows === name) come(face, "rotateY(90deg)", 1);
  else if (shows) come(card, "translateX(2.5rem) rotate(1.5deg)", 1);
}

/** @param {Strings} strings @param {Card} card @param {string} sign */
function reason(strings, { name, verdict }, sign) {
  const said = sign === verdict ? strings.right : strings.wrong;
  return `${said} ${strings[`${VERDICTS[verdict]}_told`]} ${strings[`${name}_why`]}`;
}

/**
 * When all is told: how many are right, and the chapters that settle the others.
 * @param {View} view @param {string} answers @param {boolean} shown
 */
function drawResult({ shell: { strings, state }, cards, result }, answers, shown) {
  const key = shown ? answers : "";
  if (result.dataset.shows === key) return; // what is the same is not announced again
  result.dataset.shows = key;
  const [right, n] = score(cards, answers);
  const lines = toRead(cards, answers).map(({ chapter, page, numbers }) => h("li", {},
    state.link ? h("a", { href: page }, chapter) : chapter,
    fill(strings.for_cards, { list: numbers.join(strings.comma) })));
  const what = lines.length ? strings.read : strings.all_right;
  result.replaceChildren(...(shown
    ? [h("p", { class: "pool-title" }, `${fill(strings.result, { right, n })} ${what}`), h("ul", {}, ...lines)] : []));
}

/** @param {Card} card @param {string} sign @param {boolean} open @returns {Standing} */
function standing({ verdict }, sign, open) {
  if (sign === "-") return "open";
  if (!open) return "given";
  return sign === verdict ? "right" : "wrong";
}

/** @param {State} state */
function python({ answers, step, told }) {
  const late = told === "at the end" ? ', told="at the end"' : "";
  return `from pooltools.widgets import MythCards\n\nMythCards(answers="${answers}", step=${step}${late})\n`;
}
