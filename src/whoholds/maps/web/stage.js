/* The stage: one or two maps, each with a title and a legend, and what lies over them. */
import { makeHint, tameGestures } from "./gestures.js";
import { fitLayout } from "./layout.js";
import { element, set } from "./nodes.js";
import { makeLive } from "./say.js";

/* Whether the reader has left the maps where they began, and the room that they were fitted to. */
let atHome = true;
let fitting = false;
let lastRoom = "";
/* Where the map came to rest after it was moved for the reader. */
let fitted = "";

/* Between a frame's edge and what is shown in it. */
const PADDING = 6;

export function isFitting() {
  return fitting;
}

/** @param {Mode} mode */
export function showMode(mode) {
  /** @type {HTMLElement} */ (document.querySelector(".wh-stage")).dataset.mode = mode;
}

/** @param {Page} page */
export function makeBox(page) {
  const box = {
    view: element("div", "wh-view"), title: element("p", "wh-title"),
    canvas: element("div", "wh-canvas"), legend: element("section", "wh-legend"),
  };
  box.legend.tabIndex = -1;
  box.view.append(box.title, box.canvas, box.legend);
  page.frame.append(box.view);
  page.boxes.push(box);
  keepRoom(box.title);
  keepRoom(box.legend);
  return box;
}

/** @param {Page} page @param {L.Map} map */
export function buildStage(page, map) {
  const { words } = page;
  const stage = document.querySelector(".wh-stage");
  stage.append(page.frame);
  makeLive(stage);
  const first = makeBox(page);
  const skip = element("button", "wh-skip", words.skip);
  skip.type = "button";
  skip.addEventListener("click", () => first.legend.focus());
  first.canvas.append(skip, map.getContainer());
  makeHint(first.canvas);
  const help = element("p", "wh-help");
  help.append(element("span", "wh-by-mouse", words.select_hint),
    element("span", "wh-by-touch", words.tap_hint));
  stage.append(help);
  nameControls(map, words);
}

/** @param {L.Map} map @param {Words} words */
function nameControls(map, words) {
  for (const [name, text] of [["in", words.zoom_in], ["out", words.zoom_out]]) {
    const button = map.getContainer().querySelector(`.leaflet-control-zoom-${name}`);
    button?.setAttribute("aria-label", text);
    button?.setAttribute("title", text);
  }
}

/** @param {Page} page @param {L.Map} map */
export function addMap(page, map) {
  page.maps.push({ map, region: null });
  map.getContainer().setAttribute("role", "region");
  tameGestures(page, map);
  map.on("movestart zoomstart", () => { if (!fitting) atHome = false; });
  new ResizeObserver(() => refit(page)).observe(map.getContainer());
}

/* Where a map stands, to tell whether somebody has moved it. */
/** @param {L.Map} map */
function placeOf(map) {
  const { lat, lng } = map.getCenter();
  return [lat, lng, map.getZoom()].map((value) => value.toFixed(4)).join(" ");
}

/** @param {Page} page */
export function isWhereItWasFitted({ maps: [{ map }] }) {
  return placeOf(map) === fitted;
}

/* Does what moves a map as soon as no zoom is under way: the end of one would undo it. */
/** @param {L.Map} map @param {() => void} act */
function whenStill(map, act) {
  if (map.getPane("mapPane").classList.contains("leaflet-zoom-anim")) map.once("zoomend", () => setTimeout(act));
  else act();
}

/* Moves the maps so that some bounds fill them. */
/** @param {Page} page @param {L.LatLngBounds} bounds @param {L.FitBoundsOptions} options */
export function fitTo(page, bounds, options) {
  whenStill(page.maps[0].map, () => fitNow(page, bounds, options));
}

/** @param {Page} page @param {L.LatLngBounds} bounds @param {L.FitBoundsOptions} options */
function fitNow(page, bounds, options) {
  const [first, second] = page.maps.map(({ map }) => map);
  const { x, y } = first.getSize();
  if (!x || !y) return;
  const isAlone = page.state.mode !== "side" || !second;
  atHome = false;
  // Two maps that fly would lead each other.
  fitting = !isAlone;
  first.once("moveend", () => { fitted = placeOf(first); });
  const padding = /** @type {L.PointTuple} */ ([4 * PADDING, 4 * PADDING]);
  first.fitBounds(bounds, { padding, ...options, animate: isAlone && options.animate && first.options.zoomAnimation });
  if (!isAlone) second.setView(first.getCenter(), first.getZoom(), { animate: false });
  fitting = false;
}

/* Back to where the map began. */
/** @param {Page} page */
export function goHome(page) {
  whenStill(page.maps[0].map, () => {
    atHome = true;
    lastRoom = "";
    refit(page);
  });
}

/* As long as the reader has not moved the map, the chosen extent fills it, whatever size the frame has. When
   only a legend grew, the map keeps its place. The frame around the page may not be laid out yet;
   a map without a size cannot be fitted. */
/** @param {Page} page */
export function refit(page) {
  const { frame, state, maps, extents } = page;
  const room = `${frame.clientWidth} ${frame.clientHeight} ${state.mode} ${state.extent}`;
  const isNew = room !== lastRoom;
  if (isNew) {
    freeRoom(page);
    fitLayout(page);
  }
  lastRoom = room;
  fitting = true;
  const [first, second] = maps.map(({ map }) => map);
  const { x, y } = first.invalidateSize({ pan: isNew && !atHome }).getSize();
  if (isNew && atHome && x && y) {
    first.fitBounds(extents[state.extent], { padding: [PADDING, PADDING], animate: false });
  }
  if (second && state.mode === "side") {
    second.invalidateSize({ pan: false });
    // Leaflet knows this option, though its types do not.
    const options = /** @type {L.ZoomPanOptions} */ ({ reset: true });
    second.setView(first.getCenter(), first.getZoom(), options);
  }
  // A view that is set leaves the drawing between two pixels; the end of a move puts it on one.
  if (isNew) for (const { map } of maps) map.fire("moveend");
  if (page.divider) page.divider.settle();
  fitting = false;
}

/* While the reader toggles, titles and legends grow and never shrink, so that the map between
   them stays where it is. */
/** @param {HTMLElement} node */
function keepRoom(node) {
  new ResizeObserver(() => { node.style.minHeight = `${node.offsetHeight}px`; }).observe(node);
}

/** @param {Page} page */
function freeRoom(page) {
  for (const { title, legend } of page.boxes) title.style.minHeight = legend.style.minHeight = "";
}

/** @param {Page} page */
export function showTitles(page) {
  const { mode } = page.state;
  const { words, boxes, first, second } = page;
  const [left, right] = boxes.map(({ title }) => title);
  const parts = { single: [first], side: [first], difference: [first, second], swipe: [first, second] };
  left.replaceChildren(...parts[mode].map(({ title }) => element("span", "", title)));
  // The list says it on the screen, and is not on paper.
  left.classList.toggle("wh-on-paper", mode === "single");
  if (right) right.replaceChildren(element("span", "", second.title));
  page.maps.forEach(({ map }, index) => {
    const shown = index ? [second] : mode === "single" ? [first] : parts[mode];
    const names = shown.map(({ title }) => title).join(" / ");
    set(map.getContainer(), "aria-label", `${words.label}: ${names}`);
  });
}
