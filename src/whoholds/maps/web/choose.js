/* Choosing: the one function through which every choice goes. */
import { writeAddress } from "./address.js";
import { enterMode } from "./compare.js";
import { RECOGNITION } from "./differing.js";
import { EXTENTS, followRegion, showExtent } from "./extents.js";
import { send } from "./frame.js";
import { fitLayout, modeWithRoom } from "./layout.js";
import { showChoices } from "./lists.js";
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
    if (page.stacked.matches) fitLayout(page);
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

/* What of the wanted there is; anything unknown leaves the state as it was. */
/** @param {Page} page @param {Partial<State>} wanted */
function allowed(page, wanted) {
  const { state, byId, regions, data } = page;
  /** @type {Partial<State>} */
  const next = {};
  for (const [proposal, reading] of [["proposal", "reading"], ["other", "otherReading"]]) {
    const found = byId.get(wanted[proposal] ?? state[proposal]);
    if (!found) continue;
    const usual = found.id === state[proposal] ? state[reading] : found.reading;
    const asked = wanted[reading];
    next[proposal] = found.id;
    next[reading] = Object.hasOwn(found.readings, asked) ? asked : usual;
  }
  if (data.modes.includes(wanted.mode)) next.mode = modeWithRoom(page, wanted.mode);
  if (RECOGNITION.includes(wanted.recognition)) next.recognition = wanted.recognition;
  if (EXTENTS.includes(wanted.extent)) next.extent = wanted.extent;
  if (wanted.region === null || regions.has(wanted.region)) next.region = wanted.region;
  return next;
}
