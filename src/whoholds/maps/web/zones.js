/* The zones of a map, and pointer and keyboard on them. */
import { pointerKind } from "./gestures.js";
import { markFocus, toggleRegion } from "./marks.js";
import { isStop } from "./nodes.js";
import { rendererOf } from "./shapes.js";
import { largest, shownIn, tractAt, tractsOf } from "./tracts.js";

/* Where the pointer is, where it rests while a map zooms under it, and the tract that was clicked. */
let at = null;
let rest = null;
let quiet = null;

/* Draws the zones for one proposal of the comparison, "a" or "b", from west to east.
   A layer above another one (swipe) is for the eye alone: its twin below speaks for both. */
/** @param {Page} page @param {L.Map} map @param {"a" | "b"} side @param {string} pane */
export function drawZones(page, map, side, pane) {
  const above = pane !== "zones";
  const separate = side === "b" && !above;
  /** @type {View} */
  const view = { map, side, above, separate, paths: [] };
  // Simplified each for itself, neighbours would gape along the edge that they share.
  /** @type {LayerOptions} */
  const options = {
    smoothFactor: 0, pane, renderer: rendererOf(map, pane), style: () => ({ className: "wh-zone" }),
    onEachFeature: (feature, /** @type {any} */ part) => view.paths.push({ feature, part }),
  };
  const layer = L.geoJSON(page.data.zones, options).addTo(map);
  const group = /** @type {SVGElement} */ (view.paths[0].part.getElement()).ownerSVGElement;
  if (above) group.setAttribute("aria-hidden", "true");
  else {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", page.words.zones);
  }
  for (const item of view.paths) {
    item.path = /** @type {SVGPathElement} */ (item.part.getElement());
    item.path.dataset.zone = String(item.feature.properties.index);
  }
  page.views.push(view);
  listenToZones(page, view, layer);
  return view;
}

/* Pointer and keyboard on the zones of one layer. A tap opens the panel, so it needs no tooltip;
   after a click there is none until the pointer comes to another tract, after a zoom until it moves. */
/** @param {Page} page @param {View} view @param {L.GeoJSON} layer */
function listenToZones(page, view, layer) {
  layer.on("mouseover mousemove", (/** @type {any} */ { layer: { feature }, originalEvent }) => {
    const tract = tractAt(page, view, feature);
    const { clientX: x, clientY: y } = originalEvent;
    light(view, tract);
    // A map that zooms passes under a pointer that rests; that is no wish for a tooltip.
    const rests = rest?.x === x && rest?.y === y;
    at = { x, y };
    if (!rests) rest = null;
    if (rests || pointerKind() === "touch" || quiet === tract) return;
    quiet = null;
    page.tip.show(view, feature, x, y);
  });
  layer.on("mouseout", (/** @type {any} */ { originalEvent: { relatedTarget } }) => {
    const zone = relatedTarget?.dataset?.zone;
    const { byZone } = tractsOf(page, shownIn(page, view.side));
    if (byZone[zone] !== quiet) quiet = null;
    light(view, null);
    page.tip.hide();
  });
  layer.on("click", ({ layer: { feature } }) => {
    toggleRegion(page, feature);
    quiet = tractAt(page, view, feature);
  });
  view.map.on("zoomstart dragstart", () => {
    rest = at;
    page.tip.hide();
  });
  for (const { feature, path } of view.paths) {
    if (!view.above) listenToKeys(page, view, feature, path);
  }
}

/* The zones of the tract under the pointer, all of them. */
/** @param {View} view @param {Tract} tract */
function light(view, tract) {
  if (view.lit === tract) return;
  view.lit = tract;
  for (const { feature, path } of view.paths) {
    path.toggleAttribute("data-lit", Boolean(tract?.features.includes(feature)));
  }
}

/** @param {Page} page @param {View} view @param {ZoneFeature} feature @param {SVGPathElement} path */
function listenToKeys(page, view, feature, path) {
  path.addEventListener("focus", () => {
    if (!path.matches(":focus-visible")) return;
    markFocus(page, view, feature);
    tipAtTract(page, view, feature);
    path.setAttribute("aria-describedby", "wh-tip");
  });
  path.addEventListener("blur", () => {
    if (view.focus) page.tip.hide();
    markFocus(page, view, null);
    path.removeAttribute("aria-describedby");
  });
  path.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) nextStop(view, path, step)?.focus();
    else if (event.key === "Enter" || event.key === " ") toggleRegion(page, feature);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** @param {View} view @param {SVGPathElement} path @param {number} step */
function nextStop({ paths }, path, step) {
  const stops = paths.map((one) => one.path).filter(isStop);
  return stops[stops.indexOf(path) + step];
}

/* The tooltip of a tract that was reached by keyboard; one out of sight is brought into it. */
/** @param {Page} page @param {View} view @param {ZoneFeature} feature */
function tipAtTract(page, view, feature) {
  const [lon, lat] = largest(tractAt(page, view, feature)).properties.at;
  if (!view.map.getBounds().contains([lat, lon])) view.map.panTo([lat, lon], { animate: false });
  const { left, top } = view.map.getContainer().getBoundingClientRect();
  const { x, y } = view.map.latLngToContainerPoint([lat, lon]);
  page.tip.show(view, feature, left + x, top + y);
}
