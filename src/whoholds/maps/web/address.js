/* The address of a page that stands for itself: what is shown, after the sign #, by the names that
   the dashboard's link has. In the dashboard's frame the address is the dashboard's own. */
import { RECOGNITION } from "./differing.js";
import { EXTENTS } from "./extents.js";
import { element } from "./nodes.js";
import { otherFor, usualReading } from "./rival.js";

/** @type {[keyof State, keyof State, string, string][]} */
const PROPOSALS = [
  ["proposal", "reading", "proposal", "reading"],
  ["other", "otherReading", "other", "other_reading"],
];
const THEMES = ["light", "dark"];

/* Longer than any that the page writes; what is longer is not taken apart. */
const LONGEST = 2000;

/* What an address asks for: a state in which whatever it does not name, or names wrongly, is as the
   page opens; how the page looks; and the names whose values do not exist. */
/** @param {Page} page @param {string} hash @returns {Asked} */
export function askedOf({ data, byId, regions }, hash) {
  const isRead = hash.length <= LONGEST;
  const asked = new URLSearchParams(isRead ? hash.slice(1) : "");
  const state = { ...data.chosen };
  const unknown = isRead ? [] : ["#"];
  const take = (name, isKnown, use) => {
    const value = asked.get(name);
    if (value === null) return;
    if (isKnown(value)) use(value);
    else unknown.push(name);
  };
  const usualIn = (name, id) =>
    (name === "other" ? usualReading(byId, state.proposal, state.reading, id) : byId.get(id).reading);
  for (const [proposal, reading, name, readingName] of PROPOSALS) {
    take(name, (id) => byId.has(id), (id) => {
      Object.assign(state, { [proposal]: id, [reading]: usualIn(name, id) });
    });
    const { readings } = byId.get(state[proposal]);
    take(readingName, (id) => Object.hasOwn(readings, id), (id) => Object.assign(state, { [reading]: id }));
    // What is compared with comes after what is shown.
    if (name === "proposal") Object.assign(state, otherFor(byId, data.chosen, state));
  }
  /** @type {Asked} */
  const found = { state, theme: "", isBare: asked.has("bare"), unknown };
  take("mode", (mode) => data.modes.includes(mode), (mode) => { state.mode = mode; });
  take("extent", (extent) => EXTENTS.includes(/** @type {Extent} */ (extent)), (extent) => { state.extent = extent; });
  take("recognition", (wanted) => RECOGNITION.includes(/** @type {State["recognition"]} */ (wanted)), (wanted) => { state.recognition = wanted; });
  take("region", (region) => regions.has(region), (region) => { state.region = region; });
  take("lang", (language) => language === languageOf(data), () => {});
  take("theme", (theme) => THEMES.includes(theme), (theme) => { found.theme = theme; });
  return found;
}

/** @param {PageData} data */
function languageOf({ locale }) {
  return locale.split("-")[0];
}

/* The address that asks for what is shown. It names all of it: the page may be written anew and open
   at something else. What it says of the looks stays. */
/** @param {Page} page @param {string} hash */
export function addressOf({ state }, hash) {
  const before = new URLSearchParams(hash.length <= LONGEST ? hash.slice(1) : "");
  const { proposal, reading, mode, other, otherReading, region, extent, recognition } = state;
  const compared = mode === "single" ? {} : { other, other_reading: otherReading };
  if (mode === "difference" && recognition !== RECOGNITION[0]) Object.assign(compared, { recognition });
  const near = { ...(extent === EXTENTS[0] ? {} : { extent }), ...(region ? { region } : {}) };
  const named = new URLSearchParams({ proposal, reading, mode, ...compared, ...near });
  for (const name of ["lang", "theme"]) if (before.has(name)) named.set(name, before.get(name));
  return `#${named}${before.has("bare") ? "&bare" : ""}`;
}

/* Whether the page has an address of its own: what is written into a frame has none. */
export function hasAddress() {
  return /^(https?|file):$/.test(location.protocol);
}

let notice;

/* Shows what the address asks for, now and whenever it becomes another one. */
/** @param {Page} page */
export function followAddress(page) {
  if (!hasAddress()) return;
  notice = element("p", "wh-notice");
  notice.setAttribute("role", "status");
  document.querySelector(".wh-stage").prepend(notice);
  const root = document.documentElement;
  const follow = (isOpening) => {
    const { state, theme, isBare, unknown } = askedOf(page, location.hash);
    if (theme) root.dataset.theme = theme;
    else if (!isOpening) delete root.dataset.theme;
    root.classList.toggle("wh-bare", isBare);
    page.choose(state, false);
    notice.textContent = unknown.length ? page.words.notice.replace("{}", () => unknown.join(", ")) : "";
  };
  window.addEventListener("hashchange", () => follow(false));
  follow(true);
}

/* Writes what the reader chose into the address, so that Back undoes it. In a frame, Back belongs to
   the page around it. */
/** @param {Page} page */
export function writeAddress(page) {
  if (!notice) return;
  notice.textContent = "";
  // It takes a browser longer than the choice itself, and nobody waits for it.
  setTimeout(() => {
    const address = addressOf(page, location.hash);
    if (address === location.hash) return;
    try {
      history[page.framed ? "replaceState" : "pushState"](null, "", address);
    } catch {
      // Some browsers refuse a page that writes many within seconds; the next choice writes again.
    }
  });
}
