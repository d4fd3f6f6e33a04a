/* Restyling: a choice sets classes and labels of paths that are drawn already, and nothing else. */

/* The proposals that a map shows, each with its title and the status of every zone. */
function shownIn(page, side) {
  const { mode } = page.state;
  if (mode === "single") return [page.first];
  if (mode === "side") return [side === "a" ? page.first : page.second];
  return [page.first, page.second];
}

function paint(page, view) {
  const { mode, region } = page.state;
  const shown = shownIn(page, view.side);
  const wanted = [mode, region, ...shown];
  if (wanted.every((one, place) => one === view.painted?.[place])) return;
  view.painted = wanted;
  const { byZone } = tractsOf(page, shown);
  const own = mode === "swipe" && view.side === "b" ? 1 : 0;
  for (const item of view.paths) {
    const { feature, path, printed } = item;
    const tract = byZone[feature.properties.index];
    item.kind = mode === "difference"
      ? difference(page, ...tract.statuses).kind : tract.statuses[own].change;
    set(path, "class", `leaflet-interactive wh-zone wh-${item.kind}`);
    if (printed) set(printed, "class", `wh-printed wh-${item.kind}`);
    if (!view.above) speak(page, path, tract, isLead(tract, feature), shown);
  }
  if (!view.above) keepFocus(page, view);
}

/* One zone of a tract is its button; the others are for the eye alone. */
function speak(page, path, tract, leads, shown) {
  if (!leads) {
    set(path, "aria-hidden", "true");
    for (const name of BUTTON) path.removeAttribute(name);
    // A shape that hears of focus is a stop of the keyboard, unless it says that it is none.
    set(path, "tabindex", "-1");
    return;
  }
  path.removeAttribute("aria-hidden");
  set(path, "role", "button");
  set(path, "tabindex", "0");
  set(path, "aria-label", tractLabel(page, tract, shown));
  set(path, "aria-description", tractDescription(page, tract, shown));
  set(path, "aria-pressed", String(tract.region === page.state.region));
}

function isStop(path) {
  return path.getAttribute("tabindex") === "0";
}

const BUTTON = ["role", "aria-label", "aria-description", "aria-pressed"];

function set(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/* What a proposal in a reading amounts to: a title, and one status a zone; made once. */
function evaluationOf(page, proposal, reading) {
  const key = `${proposal} ${reading}`;
  if (!page.evaluations.has(key)) page.evaluations.set(key, evaluate(page, proposal, reading));
  return page.evaluations.get(key);
}

function evaluate(page, proposal, reading) {
  const { name, readings } = page.byId.get(proposal);
  const several = Object.keys(readings).length > 1;
  const chosen = readings[reading];
  const treated = [];
  for (const [part, zones] of Object.entries(chosen.treated)) {
    for (const zone of zones) treated[zone] = part;
  }
  return {
    key: `${proposal} ${reading}`, name, treated, numbers: chosen.statuses,
    title: several ? `${name}: ${chosen.name}` : name,
    statuses: chosen.statuses.map((index) => page.data.statuses[index]),
  };
}

function restyle(page) {
  const { state, views } = page;
  page.first = evaluationOf(page, state.proposal, state.reading);
  page.second = evaluationOf(page, state.other, state.otherReading);
  for (const view of views) if (isVisible(page, view)) paint(page, view);
  showTitles(page);
  showLegends(page);
  showDetails(page);
  page.tip.refresh();
}

function isVisible({ state }, view) {
  return view.side === "a" || (view.separate ? state.mode === "side" : state.mode === "swipe");
}
