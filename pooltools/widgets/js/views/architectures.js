// @ts-check
/**
 * Architecture Slider: forty years of networks, and who made their maps smaller.
 *
 * @import { Network, NetworkStep, SliderState as State } from "../arithmetic/architectures_layout.js"
 * @import { Strings } from "../parts/dom.js"
 * @import { Control } from "../parts/controls.js"
 * @import { Model } from "../parts/state.js"
 * @typedef {{ networks: Network[], roadmap: [string, number][] }} Fixed
 * @typedef {number} Pointed the bar, 0 for the input
 * @typedef {Shell<State, Pointed>} SliderShell
 * @typedef {{ shell: SliderShell, networks: Network[], years: HTMLElement, bars: HTMLElement, story: HTMLElement,
 *   note: HTMLElement, road: ReturnType<typeof roadmap>, controls: Control[] }} View controls are those of the stairs
 */
import { networkProblem, networkSides, sideFormula, sliderPython } from "../arithmetic/architectures_layout.js";
import { shrunk } from "../arithmetic/stairs.js";
import { fill, h, nth, setText } from "../parts/dom.js";
import { settings, slider, toggle } from "../parts/controls.js";
import { roadmap } from "../parts/roadmap.js";
import { Shell } from "../parts/shell.js";

const [LEAST, MOST, BY] = [16, 512, 16];
const KINDS = ["average", "max", "strided", "patchify", "pyramid", "attention", "global", "border"];
const WORDS = { window_of: "network_of", scrub: "timeline", first: "first_network", last: "last_network" };

/** Size 0 is each network's own. @param {State} state */
export function valid({ size }) {
  return size === 0 || (size >= LEAST && size % BY === 0);
}

/** @param {{ model: Model<State & Fixed>, el: HTMLElement }} host */
export function render({ model, el }) {
  const networks = model.get("networks");
  const to = (/** @type {number} */ step) => { shell.pointed = null; return { step }; };
  const tape = { count: () => networks.length, to, words: WORDS };
  /** @type {SliderShell} */
  const shell = new Shell({ model, el, name: "architectures", valid, python: sliderPython, tape });
  const { strings, state } = shell;
  const years = timeline(shell, networks, (n) => {
    shell.tape.pause();
    state.set(to(n));
  });
  const bars = h("div", { class: "pool-bars", role: "group", "aria-label": strings.bars });
  const key = h("p", { class: "pool-key" }, ...KINDS.map((by) =>
    h("span", {}, h("i", { class: `pool-by-${by}` }), strings[by])));
  const story = h("div", {}, years, bars, key);
  const road = roadmap({
    strings, values: model.get("roadmap"), get: () => state.get("placed"), set: (placed) => state.set({ placed }),
  });
  const choice = shell.choose("view");
  const [own, size] = sizeControls(shell, networks);
  const note = h("span", { class: "pool-where" });
  const view = { shell, networks, years, bars, story, road, note, controls: [own, size, shell.tape] };
  return shell.mount(() => draw(view), story, road.element,
    h("div", { class: "pool-verdict" }, shell.sentence, shell.where, note),
    shell.tape.element, settings([choice, own]), settings([size]));
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
function drawStairs({ shell, networks, years, bars, note }) {
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
  drawBars(bars, shell, step, steps, sides);
  shell.say({
    sentence: sides.map((side, n) => kept(strings, steps[n - 1], side)).join(" → "),
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

/**
 * A bar for the input and for each step; made anew only for another network or number of bars.
 * @param {HTMLElement} bars @param {SliderShell} shell @param {number} step @param {NetworkStep[]} steps
 * @param {number[]} sides
 */
function drawBars(bars, shell, step, steps, sides) {
  const { strings, pointed } = shell;
  const shape = [step, sides.length].join();
  if (bars.dataset.shape !== shape) {
    bars.dataset.shape = shape;
    bars.replaceChildren(...sides.map((_, n) => makeBar(shell, n, steps[n - 1])));
  }
  sides.forEach((side, n) => {
    const bar = nth(bars, n);
    const [made, many] = [called(strings, steps[n - 1]), kept(strings, steps[n - 1], side)];
    bar.style.setProperty("--height", String((Math.log2(side) + 0.6) / 9.6));
    bar.setAttribute("aria-label", `${made}: ${many}`);
    bar.classList.toggle("pool-pointed", n === pointed);
    setText(nth(bar, 0), many);
    setText(nth(bar, 2), made);
  });
}

/** @param {SliderShell} shell @param {number} n @param {NetworkStep | undefined} made */
function makeBar(shell, n, made) {
  const [enter, leave] = [() => shell.point(n), () => shell.point(null)];
  return h("div", {
    tabindex: 0, role: "img", class: made ? `pool-by-${made.by}` : "",
    onpointerenter: enter, onpointerleave: leave, onfocus: enter, onblur: leave,
  }, h("b"), h("i"), h("small"));
}
