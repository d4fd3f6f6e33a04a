/* Draws a map once: ground, zones, edges. Everything later only changes classes of these paths. */
const PANES = ["backdrop", "zones", "zones-b", "edges", "marks", "places"];

function preparePanes(map) {
  PANES.forEach((name, index) => {
    const pane = map.createPane(name);
    pane.style.zIndex = 300 + 50 * index;
    if (!name.startsWith("zones")) {
      pane.style.pointerEvents = "none";
      pane.setAttribute("aria-hidden", "true");
    }
  });
}

/* A renderer of its own for each pane; its margin keeps the edges filled while the map moves. */
function rendererOf(map, pane) {
  map.whoholdsRenderers ??= {};
  return (map.whoholdsRenderers[pane] ??= L.svg({ pane, padding: 0.5 }));
}

function drawShapes(map, features, pane, className) {
  const renderer = rendererOf(map, pane);
  return L.geoJSON(features, {
    pane, renderer, interactive: false, style: () => ({ className }),
  }).addTo(map);
}

/* A street map that was asked for stands in for land, water and names. */
function drawTiles(map, { url, attribution }) {
  const { innerHTML } = element("span", "", attribution);
  L.control.attribution({ prefix: false }).addTo(map);
  L.tileLayer(url, { attribution: innerHTML, maxZoom: map.getMaxZoom() }).addTo(map);
}

/* What lies under the zones and over them, from the lowest: shapes, and the class that they get. */
function groundShapes({ backdrop }) {
  return [[backdrop.land, "wh-land"], [backdrop.beyond, "wh-beyond"]];
}

function waterShapes({ backdrop }) {
  return [[backdrop.water, "wh-water"], [backdrop.dry, "wh-dry"], [backdrop.rivers, "wh-river"]];
}

function edgeShapes(data) {
  return [
    [data.regions, "wh-region"], [data.coast, "wh-coast"], [data.border, "wh-border"],
    [data.line, "wh-line"],
  ].flatMap(([features, name]) => [[features, `${name}-casing`], [features, name]]);
}

function drawGround(map, data) {
  preparePanes(map);
  if (data.tiles) return drawTiles(map, data.tiles);
  for (const [features, name] of groundShapes(data)) drawShapes(map, features, "backdrop", name);
}

function drawEdges(map, data) {
  const shapes = [...(data.tiles ? [] : waterShapes(data)), ...edgeShapes(data)];
  for (const [features, name] of shapes) drawShapes(map, features, "edges", name);
}

/* Draws the zones for one proposal of the comparison, "a" or "b", from west to east.
   A layer above another one (swipe) is for the eye alone: its twin below speaks for both. */
function drawZones(page, map, side, pane) {
  const above = pane !== "zones";
  const view = { map, side, above, paths: [] };
  // Simplified each for itself, neighbours would gape along the edge that they share.
  const layer = L.geoJSON(page.data.zones, {
    smoothFactor: 0, pane, renderer: rendererOf(map, pane), style: () => ({ className: "wh-zone" }),
    onEachFeature: (feature, part) => view.paths.push({ feature, part }),
  }).addTo(map);
  const group = layer.getLayers()[0].getElement().ownerSVGElement;
  if (above) group.setAttribute("aria-hidden", "true");
  else {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", page.words.zones);
  }
  for (const item of view.paths) {
    item.path = item.part.getElement();
    item.path.dataset.zone = item.feature.properties.index;
  }
  page.views.push(view);
  listenToZones(page, view, layer);
  return view;
}
