/* Choosing: the one function through which every choice goes. */
import { writeAddress } from "./address.js";
import { enterMode } from "./compare.js";
import { RECOGNITION } from "./differing.js";
import { EXTENTS, followRegion, showExtent } from "./extents.js";
import { send } from "./frame.js";
import { fitLayout, keepKeyInSight, modeWithRoom } from "./layout.js";
import { showChoices } from "./lists.js";
import { otherFor, usualReading } from "./rival.js";
import { restyle } from "./restyle.js";
import { announce } from "./say.js";
import { refit } from "./stage.js";

/** @param {Page} page @param {Partial<State>} wanted @param {boolean} tell */
export function choose(page, wanted, tell) {
  const before = { ...page.state };
  Object.assign(page.state, allowed(page, wanted));
  const isNewMode = page.state.mode !== before.mode;
  if (isNewMode) enterMode(page);
  restyle(page);
  showChoices(page, before);
  // A new mode has the layout fitted with the maps.
  if (isNewMode) refit(page);
  else {
    fitToChoice(page);
    if (page.state.mode === "swipe") page.divider.settle();
  }
  if (page.state.extent !== before.extent) refit(page);
  showExtent(page);
  followRegion(page, before);
  if (!tell) return;
  announce(page, before);
  writeAddress(page);
  send(page);
}

/* What was found to have no room keeps its place while the reader toggles. The keys of two differences
   may be as long as they like, those of proposals are all alike. */
/** @param {Page} page */
function fitToChoice(page) {
  const { stacked, state } = page;
  const isCramped = document.documentElement.classList.contains("wh-cramped");
  if (stacked.matches && state.mode !== "difference") keepKeyInSight(page);
  else if (stacked.matches || (state.mode !== "single" && !isCramped)) fitLayout(page);
}

/* What of the wanted there is; anything unknown leaves the state as it was. */
/** @param {Page} page @param {Partial<State>} wanted */
function allowed(page, wanted) {
  const { state, byId, regions, data } = page;
  /** @type {Partial<State>} */
  const next = {};
  const { id, readings, reading } = byId.get(wanted.proposal) ?? byId.get(state.proposal);
  const own = id === state.proposal ? state.reading : reading;
  Object.assign(next, { proposal: id, reading: Object.hasOwn(readings, wanted.reading) ? wanted.reading : own });
  Object.assign(next, otherFor(byId, state, next));
  if (byId.has(wanted.other) && wanted.other !== next.other) {
    next.other = wanted.other;
    next.otherReading = usualReading(byId, next.proposal, next.reading, next.other);
  }
  if (Object.hasOwn(byId.get(next.other).readings, wanted.otherReading)) next.otherReading = wanted.otherReading;
  if (data.modes.includes(wanted.mode)) next.mode = modeWithRoom(page, wanted.mode);
  if (RECOGNITION.includes(wanted.recognition)) next.recognition = wanted.recognition;
  if (EXTENTS.includes(wanted.extent)) next.extent = wanted.extent;
  if (wanted.region === null || regions.has(wanted.region)) next.region = wanted.region;
  return next;
}
