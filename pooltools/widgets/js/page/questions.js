// @ts-check
/** What the reader has been asked and not yet answered: its answer is not shown. */

const KEPT = "pooltools.predictions";

/** Does the reader answer questions at all? */
function asks() {
  try {
    return localStorage.getItem(`${KEPT}.off`) === null;
  } catch {
    return true;
  }
}

/**
 * Is a question still open? One of this page says so itself.
 * @param {string} id its unit's
 */
export function isOpen(id) {
  if (!id || !asks()) return false;
  const here = document.getElementById(id);
  if (here) return here.dataset.state === "asking" && !here.querySelector("details.book-answer[open]");
  try {
    return !(id.replace("predict-", "") in JSON.parse(localStorage.getItem(KEPT) ?? "{}"));
  } catch {
    return true;
  }
}

/** Is the last question that has come onto the screen open? @param {number} bottom where the screen's text ends */
export function holds(bottom) {
  const units = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".book-prediction"));
  const come = [...units].filter((unit) => unit.getBoundingClientRect().top < bottom);
  return isOpen(come.at(-1)?.id ?? "");
}

/** Say when a question is answered. @param {() => void} heard */
export function onAnswer(heard) {
  const watcher = new MutationObserver(heard);
  for (const unit of document.querySelectorAll(".book-prediction")) {
    watcher.observe(unit, { attributeFilter: ["data-state"] });
  }
}
