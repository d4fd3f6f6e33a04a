/* Outlines above the map: the selected region, and the tract that has the focus. Each is a line
   with a casing, so that it stands out against every fill. */
import { svgElement } from "./nodes.js";
import { drawShapes } from "./shapes.js";
import { isLead, tractAt } from "./tracts.js";

/** @param {L.Map} map @param {GeoJSON.Feature[]} features @param {string} className */
function outline(map, features, className) {
  /** @type {GeoJSON.FeatureCollection} */
  const collection = { type: "FeatureCollection", features };
  const layers = [`${className}-casing`, className].map(
    (name) => drawShapes(map, collection, "marks", name));
  const unmask = features.length > 1 ? maskInside(map, collection, layers) : undefined;
  return () => {
    layers.forEach((layer) => layer.remove());
    unmask?.();
  };
}

/* Several zones are outlined as one: whatever would be drawn within any of them, the seams between
   them above all, is masked out. */
/** @param {L.Map} map @param {GeoJSON.FeatureCollection} collection @param {L.GeoJSON[]} layers */
function maskInside(map, collection, layers) {
  const holes = drawShapes(map, collection, "marks", "wh-hole");
  const mask = svgElement("mask", { id: `wh-mask-${L.stamp(holes)}`, maskUnits: "userSpaceOnUse" });
  const all = { x: -1e5, y: -1e5, width: 2e5, height: 2e5 };
  for (const [name, value] of Object.entries(all)) mask.setAttribute(name, String(value));
  mask.append(svgElement("rect", { ...all, fill: "#fff" }));
  const joined = svgElement("g", { class: "wh-joined", mask: `url(#${mask.id})` });
  const paths = (layer) => layer.getLayers().map((part) => part.getElement());
  paths(holes)[0].parentNode.append(mask, joined);
  mask.append(...paths(holes));
  joined.append(...layers.flatMap(paths));
  return () => {
    holes.remove();
    mask.remove();
    joined.remove();
  };
}

/** @param {Page} page */
export function markRegion(page) {
  const { region } = page.state;
  for (const shown of page.maps) {
    if (shown.region === region) continue;
    shown.unmark?.();
    shown.region = region;
    const edges = page.data.regions.features.filter(({ properties }) => properties.region === region);
    shown.unmark = edges.length ? outline(shown.map, edges, "wh-chosen-edge") : undefined;
  }
}

/* The panel says all that the tooltip did. */
/** @param {Page} page @param {ZoneFeature} feature */
export function toggleRegion(page, feature) {
  const { region } = feature.properties;
  page.choose({ region: region === page.state.region ? null : region }, true);
  page.tip.hide();
}

/* Outlines the tract that has the focus, or none. */
/** @param {Page} page @param {View} view @param {ZoneFeature} feature */
export function markFocus(page, view, feature) {
  view.focus?.unmark();
  if (!feature) {
    view.focus = null;
    return;
  }
  const tract = tractAt(page, view, feature);
  view.focus = { feature, tract, unmark: outline(view.map, tract.features, "wh-focus-edge") };
}

/* After a choice the focused zone may belong to another tract, or no longer speak for its own. */
/** @param {Page} page @param {View} view */
export function keepFocus(page, view) {
  const active = view.paths.find(({ path }) => path === document.activeElement);
  if (!active) return;
  const tract = tractAt(page, view, active.feature);
  if (!isLead(tract, active.feature)) {
    view.paths.find(({ feature }) => isLead(tract, feature)).path.focus({ preventScroll: true });
  } else if (view.focus && view.focus.tract !== tract) markFocus(page, view, active.feature);
}
