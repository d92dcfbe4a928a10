// @ts-check
/**
 * A small picture for each card: what its sentence is about, and a question mark for what the reader is to judge.
 *
 * @import { Strings } from "./dom.js"
 */
import { s } from "./dom.js";
import { arrow, box, cells, digits, moving, sameOf, stroke, windowOn, word } from "./glyph_pieces.js";

const BLANK = ["0000", "0000", "0000", "0000"];
const WEIGHTS = ["3333", "3333", "3333", "3333"];

/** What the network is, and the years that it went through. */
const years = () => ["1980", "2000", "2020"].flatMap((year, n) => [
  word(50 + 70 * n, 132, year), stroke(`M${50 + 70 * n} 112v8`),
  ...(n < 2 ? [cells(26 + 70 * n, 56, 12, ["1221", "2342", "1231", "1121"]), moving({ x: 24 },
    windowOn(26 + 70 * n, 56, 24))] : [cells(166, 56, 48, ["?"])]),
]);

/** @type {{ [card: string]: (strings: Strings) => Node[] }} */
const DRAWN = {
  invariant: () => sameOf(
    s("g", {}, cells(14, 8, 18, BLANK), cells(14, 8, 18, [".4..", ".4..", ".44."])),
    s("g", {}, cells(154, 8, 18, BLANK), stroke("M98 44h40m-6-6l6 6-6 6"),
      moving({ x: -18 }, cells(172, 8, 18, [".4..", ".4..", ".44."])))),
  rotation: () => sameOf(
    s("g", {}, cells(14, 8, 72, ["0"]), box(44, 16, 12, 56, "pool-level4")),
    s("g", {}, cells(154, 8, 72, ["0"]), stroke("M98 52a24 24 0 0 1 40-8m0-10v10h-10"),
      moving({ turn: -45 }, stroke("M173 27l34 34", "pool-bar")))),
  parameters: ({ pooled }) => [
    cells(10, 14, 13, BLANK), arrow(72, 40, 76), cells(164, 14, 13, WEIGHTS), word(227, 40, "w"),
    cells(10, 86, 13, BLANK), windowOn(10, 86, 26), arrow(72, 112, 20), cells(102, 99, 13, ["00", "00"]),
    word(115, 140, pooled, "pool-small"), arrow(136, 112, 14), cells(164, 86, 52, ["?"]), word(227, 112, "w"),
  ],
  overfitting: () => [
    stroke("M24 10v120h200"), stroke("M30 24C60 100 110 112 216 118", "pool-curve"),
    stroke("M30 20C60 84 100 90 216 76", "pool-curve pool-dashed"), stroke("M200 84v28m-5-6l5 6 5-6m-10-16l5-6 5 6"),
    word(186, 98, "?", "pool-large"), cells(120, 14, 14, ["1243", "2131"]),
    moving({ x: 28 }, windowOn(120, 14, 28)),
  ],
  zeros: ({ max }) => [
    cells(12, 12, 25, ["ppppp", "p231p", "p142p", "p313p", "ppppp"]),
    digits(12, 12, 25, ["00000", "0...0", "0...0", "0...0", "00000"], "pool-soft"),
    moving({ x: 50 }, windowOn(12, 12, 75)), arrow(150, 75, 34), word(167, 58, max), cells(194, 58, 34, ["?"]),
  ],
  divisor: () => [
    cells(16, 30, 30, ["213", "142", "321"]), digits(16, 30, 30, ["518", "274", "639"]), windowOn(16, 30, 90),
    word(172, 62, "5 + 1 + … + 9"), stroke("M122 75h100"),
    word(172, 92, "3 · 3"), word(172, 122, "= ?", "pool-large"),
  ],
  frameworks: () => [
    cells(8, 51, 12, ["1243", "3121", "2412", "1342"]), windowOn(8, 51, 24),
    ...["PyTorch", "Keras", "ONNX"].flatMap((name, n) => [
      stroke(`M60 75L84 ${30 + 45 * n}`), box(86, 14 + 45 * n, 80, 32, "pool-box", { rx: 6 }),
      word(126, 30 + 45 * n, name), arrow(168, 30 + 45 * n, 16), cells(190, 14 + 45 * n, 16, ["??", "??"]),
      ...(n < 2 ? [word(206, 53 + 45 * n, "=", "pool-small")] : []),
    ]),
  ],
  formula: () => [
    cells(22, 26, 28, ["1324213"]), word(120, 14, "W", "pool-small"),
    moving({ x: 112 }, windowOn(22, 26, 84, 28), word(64, 68, "F", "pool-small")),
    stroke("M36 84h56m-6-6l6 6-6 6"), word(64, 98, "S", "pool-small"), word(120, 128, "(W − F) / S + 1 = ?"),
  ],
  important: ({ max }) => [
    cells(12, 19, 28, ["1042", "0311", "2014", "1130"]), moving({ x: 56, y: 56 }, windowOn(12, 19, 56)),
    arrow(134, 75, 34), word(151, 58, max), cells(178, 47, 28, ["??", "??"]),
  ],
  noise: ({ max }) => [
    cells(12, 19, 28, ["2222", "2222", "2222", "2222"]),
    ...[[1, 0], [3, 2]].map(([i, j]) => box(12 + 28 * j, 19 + 28 * i, 28, 28, "pool-black")),
    ...[[0, 2], [2, 1]].map(([i, j]) => box(12 + 28 * j, 19 + 28 * i, 28, 28, "pool-white")),
    moving({ x: 56, y: 56 }, windowOn(12, 19, 56)), arrow(134, 75, 34), word(151, 58, max),
    cells(178, 47, 28, ["??", "??"]),
  ],
  backward: ({ pooled }) => [
    ...[[16, "w"], [94, pooled], [172, "w"]].flatMap(([x, text]) => [
      box(Number(x), 34, 52, 52, "pool-box", { rx: 6 }), word(Number(x) + 26, 60, String(text))]),
    arrow(70, 50, 22), arrow(148, 50, 22),
    s("g", { class: "pool-paths" }, stroke("M196 92v24h-58m6-6l-6 6 6 6"), stroke("M102 116h-60v-24m-6 6l6-6 6 6")),
    word(120, 117, "?", "pool-large"),
  ],
  ties: () => [
    cells(14, 31, 44, ["33", "13"]), digits(14, 31, 44, ["55", "25"], "pool-large"), windowOn(14, 31, 88),
    cells(176, 53, 44, ["3"]), word(198, 75, "5", "pool-large"),
    s("g", { class: "pool-paths" }, stroke("M170 68C150 40 130 40 106 48m8-8l-8 8 9 5"),
      stroke("M170 82C150 110 130 110 106 102m9-6l-9 6 8 7")), word(138, 76, "?", "pool-large"),
  ],
  depth: () => [
    ...[2, 1, 0].map((n) => cells(14 + 34 * n, 74 - 30 * n, 16, ["1234", "2143", "3412", "1321"])),
    stroke("M14 74l68-60M46 74l68-60M46 106l68-60", "pool-mark"), windowOn(14, 74, 32), windowOn(82, 14, 32),
    arrow(162, 75, 26), cells(198, 58, 34, ["?"]),
  ],
  better: ({ max, average }) => [
    stroke("M120 60v72m-26 0h52"), moving({ turn: -5 },
      stroke("M40 60h160M40 60l-22 34h44zM200 60l-22 34h44z"), word(40, 108, max), word(200, 108, average)),
    word(120, 36, "?", "pool-large"),
  ],
  modern: () => [stroke("M16 116h208m-7-7l7 7-7 7"), ...years()],
};

/** The picture of a card; it says nothing that its sentence does not. @param {string} card @param {Strings} strings */
export function glyph(card, strings) {
  return s("svg", { viewBox: "0 0 240 150", class: "pool-glyph", "aria-hidden": "true" }, ...DRAWN[card](strings));
}
