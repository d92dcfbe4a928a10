// @ts-check
/**
 * VGG-16 with poolings to take out, and what it costs then.
 *
 * @import { LayerCost } from "../arithmetic/counting.js"
 * @import { Strings } from "./dom.js"
 * @typedef {{ pools: string, head: "flatten" | "global average" }} Choice
 * @typedef {ReturnType<typeof summary>} Sums
 */
import { BLOCKS, short, summary, vgg } from "../arithmetic/counting.js";
import { fill, h, nth, setText } from "./dom.js";

const ALL = "1".repeat(BLOCKS.length);
const [LOW, HIGH] = [5, 12]; // powers of ten at the ends of the bars
/** @type {(keyof Sums)[]} */
const COUNTED = ["convolutions", "dense", "activations", "multiply_adds"];

/**
 * The network, its bars, and what they say; get and set are the state's.
 * @param {{ strings: Strings, get: () => Choice, set: (values: { pools: string }) => void }} of
 */
export function counter({ strings, get, set }) {
  const flip = (/** @type {number} */ b) =>
    set({ pools: [...get().pools].map((bit, n) => (n === b ? String(1 - Number(bit)) : bit)).join("") });
  const sizes = BLOCKS.map(() => h("small"));
  const states = BLOCKS.map(() => h("small"));
  const gates = BLOCKS.map((_, b) =>
    h("button", { type: "button", onclick: () => flip(b) }, `pool${b + 1}`, states[b]));
  const strip = h("div", { class: "pool-strip" }, ...BLOCKS.map(([count, out], b) =>
    h("div", {}, h("span", {}, `${count} × conv ${out}`), sizes[b], gates[b])));
  const bars = COUNTED.map((name) =>
    h("div", { class: "pool-bar" }, h("span", {}, strings[name]), h("i", {}, h("u"), h("s")), h("b"), h("small")));
  const scale = h("p", { class: "pool-where" }, strings.scale);
  const element = h("div", { class: "pool-counter" }, strip, ...bars, scale);

  function update() {
    const { pools, head } = get();
    const rows = vgg(pools, head);
    const [now, usual] = [summary(rows), summary(vgg(ALL, "flatten"))];
    BLOCKS.forEach(([count], b) => {
      const shape = rows.find(({ name }) => name === `conv${b + 1}_${count}`)?.shape ?? [];
      setText(sizes[b], `${shape[1]} × ${shape[2]}`);
      gates[b].setAttribute("aria-pressed", String(pools[b] === "1"));
      setText(states[b], pools[b] === "1" ? strings.gate_in : strings.gate_out);
    });
    COUNTED.forEach((name, n) => {
      nth(bars[n], 1).style.setProperty("--share", share(now[name]));
      nth(bars[n], 1).style.setProperty("--usual", share(usual[name]));
      setText(nth(bars[n], 2), short(now[name]));
      setText(nth(bars[n], 3), times(now[name] / usual[name]));
    });
    return tell(strings, head, rows, now, usual);
  }
  return { element, update };
}

/** @param {number} count */
const share = (count) => String(Math.min(Math.max((Math.log10(count) - LOW) / (HIGH - LOW), 0), 1));
/** @param {number} ratio */
const times = (ratio) => `× ${ratio >= 10 ? Math.round(ratio) : Number(ratio.toPrecision(3))}`;

/**
 * @param {Strings} strings @param {Choice["head"]} head @param {LayerCost[]} rows
 * @param {Sums} now @param {Sums} usual
 */
function tell(strings, head, rows, now, usual) {
  const last = rows.findLast(({ shape }) => shape.length === 3 && shape[1] > 1)?.shape ?? [];
  const dense = rows.find(({ kind }) => kind === "dense") ?? rows[0];
  const [c, height, width] = head === "flatten" ? last : [last[0], 1, 1];
  const inputs = height > 1 ? `${c}·${height}·${width}` : `${c}`;
  const { name, parameters, shape: [outputs] } = dense;
  const factors = { dense: times(now.dense / usual.dense), cost: times(now.multiply_adds / usual.multiply_adds) };
  return {
    sentence: fill(strings.counted, { name, count: short(parameters), ...factors }),
    where: fill(strings.untouched, { count: now.convolutions.toLocaleString("en") }),
    formula: `${name}: ${inputs}·${outputs} + ${outputs} = ${parameters.toLocaleString("en")}`,
  };
}
