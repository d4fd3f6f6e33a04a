/* Draws a map once: ground, zones, edges. Everything later only changes classes of these paths. */
import { element } from "./nodes.js";

const PANES = ["backdrop", "zones", "zones-b", "edges", "marks", "places"];

/* Shapes that are drawn without a pause. */
const SOME = 8;

/** @param {L.Map} map */
function preparePanes(map) {
  PANES.forEach((name, index) => {
    const pane = map.createPane(name);
    pane.style.zIndex = String(300 + 50 * index);
    if (!name.startsWith("zones")) {
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
  });
}

/* A renderer of its own for each pane; its margin keeps the edges filled while the map moves. */
/** @param {L.Map & { whoholdsRenderers?: Record<string, L.Renderer> }} map @param {string} pane */
export function rendererOf(map, pane) {
  map.whoholdsRenderers ??= {};
  return (map.whoholdsRenderers[pane] ??= L.svg({ pane, padding: 0.5 }));
}

/**
 * @param {L.Map} map
 * @param {GeoJSON.FeatureCollection} features
 * @param {string} pane
 * @param {string} className
 */
export function drawShapes(map, features, pane, className) {
  /** @type {LayerOptions} */
  const options = {
    pane, renderer: rendererOf(map, pane), interactive: false, style: () => ({ className }),
  };
  return L.geoJSON(features, options).addTo(map);
}

/* A street map that was asked for stands in for land, water and names. */
/** @param {L.Map} map @param {TilesData} tiles */
function drawTiles(map, { url, attribution }) {
  const { innerHTML } = element("span", "", attribution);
  L.control.attribution({ prefix: false }).addTo(map);
  L.tileLayer(url, { attribution: innerHTML, maxZoom: map.getMaxZoom() }).addTo(map);
}

/* What lies under the zones and over them, from the lowest: shapes, and the class that they get. */
/** @param {PageData} data @returns {Layered[]} */
export function groundShapes({ backdrop }) {
  return [[backdrop.land, "wh-land"], [backdrop.beyond, "wh-beyond"]];
}

/** @param {PageData} data @returns {Layered[]} */
export function waterShapes({ backdrop }) {
  return [[backdrop.water, "wh-water"], [backdrop.dry, "wh-dry"], [backdrop.rivers, "wh-river"]];
}

/** @param {PageData} data @returns {Layered[]} */
export function edgeShapes(data) {
  /** @type {Layered[]} */
  const edges = [
    [data.regions, "wh-region"], [data.coast, "wh-coast"], [data.border, "wh-border"],
    [data.line, "wh-line"],
  ];
  return edges.flatMap(([features, name]) => [[features, `${name}-casing`], [features, name]]);
}

/** @param {L.Map} map @param {PageData} data */
export function* drawGround(map, data) {
  preparePanes(map);
  if (data.tiles) drawTiles(map, data.tiles);
  else yield* drawEach(map, groundShapes(data), "backdrop");
}

/** @param {L.Map} map @param {PageData} data */
export function* drawEdges(map, data) {
  yield* drawEach(map, [...(data.tiles ? [] : waterShapes(data)), ...edgeShapes(data)], "edges");
}

/** @param {L.Map} map @param {Layered[]} shapes @param {string} pane */
function* drawEach(map, shapes, pane) {
  for (const [collection, name] of shapes) {
    for (let from = 0; from < collection.features.length; from += SOME) {
      const features = collection.features.slice(from, from + SOME);
      drawShapes(map, { ...collection, features }, pane, name);
      yield;
    }
  }
}
