/** What meets the goals of the Running Network, and what nearly does. */
export const RUNNING = {
  "pixel": {
    witness: [{ digit: 1, pixel: 298, pooling: "stride" }],
    miss: [{ digit: 1, right: 1 }, { digit: 7, pixel: 0 }, { digit: 1, pixel: 298, pooling: "stride", invert: true }],
  },
  "lost": {
    witness: [
      { digit: 9, head: "flatten", down: 5 }, { digit: 1, head: "flatten", right: -1, pooling: "stride" },
      { digit: 7, head: "flatten", pooling: "stride", right: 2 },
    ],
    miss: [
      { digit: 9, head: "flatten", down: 1 }, { digit: 1, right: 1 }, { digit: 9, head: "flatten", down: 5, salt: 1 },
      { digit: 9, head: "flatten", down: 5, drawing: "z".repeat(37) + "k1" },
    ],
  },
};
