// @ts-check
/**
 * Mounts widgets on a built page, with no kernel.
 *
 * It is linked into a classic script, which also runs from disk, where browsers refuse
 * modules. Each view arrives as pooltools.define(name, factory); each widget is an
 * element with data-pooltools-widget="name" and its state as JSON inside. A link to a
 * state brings the dock (page/dock.js), which comes as a view does; so does what fills the
 * screen with a picture or saves it (hall/hall.js).
 *
 * @import { State } from "./page/model.js"
 * @import { bring } from "./page/bring.js"
 * @import { Hall } from "./parts/door.js"
 * @typedef {{ render: (host: { model: PageModel, el: HTMLElement }) => unknown,
 *   valid?: (state: State) => boolean }} View
 * @typedef {{ element: HTMLElement, box: HTMLElement, model: PageModel, initial: State, view: View }} Mounted
 * @typedef {{ page: string, anchor: string, text: string }} Linked what an address says of a picture
 * @typedef {{ start: (host: Host) => (link: HTMLAnchorElement) => void, bring: typeof bring }} Dock
 * @typedef {typeof HOST} Host what the dock has of this
 */
import { linkedState, listed, numbered, splitHash } from "./page/address.js";
import { loadSheet } from "./page/bring.js";
import { PageModel } from "./page/model.js";
import { playOnce } from "./page/opening.js";

/** @type {Map<string, () => any>} views, and what else comes as a script, by name */
const factories = new Map();
/** @type {Mounted[]} */
const made = [];
const HOST = { made, factories, mount, asked, show, reveal, load, folder: "" };

/** The state that a link's text asks of a widget, or null. @param {Mounted} mounted @param {string} text */
function asked({ initial, model, view }, text) {
  const state = linkedState(initial, text, (key) => model.get(key));
  return state && view.valid?.(state) !== false ? state : null;
}

/** Put a widget into a state, and stop what plays. @param {Mounted} mounted @param {State} state */
function show({ initial, model }, state) {
  Object.keys(initial.schema).forEach((key) => model.set(key, state[key]));
  model.tell("linked");
}

/** Go to where a widget stands. @param {HTMLElement} element @param {boolean} focus */
function reveal(element, focus) {
  element.closest("details")?.setAttribute("open", ""); // a picture may be the answer to a question
  const low = element.offsetHeight <= 0.9 * window.innerHeight;
  element.scrollIntoView({ block: low ? "center" : "start" });
  if (focus) element.focus({ preventScroll: true });
}

/** Another page's comes as it does to the dock. @param {Linked} linked @returns {Promise<Mounted | undefined>} */
async function pictureOf({ page, anchor }) {
  if (!page) return made.find(({ element }) => element.id === anchor);
  const { bring } = await dockParts();
  return (await bring(HOST, new URL(page, location.href), anchor)).mounted;
}

/** Present states, one after the other; those that there are not are left out. @param {Linked[]} list */
async function walk(list) {
  const states = list.map(async (linked) => {
    const mounted = await pictureOf(linked).catch(() => undefined);
    const state = mounted && asked(mounted, linked.text);
    const root = mounted?.box.firstElementChild;
    return root && state ? [{ root, show: () => show(mounted, state) }] : [];
  });
  const [{ walk: present }, ...found] = await Promise.all([hall(), ...states]);
  present(found.flat());
}

/** Put widgets into the state of the address, if that is one of theirs. @param {boolean} moved */
function follow(moved) {
  const list = listed(location.hash);
  if (list) void walk(list);
  const { anchor, text = "" } = splitHash(location.hash) ?? {};
  for (const mounted of made.filter(({ element }) => element.id === anchor)) {
    const state = asked(mounted, text);
    if (!state) continue;
    show(mounted, state);
    reveal(mounted.element, moved);
  }
}

/**
 * Show a widget in place of its still picture, or under the picture why not. One of
 * another page has that page's address.
 * @param {HTMLElement} element @param {() => View} factory @param {string} [page]
 * @returns {Mounted | null}
 */
function mount(element, factory, page) {
  /** @type {State | undefined} */
  let initial;
  try {
    initial = /** @type {State} */ (JSON.parse(element.querySelector("script")?.textContent ?? ""));
    const model = new PageModel(initial, element.id, page);
    const box = document.createElement("div");
    const view = factory();
    view.render({ model, el: box });
    element.append(box);
    element.dataset.state = "ready";
    return { element, box, model, initial, view };
  } catch (error) {
    const line = document.createElement("p");
    line.className = "pool-failed";
    line.textContent = initial?.strings.not_started ?? String(error);
    element.append(line);
    element.dataset.state = "error";
    console.error(error);
    return null;
  }
}

/** Have a classic script run. @param {string} src @returns {Promise<unknown>} */
function load(src) {
  const script = document.createElement("script");
  return new Promise((resolve, reject) => {
    Object.assign(script, { src, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

/** @type {Promise<Dock> | undefined} */
let parts;
/** @type {Promise<(link: HTMLAnchorElement) => void> | undefined} */
let dock;

/** What the dock's script has: the dock, and what brings a picture of another page. */
function dockParts() {
  parts ??= load(`${HOST.folder}dock.js`).then(() => factories.get("dock")?.());
  return parts;
}

/** A plain click on a link to a state asks the dock; without one, it goes there. @param {MouseEvent} event */
function click(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || event.defaultPrevented || event.button) return;
  const to = splitHash(link.hash);
  if (!to?.text.includes("=") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const there = (/** @type {{ href: string }} */ { href }) => href.split("#")[0];
  if (listed(link.hash)) {
    if (link.href === location.href) follow(true); // nothing else would tell of it
    return;
  }
  if (there(link) === there(location) && !made.some(({ element }) => element.id === to.anchor)) return;
  event.preventDefault();
  dock ??= dockParts().then((script) => script.start(HOST));
  dock.then((open) => open(link), () => (link.href === location.href ? follow(true) : location.assign(link.href)));
}

/** @type {Promise<Hall> | undefined} */
let opened;

/** The hall, which comes when it is first asked for (parts/door.js). */
function hall() {
  opened ??= Promise.all([load(`${HOST.folder}hall.js`), loadSheet(`${HOST.folder}hall.css`)])
    .then(() => factories.get("hall")?.());
  opened.catch(() => { opened = undefined; });
  return opened;
}

/** Wait for the page and its views, mount every widget, and follow links to their states. */
export function start() {
  const own = document.currentScript?.getAttribute("src") ?? "";
  HOST.folder = new URL(own, document.baseURI).href.replace(/[^/]*$/, "");
  factories.clear();
  made.length = 0;
  dock = parts = opened = undefined;
  const define = (/** @type {string} */ name, /** @type {() => View} */ f) => factories.set(name, f);
  Object.assign(window, { pooltools: { define, hall } });
  addEventListener("DOMContentLoaded", () => {
    const elements = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-pooltools-widget]"))];
    const anchors = numbered(elements.map(({ dataset }) => dataset.pooltoolsWidget ?? ""));
    elements.forEach((element, n) => {
      element.id ||= anchors[n];
      element.tabIndex = -1;
      const factory = factories.get(element.dataset.pooltoolsWidget ?? "");
      const mounted = factory && element.dataset.state === "loading" ? mount(element, factory) : null;
      if (mounted) made.push(mounted);
    });
    follow(false);
    playOnce(made[0]);
  });
  addEventListener("hashchange", () => follow(true));
  addEventListener("click", click);
}
