/* What a map can begin at: the land that any proposal is about, or the whole country. */
import { element, iconButton } from "./nodes.js";
import { fitTo, goHome, isWhereItWasFitted } from "./stage.js";

/** @type {readonly Extent[]} */
export const EXTENTS = ["changes", "whole"];

/* Share of the country's width and height from which what changes is no other frame than it. */
const NEARLY_ALL = .85;
/* How near the map comes to a region by itself: a city still has its surroundings. */
const NEAREST = 9.5;

/* The bounds of both; where they are much the same, of the country alone. */
/** @param {PageData} data @returns {Record<Extent, L.LatLngBounds>} */
export function extentsOf(data) {
  const whole = boundsOf(data.regions.features);
  const about = new Set();
  for (const { readings } of data.proposals) {
    for (const { statuses } of Object.values(readings)) {
      statuses.forEach((number, zone) => {
        if (data.statuses[number].change !== data.keeps) about.add(zone);
      });
    }
  }
  const changing = data.zones.features.filter(({ properties }) => about.has(properties.index));
  const changes = boundsOf(changing);
  return { whole, changes: isMuch(changes, whole) ? whole : changes };
}

/** @param {GeoJSON.Feature[]} features */
function boundsOf(features) {
  const points = features.flatMap(({ geometry }) => pointsOf(geometry));
  return L.latLngBounds(points.map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon])));
}

/* All points of a shape, whatever it is. */
/** @param {any} geometry @returns {number[][]} */
function pointsOf({ geometries, coordinates }) {
  if (geometries) return geometries.flatMap(pointsOf);
  let points = coordinates;
  while (Array.isArray(points[0]?.[0])) points = points.flat();
  return points;
}

/** @param {L.LatLngBounds} part @param {L.LatLngBounds} whole */
function isMuch(part, whole) {
  if (!part.isValid()) return true;
  const wide = (bounds) => bounds.getEast() - bounds.getWest();
  const high = (bounds) => bounds.getNorth() - bounds.getSouth();
  return wide(part) > NEARLY_ALL * wide(whole) && high(part) > NEARLY_ALL * high(whole);
}

/* The switch between the two, and the way back to where the map began. */
/** @param {Page} page @param {L.Map} map */
export function addExtents(page, map) {
  const { words, extents } = page;
  const home = iconButton("wh-home", "M3 10 10 3l7 7M5 9v8h10V9");
  home.title = words.home;
  home.setAttribute("aria-label", words.home);
  home.addEventListener("click", () => goHome(page));
  const bar = map.getContainer().querySelector(".leaflet-control-zoom");
  bar.append(home);
  L.DomEvent.disableClickPropagation(home);
  if (extents.changes === extents.whole) return;
  const group = element("div", "wh-extents");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.extents);
  for (const extent of EXTENTS) {
    const button = element("button", "", words.extent[extent]);
    Object.assign(button, { type: "button", value: extent });
    button.addEventListener("click", () => {
      page.choose({ extent }, true);
      goHome(page);
    });
    group.append(button);
  }
  page.boxes[0].canvas.append(group);
}

/** @param {Page} page */
export function showExtent({ state }) {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll(".wh-extents button");
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.value === state.extent));
  }
}

/* Comes near the region that was chosen; back home when it is left, unless the reader has moved the
   map meanwhile. */
/** @param {Page} page @param {State} before */
export function followRegion(page, before) {
  const { region } = page.state;
  if (region === before.region) return;
  if (region) {
    const zones = page.data.zones.features.filter(({ properties }) => properties.region === region);
    fitTo(page, boundsOf(zones), { maxZoom: NEAREST, animate: true });
  } else if (isWhereItWasFitted(page)) goHome(page);
}
