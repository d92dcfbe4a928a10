// @ts-check
/**
 * What a reader answered, kept in this browser; without its storage, as long as the page.
 */

(() => {
  const ANSWERS = "pooltools.predictions";
  const OFF = "pooltools.predictions.off";

  /** @type {Record<string, string>} what storage did not take */
  let visit = {};

  const bookAnswers = {
    /** @returns {Record<string, string>} every answer by its question */
    all() {
      try {
        return { ...visit, ...JSON.parse(localStorage.getItem(ANSWERS) ?? "{}") };
      } catch {
        return visit;
      }
    },

    /** @param {string} question @param {string} answer */
    keep(question, answer) {
      const all = { ...bookAnswers.all(), [question]: answer };
      try {
        localStorage.setItem(ANSWERS, JSON.stringify(all));
      } catch {
        visit = all;
      }
    },

    /** @returns {boolean} whether the reader wants no questions */
    off() {
      try {
        return localStorage.getItem(OFF) !== null;
      } catch {
        return false;
      }
    },
  };

  Object.assign(self, { bookAnswers });
})();
