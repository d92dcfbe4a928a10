// @ts-check
/**
 * Five quoted numbers to be put where they belong; told which are right once all are placed.
 *
 * @import { Strings } from "./dom.js"
 */
import { fill, h, setText } from "./dom.js";

/**
 * @param {{ strings: Strings, values: [name: string, value: number][], get: () => number[],
 *   set: (placed: number[]) => void }} of
 */
export function roadmap({ strings, values, get, set }) {
  const sorted = values.map(([, value]) => value).sort((a, b) => a - b);
  const options = () => sorted.map((value, k) => h("option", { value: k }, value.toFixed(1)));
  const lines = values.map(([name], n) => {
    const label = strings[`road_${name}`];
    const select = h("select", {
      "aria-label": label, onchange: () => set(get().map((v, k) => (k === n ? Number(select.value) : v))),
    }, h("option", { value: -1 }, "?"), ...options());
    const mark = h("b");
    return { select, mark, element: h("li", {}, h("span", {}, label), select, mark) };
  });
  const element = h("div", { class: "pool-road" },
    h("p", { class: "pool-title" }, strings.road_title), h("ol", {}, ...lines.map((line) => line.element)));
  const right = () => values.map(([, value], n) => sorted[get()[n]] === value);
  function update() {
    const all = get().every((v) => v >= 0);
    lines.forEach(({ select, mark, element: line }, n) => {
      select.value = String(get()[n]);
      const ok = right()[n];
      line.className = all ? (ok ? "pool-right" : "pool-wrong") : "";
      setText(mark, all ? strings[ok ? "here" : "not_here"] : "");
    });
  }
  function say() {
    const [placed, good] = [get().filter((v) => v >= 0).length, right().filter(Boolean).length];
    if (placed < lines.length) return fill(strings.placed, { placed, n: lines.length });
    return good === lines.length ? strings.all_right : fill(strings.some_right, { good, n: lines.length });
  }
  return { element, update, say };
}
