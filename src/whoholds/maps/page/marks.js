/* Outlines above the map: the selected region, and the zone that has the focus. Each
   is a line with a casing, so that it stands out against every fill. */
function outline(map, features, className) {
  const collection = { type: "FeatureCollection", features };
  const layers = [`${className}-casing`, className].map(
    (name) => drawShapes(map, collection, "marks", name));
  return () => layers.forEach((layer) => layer.remove());
}

function markRegion(page) {
  const { region } = page.state;
  for (const shown of page.maps) {
    if (shown.region === region) continue;
    shown.unmark?.();
    shown.region = region;
    const edges = page.data.regions.features.filter(({ properties }) => properties.region === region);
    shown.unmark = edges.length ? outline(shown.map, edges, "wh-chosen-edge") : undefined;
  }
}

function toggleRegion(page, feature) {
  const { region } = feature.properties;
  choose(page, { region: region === page.state.region ? null : region }, true);
}

/* Pointer and keyboard on the zones of one layer. A tap opens the panel, so it needs no tooltip. */
function listenToZones(page, view, layer) {
  layer.on("mouseover mousemove", ({ layer: part, originalEvent: { clientX, clientY } }) => {
    if (page.pointer !== "touch") page.tip.show(view, part.feature, clientX, clientY);
  });
  layer.on("mouseout", () => page.tip.hide());
  layer.on("click", ({ layer: part }) => toggleRegion(page, part.feature));
  view.paths.forEach(({ feature, path }, place) => {
    if (!path.hasAttribute("tabindex")) return;
    let unmark;
    path.addEventListener("focus", () => {
      if (!path.matches(":focus-visible")) return;
      unmark = outline(view.map, [feature], "wh-focus-edge");
      tipAtZone(page, view, feature);
      path.setAttribute("aria-describedby", "wh-tip");
    });
    path.addEventListener("blur", () => {
      if (unmark) page.tip.hide();
      unmark = unmark?.();
      path.removeAttribute("aria-describedby");
    });
    path.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) view.paths[place + step]?.path.focus();
      else if (event.key === "Enter" || event.key === " ") toggleRegion(page, feature);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  });
}

/* The tooltip of a zone that was reached by keyboard; a zone out of sight is brought into it. */
function tipAtZone(page, view, feature) {
  const [lon, lat] = feature.properties.at;
  if (!view.map.getBounds().contains([lat, lon])) view.map.panTo([lat, lon], { animate: false });
  const { left, top } = view.map.getContainer().getBoundingClientRect();
  const { x, y } = view.map.latLngToContainerPoint([lat, lon]);
  page.tip.show(view, feature, left + x, top + y);
}
