// @ts-check
/** VGG-16 with poolings to take out, and what it costs then. */
import { fill, h, setText } from "./dom.js";
import { BLOCKS, short, summary, vgg } from "../arithmetic/counting.js";

const ALL = "1".repeat(BLOCKS.length);
const [LOW, HIGH] = [5, 12]; // powers of ten at the ends of the bars

/** The network, its bars, and what they say; get and set are the state's. */
export function counter({ strings, get, set }) {
  const sizes = BLOCKS.map(() => h("small"));
  const gates = BLOCKS.map((_, b) => h("button", { type: "button", onclick: () => flip(b) }, `pool${b + 1}`, h("small")));
  const strip = h("div", { class: "pool-strip" }, ...BLOCKS.map(([count, out], b) =>
    h("div", {}, h("span", {}, `${count} × conv ${out}`), sizes[b], gates[b])));
  const names = ["convolutions", "dense", "activations", "multiply_adds"];
  const bars = names.map((name) => h("div", { class: "pool-bar" }, h("span", {}, strings[name]), h("i", {}, h("u"), h("s")), h("b"), h("small")));
  const element = h("div", { class: "pool-counter" }, strip, ...bars, h("p", { class: "pool-where" }, strings.scale));

  function flip(b) {
    set({ pools: [...get("pools")].map((bit, n) => (n === b ? String(1 - Number(bit)) : bit)).join("") });
  }
  const share = (count) => String(Math.min(Math.max((Math.log10(count) - LOW) / (HIGH - LOW), 0), 1));
  function update() {
    const [pools, head] = [get("pools"), get("head")];
    const rows = vgg(pools, head);
    const [now, usual] = [summary(rows), summary(vgg(ALL, "flatten"))];
    BLOCKS.forEach(([count], b) => {
      const { shape } = rows.find(({ name }) => name === `conv${b + 1}_${count}`);
      setText(sizes[b], `${shape[1]} × ${shape[2]}`);
      gates[b].setAttribute("aria-pressed", String(pools[b] === "1"));
      setText(gates[b].lastChild, pools[b] === "1" ? strings.gate_in : strings.gate_out);
    });
    names.forEach((name, n) => {
      const [, track, value, factor] = bars[n].children;
      track.style.setProperty("--share", share(now[name]));
      track.style.setProperty("--usual", share(usual[name]));
      setText(value, short(now[name]));
      setText(factor, times(now[name] / usual[name]));
    });
    return say(rows, now, usual);
  }
  const times = (ratio) => `× ${ratio >= 10 ? Math.round(ratio) : Number(ratio.toPrecision(3))}`;
  function say(rows, now, usual) {
    const [last, first] = [rows.findLast(({ shape }) => shape.length === 3 && shape[1] > 1), rows.find(({ kind }) => kind === "dense")];
    const [c, height, width] = get("head") === "flatten" ? last.shape : [last.shape[0], 1, 1];
    const inputs = height > 1 ? `${c}·${height}·${width}` : `${c}`;
    return {
      sentence: fill(strings.counted, { name: first.name, count: short(first.parameters), dense: times(now.dense / usual.dense), cost: times(now.multiply_adds / usual.multiply_adds) }),
      where: fill(strings.untouched, { count: now.convolutions.toLocaleString("en") }),
      formula: `${first.name}: ${inputs}·${first.shape[0]} + ${first.shape[0]} = ${first.parameters.toLocaleString("en")}`,
    };
  }
  return { element, update };
}
