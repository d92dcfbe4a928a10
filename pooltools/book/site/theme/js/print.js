// @ts-check
/**
 * On paper nothing can be clicked, so what answers is shown. A style sheet can open
 * a fold only in the newest browsers; this opens it in all of them, and shuts it after.
 */
(() => {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const folds = document.querySelectorAll("details.book-answer, details.book-aside, .pool-reasons details");
    opened = [...folds].filter((fold) => !fold.open);
    opened.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((fold) => { fold.open = false; });
    opened = [];
  });
})();
