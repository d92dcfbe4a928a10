// @ts-check
/**
 * The challenges of a picture: small goals, ticked when met. They stay folded away until a
 * reader wants them; one that a link hands on stands above the picture as well.
 *
 * What a page or a link begins with meets none of them: only what is done after that.
 *
 * @import { Done, Goal } from "../arithmetic/goal.js"
 * @import { foot } from "./controls.js"
 * @import { Strings } from "./dom.js"
 * @import { Model, Watched } from "./state.js"
 */
import { isLeast, newlyDone, readDone } from "../arithmetic/goal.js";
import { formatNumber } from "../arithmetic/pool.js";
import { fill, h, icon, setText, uniqueId } from "./dom.js";
import { memory } from "./memory.js";
import { unfolding } from "./more.js";
import { STANDS } from "./motion.js";

/**
 * @template {object} S
 * @param {{ name: string, strings: Strings, state: Watched<S>, phase: number, foot: ReturnType<typeof foot> }} shell
 * @param {Model<NoInfer<S>>} model @param {Goal<NoInfer<S>>[]} goals
 */
export function challenges(shell, model, goals) {
  const { name, strings, state } = shell;
  const kept = memory(`pooltools-challenges-${name}`);
  let done = readDone(kept.read());
  const written = () => JSON.stringify(state.all());
  let judged = written();
  /** @type {string | undefined} */
  let handed;
  const told = h("p", { class: "pool-met", role: "status" });
  const address = (/** @type {Goal<S>} */ { id, start }) => model.link?.({ ...start, challenge: id }) ?? "";
  const lines = goals.map((goal) =>
    line(strings, goal, model.link && shell.foot.copier(strings.challenge_link, () => address(goal))));
  const list = h("ul", { class: "pool-goals" }, ...lines.map(({ element }) => element));
  const { button, show } = unfolding(list, "");
  const task = taskOf(strings);
  task.show(undefined);

  /** A challenge that is handed on is to be seen. */
  function hand() {
    handed = model.get("challenge");
    const goal = goals.find(({ id }) => id === handed);
    task.show(goal);
    lines.forEach((one) => one.mark(goal));
    if (goal) show(true);
  }
  /** What a link sets is not the reader's doing. */
  function linked() {
    judged = written();
    setText(told, "");
    hand();
  }
  /** @returns {void} */
  function judge() {
    const now = written();
    if (shell.phase < STANDS || now === judged) return;
    judged = now;
    const better = newlyDone(goals, state.all(), done);
    const news = goals.filter(({ id }) => id in better).map((goal) => (goal.id in done
      ? bestOf(strings, goal, better) : fill(strings.challenge_met, { goal: strings[`goal_${goal.id}`] })));
    setText(told, news.join(" "));
    if (!news.length) return;
    done = { ...done, ...readDone(kept.read()), ...better };
    kept.keep(done);
  }
  function update() {
    if (model.get("challenge") !== handed) hand();
    judge();
    setText(button, fill(strings.challenges, { met: goals.filter(({ id }) => id in done).length, n: goals.length }));
    lines.forEach((one) => one.update(done));
    task.update(done);
  }
  return { button, parts: [told, list], task: task.element, linked, update };
}

/** A tick and a word, or what is to come of it. @param {Strings} strings */
function tick(strings) {
  const [sign, word] = [h("i"), h("span")];
  const element = h("span", { class: "pool-tick" }, sign, word);
  const update = (/** @type {boolean} */ met) => {
    element.classList.toggle("pool-ticked", met);
    setText(word, met ? strings.challenge_done : strings.challenge_open);
    if (met !== sign.childElementCount > 0) sign.replaceChildren(...(met ? [icon("tick")] : []));
  };
  return { element, update };
}

/**
 * @template S
 * @param {Strings} strings @param {Goal<S>} goal @param {Done} done
 */
function bestOf(strings, { id, least }, done) {
  const best = fill(strings[`best_${id}`] ?? "", { n: formatNumber(done[id]) });
  return best && isLeast(done[id], least) ? fill(strings.challenge_least, { best }) : best;
}

/**
 * One goal of the list, and on a page what copies its address.
 * @template S
 * @param {Strings} strings @param {Goal<S>} goal @param {HTMLElement | undefined} link
 */
function line(strings, goal, link) {
  const { element: ticked, update } = tick(strings);
  const words = h("span", { id: uniqueId() }, strings[`goal_${goal.id}`]);
  const best = h("small");
  const element = h("li", {}, ticked, h("span", { class: "pool-goal" }, words, best));
  link?.setAttribute("aria-describedby", words.id);
  if (link) element.append(link);
  return {
    element,
    mark: (/** @type {Goal<S> | undefined} */ handed) => {
      if (handed === goal) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    },
    update: (/** @type {Done} */ done) => {
      update(goal.id in done);
      setText(best, goal.id in done ? bestOf(strings, goal, done) : "");
    },
  };
}

/** The challenge that was handed on, above the picture. @param {Strings} strings */
function taskOf(strings) {
  const { element: ticked, update } = tick(strings);
  const words = h("span", { class: "pool-goal" });
  const element = h("p", { class: "pool-task" }, h("b", {}, strings.challenge_given), words, ticked);
  let id = "";
  return {
    element,
    show: (/** @type {{ id: string } | undefined} */ goal) => {
      id = goal?.id ?? "";
      element.hidden = !goal;
      setText(words, goal ? strings[`goal_${id}`] : "");
    },
    update: (/** @type {Done} */ done) => update(id in done),
  };
}
