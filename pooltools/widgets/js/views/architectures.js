// @ts-check
/**
 * Architecture Slider: forty years of networks, and who made their maps smaller.
 *
 * @import { Network, NetworkStep, SliderState as State } from "../arithmetic/architectures_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Control } from "../parts/controls.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ networks: Network[], roadmap: [string, number][] }} Fixed
 * @typedef {number} Pointed the square, 0 for the input
 * @typedef {Shell<State, Pointed>} SliderShell
 * @typedef {{ shell: SliderShell, networks: Network[], years: HTMLElement, stairs: ReturnType<typeof staircase>,
 *   story: HTMLElement, note: HTMLElement, road: ReturnType<typeof roadmap>,
 *   controls: Control[] }} View controls are those of the stairs
 */
import { networkProblem, networkSides, sideFormula, sliderPython } from "../arithmetic/architectures_layout.js";
import { shrunk } from "../arithmetic/stairs.js";
import { goalsOf } from "../goals/architectures.js";
import { fill, h, nth, setText } from "../parts/dom.js";
import { slider, toggle } from "../parts/controls.js";
import { STANDS } from "../parts/motion.js";
import { roadmap } from "../parts/roadmap.js";
import { Shell } from "../parts/shell.js";
import { staircase } from "../parts/staircase.js";

const [LEAST, MOST, BY] = [16, 512, 16];
const WORDS = { window_of: "network_of", scrub: "timeline", first: "first_network", last: "last_network" };

/** Size 0 is each network's own. @param {State} state */
export function valid({ size }) {
  return size === 0 || (size >= LEAST && size % BY === 0);
}

/** @param {{ model: Model<State & Fixed>, el: HTMLElement }} host */
export function render({ model, el }) {
  const networks = model.get("networks");
  const to = (/** @type {number} */ step) => { shell.pointed = null; return { step }; };
  const tape = { count: () => networks.length, to, words: WORDS, moves: {} };
  const goals = goalsOf(networks);
  /** @type {SliderShell} */
  const shell = new Shell({ model, el, name: "architectures", valid, python: sliderPython, tape, goals });
  const { strings, state } = shell;
  const years = timeline(shell, networks, shell.tape.walk);
  const stairs = staircase({ label: strings.bars, onPoint: (n) => shell.point(n) });
  const story = h("div", { class: "pool-story" }, years, stairs.element);
  const road = roadmap({
    strings, values: model.get("roadmap"), get: () => state.get("placed"), set: (placed) => state.set({ placed }),
  });
  const choice = shell.choose("view");
  const [own, size] = sizeControls(shell, networks);
  const note = h("span", { class: "pool-where" });
  const view = { shell, networks, years, stairs, story, road, note, controls: [own, size, shell.tape] };
  return shell.mount(() => draw(view), story, road.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where, note),
    shell.controls([choice], [own, size]));
}

/** A button for each network. @param {SliderShell} shell @param {Network[]} networks @param {(n: number) => void} go */
function timeline({ strings, state, tape }, networks, go) {
  const years = h("div", { class: "pool-years", role: "group", "aria-label": strings.timeline },
    ...networks.map(({ year, name, steps }, n) =>
      h("button", { type: "button", "aria-label": `${year} ${name}`, onclick: () => go(n) },
        h("small", {}, String(year)), h("b", {}, name),
        h("span", {}, ...steps.map(({ by }) => h("i", { class: `pool-by-${by}` }))))));
  years.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter" || !tape.key(event)) return;
    event.preventDefault();
    queueMicrotask(() => nth(years, state.get("step")).focus());
  });
  return years;
}

/** The network's own size, or another. @param {SliderShell} shell @param {Network[]} networks */
function sizeControls(shell, networks) {
  const { strings, state } = shell;
  const own = toggle({
    label: strings.own, get: () => state.get("size") === 0, set: (on) => state.set({ size: on ? 0 : 224 }),
  });
  const size = slider({
    label: strings.size, min: LEAST, max: MOST, step: BY, format: (side) => `${side} px`,
    get: () => networkSides(networks[state.get("step")], state.get("size"))[0],
    set: (value) => state.set({ size: value }, false), done: () => state.set({}),
  });
  return [shell.add(own), shell.add(size)];
}

/** @param {View} view */
function draw(view) {
  const { shell, story, road, controls, note } = view;
  const { strings, state } = shell;
  const onRoad = state.get("view") === "roadmap";
  story.hidden = onRoad;
  road.element.hidden = !onRoad;
  controls.forEach(({ element }) => element.toggleAttribute("hidden", onRoad));
  if (!onRoad) {
    drawStairs(view);
    return;
  }
  road.update();
  shell.say({ sentence: road.say(), where: strings.road_source });
  shell.where.classList.remove("pool-problem");
  setText(note, "");
}

/** @param {View} view */
function drawStairs({ shell, networks, years, stairs, note }) {
  const { strings, pointed } = shell;
  const { step, size } = shell.state.all();
  const network = networks[step];
  const { steps } = network;
  const sides = networkSides(network, size);
  const problem = networkProblem(network, size);
  networks.forEach((_, n) => {
    const button = nth(years, n);
    button.setAttribute("aria-pressed", String(n === step));
    button.tabIndex = n === step ? 0 : -1;
  });
  const settled = shell.phase === STANDS;
  const many = sides.map((side, n) => kept(strings, steps[n - 1], side));
  stairs.update(sides.map((side, n) => ({
    side, many: many[n], made: called(strings, steps[n - 1]), look: `pool-by-${n ? steps[n - 1].by : "input"}`,
  })), pointed, settled, shell.tape.pace());
  note.hidden = !settled;
  if (!settled) {
    shell.say({ sentence: `${network.name}: …` });
    return;
  }
  shell.say({
    sentence: many.join(" → "),
    where: [problem ? fill(strings[problem[0]], problem[1]) : counted(strings, network),
      network.sketch ? strings.sketch : ""].join(" "),
    formula: sideFormula(steps, sides, pointed || 1),
  });
  shell.where.classList.toggle("pool-problem", Boolean(problem));
  setText(note, strings[`note_${network.note}`]);
}

/** @param {Strings} strings @param {Network} network */
function counted(strings, { name, year, parameters, steps }) {
  return fill(strings.counted, { name, year, parameters, shrunk: shrunk(steps) });
}

/**
 * What a step leaves; nothing made the input.
 * @param {Strings} strings @param {NetworkStep | undefined} made @param {number} side
 */
function kept(strings, made, side) {
  if (!made || made.kernel_size) return String(side);
  return made.by === "pyramid" ? fill(strings.bins, { cells: made.cells }) : "1";
}

/** @param {Strings} strings @param {NetworkStep | undefined} made */
function called(strings, made) {
  if (!made) return strings.input;
  const { by, kernel_size: k, stride = 1 } = made;
  return k ? `${strings[by]} ${stride > 1 ? `${k}/${stride}` : k}` : strings[by];
}
