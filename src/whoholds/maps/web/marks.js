/* Outlines above the map: the selected region, and the tract that has the focus. Each is a line with a casing, so that it stands out against every fill. */
function outline(map, features, className) {
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
function maskInside(map, collection, layers) {
  const holes = drawShapes(map, collection, "marks", "wh-hole");
  const mask = svgElement("mask", { id: `wh-mask-${L.stamp(holes)}`, maskUnits: "userSpaceOnUse" });
  const all = { x: -1e5, y: -1e5, width: 2e5, height: 2e5 };
  for (const [name, value] of Object.entries(all)) mask.setAttribute(name, value);
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

/* The panel says all that the tooltip did. */
function toggleRegion(page, feature) {
  const { region } = feature.properties;
  choose(page, { region: region === page.state.region ? null : region }, true);
  page.tip.hide();
}

/* Pointer and keyboard on the zones of one layer. A tap opens the panel, so it needs no tooltip;
   after a click there is none until the pointer comes to another tract, after a zoom until it moves. */
function listenToZones(page, view, layer) {
  layer.on("mouseover mousemove", ({ layer: { feature }, originalEvent }) => {
    const tract = tractAt(page, view, feature);
    const { clientX: x, clientY: y } = originalEvent;
    light(view, tract);
    // A map that zooms passes under a pointer that rests; that is no wish for a tooltip.
    const rests = page.rest?.x === x && page.rest?.y === y;
    Object.assign(page, { at: { x, y }, rest: rests ? page.rest : null });
    if (rests || page.pointer === "touch" || page.quiet === tract) return;
    page.quiet = null;
    page.tip.show(view, feature, x, y);
  });
  layer.on("mouseout", ({ originalEvent: { relatedTarget } }) => {
    const zone = relatedTarget?.dataset?.zone;
    const { byZone } = tractsOf(page, shownIn(page, view.side));
    if (byZone[zone] !== page.quiet) page.quiet = null;
    light(view, null);
    page.tip.hide();
  });
  layer.on("click", ({ layer: { feature } }) => {
    toggleRegion(page, feature);
    page.quiet = tractAt(page, view, feature);
  });
  view.map.on("zoomstart dragstart", () => {
    page.rest = page.at;
    page.tip.hide();
  });
  for (const { feature, path } of view.paths) {
    if (!view.above) listenToKeys(page, view, feature, path);
  }
}

/* The zones of the tract under the pointer, all of them. */
function light(view, tract) {
  if (view.lit === tract) return;
  view.lit = tract;
  for (const { feature, path } of view.paths) {
    path.toggleAttribute("data-lit", Boolean(tract?.features.includes(feature)));
  }
}

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

function nextStop({ paths }, path, step) {
  const stops = paths.map((one) => one.path).filter(isStop);
  return stops[stops.indexOf(path) + step];
}

/* Outlines the tract that has the focus, or none. */
function markFocus(page, view, feature) {
  view.focus?.unmark();
  if (!feature) {
    view.focus = null;
    return;
  }
  const tract = tractAt(page, view, feature);
  view.focus = { feature, tract, unmark: outline(view.map, tract.features, "wh-focus-edge") };
}

/* After a choice the focused zone may belong to another tract, or no longer speak for its own. */
function keepFocus(page, view) {
  const active = view.paths.find(({ path }) => path === document.activeElement);
  if (!active) return;
  const tract = tractAt(page, view, active.feature);
  if (!isLead(tract, active.feature)) {
    view.paths.find(({ feature }) => isLead(tract, feature)).path.focus({ preventScroll: true });
  } else if (view.focus && view.focus.tract !== tract) markFocus(page, view, active.feature);
}

/* The tooltip of a tract that was reached by keyboard; one out of sight is brought into it. */
function tipAtTract(page, view, feature) {
  const [lon, lat] = largest(tractAt(page, view, feature)).properties.at;
  if (!view.map.getBounds().contains([lat, lon])) view.map.panTo([lat, lon], { animate: false });
  const { left, top } = view.map.getContainer().getBoundingClientRect();
  const { x, y } = view.map.latLngToContainerPoint([lat, lon]);
  page.tip.show(view, feature, left + x, top + y);
}
