// @ts-check
/**
 * Answers to the myth cards: a sign for each card, "-" where none was given.
 *
 * @typedef {keyof typeof VERDICTS} Verdict
 * @typedef {{ name: string, verdict: Verdict, link: string }} Card
 */

/** The sign of each answer, and its key among the words. */
export const VERDICTS = /** @type {const} */ ({ t: "true", f: "false", d: "depends" });

/** How many answers are right, of how many given. @param {Pick<Card, "verdict">[]} cards @param {string} answers */
export function score(cards, answers) {
  return [cards.filter(({ verdict }, n) => answers[n] === verdict).length, answers.replaceAll("-", "").length];
}

/** The answers with one more given, or another. @param {string} answers @param {number} n @param {Verdict} sign */
export function answered(answers, n, sign) {
  return answers.slice(0, n) + sign + answers.slice(n + 1);
}
