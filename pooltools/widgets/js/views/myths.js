// @ts-check
/**
 * Myth Cards: fifteen sentences to judge; each answer is told with its reason, at once or
 * when all are given. A page keeps the answers until the reader comes back.
 *
 * @import { Card, Verdict } from "../arithmetic/verdicts.js"
 * @import { Control } from "../parts/controls.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ answers: string, step: number, told: "at once" | "at the end" }} State
 * @typedef {Partial<State & { names: string, page: string, last: number }>} Kept
 * @typedef {"open" | "given" | "right" | "wrong"} Standing
 * @typedef {{ shell: Shell<State, never>, cards: Card[], number: HTMLElement, claim: HTMLElement,
 *   choices: HTMLElement[], shown: HTMLElement, link: HTMLAnchorElement, places: HTMLElement[], back: HTMLElement,
 *   next: HTMLElement, reveal: HTMLElement, result: HTMLElement, last: () => number | null }} View
 */
import { VERDICTS, answered, given, score, toRead } from "../arithmetic/verdicts.js";
import { around, fill, h, modified, setText } from "../parts/dom.js";
import { setDisabled, settings } from "../parts/controls.js";
import { memory } from "../parts/memory.js";
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
  const [shown, link] = [h("div", { class: "pool-settled" }), h("a", {}, strings.see)];
  const places = cards.map((_, n) => button(String(n + 1), () => act.go(n)));
  const [back, next] = [button(strings.previous, () => act.turn(-1)), button(strings.next, () => act.turn(1))];
  const result = h("div", { class: "pool-result", tabindex: -1, "aria-live": "polite" });
  const reveal = button(strings.reveal, () => {
    act.change({ told: "at once" });
    shell.redraw();
    result.focus(); // the button is gone
  });
  root.addEventListener("keydown", (event) => turnWithKeys(event, act.turn));
  const { last } = act;
  const view = { shell, cards, number, claim, choices, shown, link, places, back, next, reveal, result, last };
  return shell.mount(() => draw(view),
    h("div", { class: "pool-card" }, number, claim),
    h("div", { class: "pool-settings", role: "group", "aria-label": strings.verdict }, ...choices),
    h("div", { class: "pool-told" }, h("div", {}, shell.sentence, link), shown),
    h("div", { class: "pool-places", role: "group", "aria-label": strings.cards }, ...places),
    h("div", { class: "pool-tape" }, back, next, reveal, button(strings.again, act.again)),
    labelled(strings.told, shell.choose("told", { set: (told) => act.change({ told }) })), result);
}

/** One line of settings with a name that is seen. @param {string} text @param {Control} control */
function labelled(text, control) {
  const line = settings([control]);
  line.prepend(h("span", { class: "pool-name", "aria-hidden": "true" }, text));
  return line;
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

/** @param {View} view */
function draw(view) {
  const { shell, cards, number, claim, choices, shown, link, places, back, next, reveal } = view;
  const { strings } = shell;
  const { answers, step, told } = shell.state.all();
  const card = cards[step];
  const sign = answers[step];
  const open = told === "at once";
  const all = given(answers) === cards.length;
  setText(number, fill(strings.card_of, { i: step + 1, n: cards.length }));
  setText(claim, strings[card.name]);
  SIGNS.forEach((one, n) => choices[n].setAttribute("aria-pressed", String(one === sign)));
  const settled = sign !== "-" && open;
  show(shown, settled ? card : null);
  link.hidden = !settled || !shell.state.link;
  link.href = card.link;
  places.forEach((place, n) => mark(place, strings, n, standing(cards[n], answers[n], open), n === step));
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

/** The picture that settles a card; none before its answer. @param {HTMLElement} shown @param {Card | null} card */
function show(shown, card) {
  const name = card?.name ?? "";
  if (shown.dataset.shows === name) return;
  shown.dataset.shows = name;
  const parsed = card && new DOMParser().parseFromString(card.picture, "image/svg+xml").documentElement;
  shown.replaceChildren(...(parsed ? [document.importNode(parsed, true)] : []));
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

/**
 * @param {HTMLElement} place @param {Strings} strings @param {number} n
 * @param {Standing} how @param {boolean} current
 */
function mark(place, strings, n, how, current) {
  place.className = how === "open" ? "" : `pool-${how}`;
  place.setAttribute("aria-label", fill(strings[`${how}_card`], { i: n + 1 }));
  if (current) place.setAttribute("aria-current", "true");
  else place.removeAttribute("aria-current");
}

/** @param {State} state */
function python({ answers, step, told }) {
  const late = told === "at the end" ? ', told="at the end"' : "";
  return `from pooltools.widgets import MythCards\n\nMythCards(answers="${answers}", step=${step}${late})\n`;
}
