/* The map page. One geometry, every proposal's statuses: choosing restyles what is drawn. */
import { followAddress } from "./address.js";
import { unpacked } from "./arcs.js";
import { choose } from "./choose.js";
import { enterMode } from "./compare.js";
import { makeDetails } from "./details.js";
import { atOnce, inPieces, seen } from "./drawing.js";
import { addExtents, extentsOf } from "./extents.js";
import { tellingsOf } from "./finding.js";
import { isInDashboard, isSandboxed, joinFrame } from "./frame.js";
import { buildChoices } from "./lists.js";
import { element } from "./nodes.js";
import { keepPaper } from "./paper.js";
import { addInset } from "./inset.js";
import { listenToKeyboard } from "./keys.js";
import { NARROW, placeBelow, placeFinding, STACKED } from "./layout.js";
import { keepNames } from "./places.js";
import { addPresentation } from "./present.js";
import { drawEdges, drawGround } from "./shapes.js";
import { addMap, buildStage, refit } from "./stage.js";
import { addShare } from "./share.js";
import { makeTip } from "./tip.js";
import { makeTowns } from "./towns.js";
import { drawZones } from "./zones.js";

/** @param {L.Map} map @param {PackedData} given */
export async function whoholdsPage(map, given) {
  await seen();
  const steps = putTogether(map, given);
  // In the dashboard somebody waits for the map, and the page around it has a process of its own.
  if (isSandboxed()) atOnce(steps);
  else await inPieces(steps);
}

/** @param {L.Map} map @param {PackedData} given */
function* putTogether(map, given) {
  const data = unpacked(given);
  yield;
  const { chosen } = data;
  /** @type {State} */
  const opening = { ...chosen, mode: "single" };
  const page = pageOf(data, opening);
  yield;
  // The dashboard shows title and date itself.
  document.documentElement.classList.toggle("wh-embedded", isInDashboard(page));
  document.documentElement.classList.toggle("wh-framed", page.framed && !isInDashboard(page));
  document.documentElement.classList.toggle("wh-tiled", Boolean(data.tiles));
  buildStage(page, map);
  page.details = makeDetails(page);
  page.towns = makeTowns(page);
  page.tip = makeTip(page);
  addMap(page, map);
  page.lists = buildChoices(page);
  placeFinding(page);
  addShare(page);
  placeBelow(page, page.lists.recognition.parentElement);
  yield;
  listenToKeyboard(page);
  // Lists and legend take their room before anything is drawn: every shape is projected once.
  enterMode(page);
  page.choose(opening, false);
  yield;
  refit(page);
  yield* drawGround(map, data);
  drawZones(page, map, "a", "zones");
  yield;
  yield* drawEdges(map, data);
  addExtents(page, map);
  addPresentation(page, map);
  addInset(page, map);
  yield;
  keepNames(page, map);
  page.choose(chosen, false);
  yield;
  followAddress(page);
  joinFrame(page);
  keepPaper(page, map);
  document.documentElement.dataset.ready = "yes";
}

/* What all parts of the page know; what one part alone knows stays in its module. */
/** @param {PageData} data @param {State} state */
function pageOf(data, state) {
  const extents = extentsOf(data);
  /** @type {Page} */
  const page = {
    data, words: data.words, state, tellings: tellingsOf(data),
    byId: new Map(data.proposals.map((proposal) => [proposal.id, proposal])),
    regions: new Set(data.zones.features.map(({ properties }) => properties.region)),
    framed: window.parent !== window, sandboxed: isSandboxed(),
    stacked: window.matchMedia(STACKED), narrow: window.matchMedia(NARROW), room: { height: 0, top: 0 }, home: extents.whole, extents,
    frame: element("div", "wh-views"), sums: element("section", "wh-sums"), views: [], maps: [], boxes: [], renames: [],
    choose: (wanted, tell) => choose(page, wanted, tell),
  };
  page.narrow.addEventListener("change", () => choose(page, { mode: page.state.mode }, true));
  return page;
}
