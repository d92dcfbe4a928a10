// @ts-check
/**
 * Answers to the myth cards: a sign for each card, "-" where none was given.
 *
 * @typedef {keyof typeof VERDICTS} Verdict
 * @typedef {{ name: string, verdict: Verdict, link: string, chapter: string,
 *   picture: string }} Card picture is an SVG
 */

/** The sign of each answer, and its key among the words. */
export const VERDICTS = /** @type {const} */ ({ t: "true", f: "false", d: "depends" });

/** How many answers are right, of how many given. @param {Pick<Card, "verdict">[]} cards @param {string} answers */
export function score(cards, answers) {
  return [cards.filter(({ verdict }, n) => answers[n] === verdict).length, given(answers)];
}

/** How many answers there are. @param {string} answers */
export function given(answers) {
  return answers.replaceAll("-", "").length;
}

/** The answers with one more given, or another. @param {string} answers @param {number} n @param {Verdict} sign */
export function answered(answers, n, sign) {
  return answers.slice(0, n) + sign + answers.slice(n + 1);
}

/**
 * The chapters that settle the wrong cards, in their order, each with its page and those cards.
 * @param {Pick<Card, "verdict" | "link" | "chapter">[]} cards @param {string} answers
 */
export function toRead(cards, answers) {
  /** @type {Map<string, { chapter: string, page: string, numbers: number[] }>} */
  const found = new Map();
  cards.forEach(({ verdict, link, chapter }, n) => {
    if (answers[n] === verdict) return;
    const [page] = link.split("#");
    const one = found.get(page) ?? { chapter, page, numbers: [] };
    one.numbers.push(n + 1);
    found.set(page, one);
  });
  return [...found.values()].sort((a, b) => (a.page < b.page ? -1 : 1));
}
