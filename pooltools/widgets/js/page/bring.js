// @ts-check
/**
 * The picture that a link means: this page's own, or another page's, whose pictures stand
 * in a script beside it.
 *
 * @import { Host, Mounted } from "../host.js"
 * @import { State } from "./model.js"
 * @typedef {{ name: string, state: State, question: string }} Brought question names the
 *   prediction whose answer the picture is, if it is
 * @typedef {{ mounted: Mounted, page: string, question: string }} Picture page is another page's name
 */
import { writeValue } from "../arithmetic/schema.js";
import { numbered } from "./address.js";

/** @type {Map<string, Promise<Picture>>} each picture is one object, by its address, also while it comes */
const brought = new Map();

/** @param {{ href: string }} to */
const pageOf = ({ href }) => href.split("#")[0];

/** @param {Host} host @param {{ href: string }} link @param {string} anchor @returns {Promise<Picture>} */
export function bring(host, link, anchor) {
  const page = pageOf(link);
  const address = `${page}#${anchor}`;
  const own = page === pageOf(location);
  const picture = brought.get(address) ?? (own ? ownPicture(host, anchor) : others(host, page, anchor));
  brought.set(address, picture);
  picture.catch(() => brought.delete(address)); // it may be asked for once more
  return picture;
}

/** @param {Host} host @param {string} anchor @returns {Promise<Picture>} */
async function ownPicture({ made }, anchor) {
  const mounted = made.find(({ element }) => element.id === anchor);
  if (!mounted) throw new Error(`there is no picture ${anchor}`);
  const unit = mounted.element.closest(".book-answer")?.closest(".book-prediction");
  return { mounted, page: "", question: unit?.id ?? "" };
}

/** @param {Host} host @param {string} page @param {string} anchor @returns {Promise<Picture>} */
async function others({ factories, folder, load, mount }, page, anchor) {
  const source = page.replace(/\.html$/, ".pictures.js");
  if (!factories.has(source)) await load(source);
  /** @type {{ title: string, pictures: Brought[] }} */
  const { title, pictures } = factories.get(source)?.() ?? { title: "", pictures: [] };
  const { name, state, question } = pictures[numbered(pictures.map((one) => one.name)).indexOf(anchor)];
  await Promise.all([factories.has(name) || load(`${folder}${name}.js`), loadSheet(`${folder}${name}.css`)]);
  const element = document.createElement("div");
  const json = document.createElement("script");
  json.type = "application/json";
  json.textContent = JSON.stringify(state);
  element.id = anchor;
  element.append(json);
  const mounted = mount(element, factories.get(name) ?? (() => { throw new Error(name); }), page);
  if (!mounted) throw new Error(`${anchor} did not start`);
  return { mounted, page: title, question };
}

/** Have a style sheet apply, if it does not yet. @param {string} href */
export function loadSheet(href) {
  const plain = (/** @type {string} */ address) => address.split("?")[0];
  if ([...document.styleSheets].some((sheet) => plain(sheet.href ?? "") === href)) return undefined;
  const sheet = document.createElement("link");
  return new Promise((resolve, reject) => {
    Object.assign(sheet, { rel: "stylesheet", href, onload: resolve, onerror: reject });
    document.head.append(sheet);
  });
}

/** Where a picture's full self is, as it stands. @param {Picture} picture */
export function addressNow({ mounted: { model, initial } }) {
  const keys = Object.keys(initial.schema).filter((key) => writeValue(model.get(key)) !== writeValue(initial[key]));
  return model.link(Object.fromEntries(keys.map((key) => [key, model.get(key)])));
}
