// @ts-check
/**
 * When a challenge is met, and when a reader has done better than before.
 *
 * Where as few as possible of something are asked for, count() counts it, and least is what
 * cannot be beaten. start is what a link sets besides, where a picture begins elsewhere.
 * @template S
 * @typedef {{ id: string, start?: { [key: string]: unknown }, met: (state: S) => boolean, count?: (state: S) => number,
 *   least?: number }} Goal
 */
/** @typedef {{ [id: string]: number }} Done the best of each goal that has been met; 1 where nothing is counted */

const SAME = 1e-9;

/** What was kept, as far as it is ours. @param {unknown} kept @returns {Done} */
export function readDone(kept) {
  const all = kept && typeof kept === "object" ? Object.entries(kept) : [];
  return Object.fromEntries(all.filter(([, best]) => Number.isFinite(best)));
}

/**
 * The goals that a state meets and has not before, or meets with less than before.
 * @template S
 * @param {Goal<S>[]} goals @param {S} state @param {Done} done
 * @returns {Done}
 */
export function newlyDone(goals, state, done) {
  const open = goals.filter(({ id, count }) => done[id] === undefined || count);
  const met = open.filter((goal) => goal.met(state)).map(({ id, count }) => ({ id, n: count ? count(state) : 1 }));
  return Object.fromEntries(met.filter(({ id, n }) => n < (done[id] ?? Infinity)).map(({ id, n }) => [id, n]));
}

/** Can what has been counted be beaten no more? @param {number} best @param {number} [least] */
export function isLeast(best, least = -Infinity) {
  return best <= least + SAME;
}
