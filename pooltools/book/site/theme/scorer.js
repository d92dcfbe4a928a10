// @ts-check
/* What the search puts first: the entry of a name that was typed whole.  For words, the
   pages that treat them come before functions that are called so, or partly so. */
Object.assign(window, { Scorer: {
  score: (/** @type {[string, string, string, string, number]} */ [, title, , , score]) =>
    /^pooltools\..*\b[a-z]+$/.test(title) ? Math.min(score, 4) : score,
  objNameMatch: 30,
  objPartialMatch: 1,
  objPrio: {},
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
} });
