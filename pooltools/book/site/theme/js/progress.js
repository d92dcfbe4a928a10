// @ts-check
/** How far one has read: a thin line below the bar that stays at the top. */
(() => {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector(".bd-header-article"));
  const article = document.querySelector("article.bd-article");
  if (!bar || !article) return;
  let asked = false;

  function draw() {
    asked = false;
    const { top, height } = /** @type {Element} */ (article).getBoundingClientRect();
    const end = document.documentElement.scrollHeight - innerHeight - scrollY;
    const way = Math.max(1, Math.min(height - innerHeight / 2, end - top));
    const read = Math.min(1, Math.max(0, -top / way));
    /** @type {HTMLElement} */ (bar).style.setProperty("--read", read.toFixed(3));
  }

  function ask() {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  }

  addEventListener("scroll", ask, { passive: true });
  ask();
})();
