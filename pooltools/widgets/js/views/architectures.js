// @ts-nocheck
/** Architecture Slider: forty years of networks, and who made their maps smaller. */
import { fill, h, setText } from "../parts/dom.js";
import { foot, ignoreDisabled, segmented, settings, slider, toggle } from "../parts/controls.js";
import { player } from "../parts/player.js";
import { roadmap } from "../parts/roadmap.js";
import { obstacle, shrunk, stairs } from "../arithmetic/stairs.js";
import { watch } from "../parts/state.js";

const [COUNT, LEAST, MOST, BY] = [12, 16, 512, 16];
const KINDS = ["average", "max", "strided", "patchify", "pyramid", "attention", "global", "border"];

/** Size 0 is each network's own. */
export function valid({ size }) {
  return size === 0 || (size >= LEAST && size % BY === 0);
}

export function render({ model, el }) {
  const strings = model.get("strings");
  const state = watch(model, draw, valid);
  const networks = model.get("networks");
  let pointed = -1; // the step under the pointer

  const line = h("div", { class: "pool-years", role: "group", "aria-label": strings.timeline }, ...networks.map(({ year, name, steps }, n) =>
    h("button", { type: "button", "aria-label": `${year} ${name}`, onclick: () => go(n) },
      h("small", {}, String(year)), h("b", {}, name), h("span", {}, ...steps.map(({ by }) => h("i", { class: `pool-by-${by}` }))))));
  line.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter" || !tape.key(event)) return;
    event.preventDefault();
    queueMicrotask(() => line.children[state.get("step")].focus());
  });
  const bars = h("div", { class: "pool-bars", role: "group", "aria-label": strings.bars });
  const key = h("p", { class: "pool-key" }, ...KINDS.map((by) => h("span", {}, h("i", { class: `pool-by-${by}` }), strings[by])));
  const story = h("div", {}, line, bars, key);
  const road = roadmap({ strings, values: model.get("roadmap"), get: () => state.get("placed"), set: (placed) => state.set({ placed }) });
  const sentence = h("output", { class: "pool-sentence", "aria-live": "polite" });
  const where = h("span", { class: "pool-where" });
  const note = h("span", { class: "pool-where" });
  const tape = player({
    word: (key) => ({ ...strings, window_of: strings.network_of, scrub: strings.timeline, first: strings.first_network, last: strings.last_network })[key],
    count: () => COUNT, get: () => state.get("step"), set: (step, save) => { pointed = -1; state.set({ step }, save); },
    getSpeed: () => state.get("speed"), setSpeed: (speed) => state.set({ speed }), reset: state.reset,
  });
  const view = segmented({
    label: strings.view, options: ["stairs", "roadmap"].map((value) => ({ value, label: strings[value] })), get: () => state.get("view"), set: (value) => state.set({ view: value }),
  });
  const own = toggle({ label: strings.own, get: () => state.get("size") === 0, set: (on) => state.set({ size: on ? 0 : 224 }) });
  const size = slider({
    label: strings.size, min: LEAST, max: MOST, step: BY, get: side, set: (value) => state.set({ size: value }, false), done: () => state.set({}), format: (v) => `${v} px`,
  });
  const bottom = foot({ strings, python, link: state.link });
  const root = h("div", { class: "pooltools pool-widget pool-architectures", role: "group", "aria-label": strings.title },
    story, road.element, h("div", { class: "pool-verdict" }, sentence, where, note), tape.element, settings([view, own]), settings([size]), bottom.element);
  ignoreDisabled(root);
  el.append(root);
  draw();
  return () => { tape.pause(); state.stop(); };

  function network() { return networks[state.get("step")]; }
  function side() { return state.get("size") || network().size; }
  function go(step) {
    tape.pause();
    pointed = -1;
    state.set({ step });
  }
  function draw() {
    const onRoad = state.get("view") === "roadmap";
    story.hidden = onRoad;
    road.element.hidden = !onRoad;
    [own, size, tape].forEach((control) => { control.element.hidden = onRoad; });
    sentence.setAttribute("aria-live", tape.playing() ? "off" : "polite");
    if (onRoad) drawRoad();
    else drawStairs();
    [view, own, size].forEach((control) => control.update());
    tape.update();
  }
  function drawRoad() {
    road.update();
    setText(sentence, road.say());
    setText(where, strings.road_source);
    setText(note, "");
    setText(bottom.formula, "");
  }
  function drawStairs() {
    const { name, year, steps, parameters, sketch, note: key } = network();
    const sides = [side(), ...stairs(steps, side())];
    [...line.children].forEach((button, n) => {
      button.setAttribute("aria-pressed", String(n === state.get("step")));
      button.tabIndex = n === state.get("step") ? 0 : -1;
    });
    drawBars(steps, sides);
    setText(sentence, sides.map((v, n) => (n && !steps[n - 1].kernel_size ? ending(steps[n - 1]) : v)).join(" → "));
    const problem = obstacle(network(), side());
    const counted = fill(strings.counted, { name, year, parameters, shrunk: shrunk(steps) });
    setText(where, [problem ? fill(strings[problem[0]], problem[1]) : counted, sketch ? strings.sketch : ""].join(" "));
    where.classList.toggle("pool-problem", Boolean(problem));
    setText(note, strings[`note_${key}`]);
    formula(steps, sides);
  }
  function ending({ by, cells }) { return by === "pyramid" ? fill(strings.bins, { cells }) : "1"; }
  function drawBars(steps, sides) {
    const shape = [state.get("step"), sides.length].join();
    if (bars.dataset.shape !== shape) {
      bars.dataset.shape = shape;
      bars.replaceChildren(...sides.map((_, n) => h("div", {
        tabindex: 0, role: "img", class: n ? `pool-by-${steps[n - 1].by}` : "", onpointerenter: () => point(n), onpointerleave: () => point(-1), onfocus: () => point(n), onblur: () => point(-1),
      }, h("b"), h("i"), h("small"))));
    }
    sides.forEach((v, n) => {
      const bar = bars.children[n];
      const made = n ? called(steps[n - 1]) : strings.input;
      const many = n && !steps[n - 1].kernel_size ? ending(steps[n - 1]) : String(v);
      bar.style.setProperty("--height", String((Math.log2(v) + 0.6) / 9.6));
      bar.setAttribute("aria-label", `${made}: ${many}`);
      bar.classList.toggle("pool-pointed", n === pointed);
      setText(bar.firstChild, many);
      setText(bar.lastChild, made);
    });
  }
  function called({ by, kernel_size: k, stride }) {
    if (!k) return strings[by];
    return `${strings[by]} ${[k, stride].slice(0, stride > 1 ? 2 : 1).join("/")}`;
  }
  function point(n) {
    if (n === pointed) return;
    pointed = n;
    draw();
  }
  function formula(steps, sides) {
    const n = pointed > 0 ? pointed : 1;
    const { kernel_size: k, stride: s, padding: p, ceil_mode } = steps[n - 1];
    const [open, close] = ceil_mode ? ["⌈", "⌉"] : ["⌊", "⌋"];
    const known = k && sides.length > n;
    setText(bottom.formula, known ? `${open}(${sides[n - 1]} + 2·${p} − ${k}) / ${s}${close} + 1 = ${sides[n]}` : "");
  }
  function python() {
    const { step, size: chosen, view: shown } = state.all();
    if (shown === "roadmap") return "from pooltools.nets import ROADMAP\n\nROADMAP\n";
    const call = chosen ? `staircase(HISTORY[${step}], ${chosen})` : `staircase(HISTORY[${step}])`;
    return `from pooltools.nets import HISTORY, staircase\n\n[row.shape[-1] for row in ${call}]\n`;
  }
}
