/* The panel about the selected region: every zone of it, on the layer's day and under what is shown. It stands
   below the lists, beside the maps, and on a phone below the map: it never covers one. */
function makeDetails(page) {
  const panel = element("section", "wh-details");
  const title = element("h2");
  const close = element("button", "wh-close", "×");
  const body = element("div", "wh-details-body");
  Object.assign(panel, { hidden: true });
  Object.assign(title, { id: "wh-details-title" });
  Object.assign(close, { type: "button", title: page.words.close });
  close.setAttribute("aria-label", page.words.close);
  panel.setAttribute("aria-labelledby", title.id);
  Object.assign(body, { tabIndex: 0 });
  body.setAttribute("role", "group");
  body.setAttribute("aria-labelledby", title.id);
  close.addEventListener("click", () => closeDetails(page));
  panel.append(title, close, body);
  page.details = { panel, title, body };
  const place = () => {
    const room = page.stacked.matches ? page.frame : document.querySelector(".wh-side");
    room.append(panel);
  };
  page.stacked.addEventListener("change", place);
  place();
}

/* Focus that was in the panel goes back to the region on the map. */
function closeDetails(page) {
  const { region } = page.state;
  const inside = page.details.panel.contains(document.activeElement);
  choose(page, { region: null }, true);
  const zone = page.views[0].paths.find(({ feature }) => feature.properties.region === region);
  if (inside) zone.path.focus({ preventScroll: true });
}

function showDetails(page) {
  const { panel, title, body } = page.details;
  const { region, mode } = page.state;
  markRegion(page);
  if (panel.hidden !== !region) requestAnimationFrame(reveal);
  panel.hidden = !region;
  if (!region) return;
  const zones = page.data.zones.features.filter(({ properties }) => properties.region === region);
  const shown = mode === "single" ? [page.first] : [page.first, page.second];
  const hadFocus = body.contains(document.activeElement);
  title.textContent = zones[0].properties.name;
  body.replaceChildren(...zones.map((feature) => zoneDetails(page, feature, shown, zones.length)));
  if (hadFocus) body.focus({ preventScroll: true });
}

/* One zone: what it is called within its region, the figures, and what each proposal does. */
function zoneDetails(page, feature, shown, count) {
  const { words, state } = page;
  const zone = feature.properties;
  const box = element("article", "wh-zone-details");
  const head = element("h3");
  const statuses = shown.map((one) => one.statuses[zone.index]);
  const kind = state.mode === "difference" ? difference(page, ...statuses).kind : statuses[0].change;
  const name = zone.part || (count > 1 ? words.held_by[zone.heldBy] : words.whole);
  head.append(swatch(`wh-${kind}`), element("span", "", name));
  box.append(head, definitions([[words.held, words.holder[zone.heldBy]], ...measures(page, zone)]));
  shown.forEach(({ title }, index) => {
    if (shown.length > 1) box.append(element("h4", "", title));
    box.append(definitions([
      [words.after, holderName(words, statuses[index])],
      [words.change, words.changes[statuses[index].change]],
      [words.recognition, recognitionName(words, statuses[index])],
      [words.source, sourceList(page, statuses[index])],
    ]));
  });
  return box;
}

/* Inside the dashboard's sandbox a link would lead nowhere, so there it is text. */
function sourceList(page, status) {
  const list = element("span", "wh-sources");
  sourceNames(page, [status]).forEach(({ name, title, url }, index) => {
    if (index) list.append("; ");
    const isLink = !page.sandboxed && /^https?:\/\//.test(url);
    const node = element(isLink ? "a" : "span", "", name);
    node.title = title;
    if (isLink) Object.assign(node, { href: url, target: "_blank", rel: "noopener noreferrer" });
    list.append(node);
  });
  return list;
}
