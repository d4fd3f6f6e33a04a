/* Comparing: a second map that moves with the first, and a divider between two layers of one. */
import { middleOfDifference } from "./differing.js";
import { atOnce } from "./drawing.js";
import { element, set } from "./nodes.js";
import { clipPaper, keepPaper } from "./paper.js";
import { keepNames } from "./places.js";
import { drawEdges, drawGround } from "./shapes.js";
import { addMap, isFitting, makeBox, showMode } from "./stage.js";
import { drawZones } from "./zones.js";

/* Share of its way that the divider leaves to either proposal where it first stands. */
const MARGIN = .1;

/** @param {Page} page */
export function enterMode(page) {
  const { mode } = page.state;
  if (mode === "side" && page.maps.length < 2) addSecondMap(page);
  if (mode === "swipe" && !page.divider) addDivider(page);
  showMode(mode);
}

/** @param {Page} page */
function addSecondMap(page) {
  const box = makeBox(page);
  const [{ map: first }] = page.maps;
  const container = element("div", "wh-second-map");
  box.canvas.append(container);
  showMode("side");
  const { minZoom, maxZoom, zoomSnap, zoomDelta } = first.options;
  const second = L.map(container, {
    minZoom, maxZoom, zoomSnap, zoomDelta, zoomControl: false, attributionControl: false,
    center: first.getCenter(), zoom: first.getZoom(),
  });
  atOnce(drawGround(second, page.data));
  addMap(page, second);
  drawZones(page, second, "b", "zones");
  atOnce(drawEdges(second, page.data));
  keepNames(page, second);
  keepPaper(page, second);
  moveTogether(page, first, second);
}

/* The map that the reader touches leads and the other follows; a follower never answers. */
/** @param {Page} page @param {L.Map} first @param {L.Map} second */
function moveTogether(page, first, second) {
  let leader = first;
  for (const map of [first, second]) {
    const other = map === first ? second : first;
    const lead = () => { leader = map; };
    for (const name of ["pointerenter", "pointerdown", "touchstart", "wheel", "focusin"]) {
      map.getContainer().addEventListener(name, lead, { capture: true, passive: true });
    }
    const follow = (center, zoom, options) => {
      if (leader !== map || isFitting() || page.state.mode !== "side") return;
      other.setView(center, zoom, options);
      if (options.reset) other.fire("moveend");
    };
    map.on("zoomanim", ({ center, zoom, noUpdate }) => {
      if (!noUpdate) follow(center, zoom, { animate: true });
    });
    map.on("move", () => follow(map.getCenter(), map.getZoom(), { animate: false }));
    map.on("moveend", () => follow(map.getCenter(), map.getZoom(), { reset: true }));
  }
}

/* Share of its way at which the divider first stands. */
/** @param {Page} page @param {L.Map} map @param {number} thumb */
function startOf(page, map, thumb) {
  const middle = middleOfDifference(page);
  if (!middle) return .5;
  const { x } = map.latLngToContainerPoint([middle.lat, middle.lon]);
  const share = (x - thumb / 2) / (map.getSize().x - thumb);
  return Math.min(Math.max(share, MARGIN), 1 - MARGIN);
}

/* The second proposal's zones lie above the first's; the divider clips the ones to its left, the
   others to its right. It is a range input, so keyboard and touch work as everywhere. Until the
   reader moves it, it stands amid the land that the two differ over. */
/** @param {Page} page */
function addDivider(page) {
  const [{ map }] = page.maps;
  const { words, boxes: [{ canvas }] } = page;
  drawZones(page, map, "b", "zones-b");
  const input = element("input", "wh-divider");
  Object.assign(input, { type: "range", min: 0, max: 100, step: 1, value: 50 });
  input.setAttribute("aria-label", words.divider);
  const line = element("div", "wh-divider-line");
  canvas.prepend(input);
  canvas.append(line);
  const thumb = parseFloat(getComputedStyle(input).getPropertyValue("--thumb"));

  function clip() {
    const swiping = page.state.mode === "swipe";
    const x = thumb / 2 + (map.getSize().x - thumb) * (Number(input.value) / 100);
    line.style.left = `${x}px`;
    const { x: at } = map.containerPointToLayerPoint([x, 0]);
    const [far, edge] = ["99999px", `${at}px`];
    const part = (from, to) =>
      `polygon(${from} -${far}, ${to} -${far}, ${to} ${far}, ${from} ${far})`;
    map.getPane("zones").style.clipPath = swiping ? part(`-${far}`, edge) : "";
    map.getPane("zones-b").style.clipPath = part(edge, far);
    clipPaper(page, map, x);
    const [first, second] = [page.first, page.second].map((one) => one?.title ?? "");
    set(input, "aria-valuetext", `${input.value} %: ${first} | ${second}`);
  }

  let isMoved = false;
  let settled = "";

  function settle() {
    const pair = [page.first?.key, page.second?.key].join(" / ");
    if (page.state.mode === "swipe" && !isMoved && pair !== settled && map.getSize().x) {
      input.value = String(Math.round(100 * startOf(page, map, thumb)));
      settled = pair;
    }
    clip();
  }

  input.addEventListener("input", () => {
    isMoved = true;
    clip();
  });
  map.on("move zoom viewreset resize", clip);
  page.divider = { clip, settle };
  keepPaper(page, map);
}
