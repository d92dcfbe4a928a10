// @ts-check
/**
 * Whatever an address names is in sight: the folds around it open, in browsers too that
 * do not open them by themselves.
 */
(() => {
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    /** @type {HTMLDetailsElement | null | undefined} */
    let fold = target?.closest("details.book-aside");
    if (!fold || !target) return;
    for (; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", reveal);
  reveal();
})();
