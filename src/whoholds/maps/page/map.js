/* One geometry, every proposal's status: choosing a proposal only changes the class of paths that
   are already drawn. Text from the data is always set as text, never as markup. */
function whoholdsPage(map, data) {
  "use strict";
  const number = new Intl.NumberFormat(data.locale, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(data.locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(data.locale, {
    style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1,
  });
  const state = { proposal: data.chosen.proposal, reading: data.chosen.reading, region: null };
  const byId = new Map(data.proposals.map((proposal) => [proposal.id, proposal]));
  const paths = [];

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }
  const kilometres = (area) => `${(area < 10 ? oneDecimal : number).format(area)} ${data.words.km2}`;
  const statuses = () => byId.get(state.proposal).readings[state.reading].statuses.map((number) => data.statuses[number]);

  /* ---- layers -------------------------------------------------------------------------- */
  const panes = ["backdrop", "zones", "edges", "places"];
  panes.forEach((name, index) => { map.createPane(name).style.zIndex = 300 + 50 * index; });
  for (const name of ["backdrop", "edges", "places"]) map.getPane(name).style.pointerEvents = "none";
  function shapes(features, pane, className, tooltips) {
    return L.geoJSON(features, {
      pane, interactive: Boolean(tooltips), style: () => ({ className }),
    }).addTo(map);
  }
  shapes(data.backdrop.land, "backdrop", "wh-land");
  const zones = L.geoJSON(data.zones, {
    pane: "zones",
    style: () => ({ className: "wh-zone" }),
    onEachFeature: (feature, layer) => paths.push({ index: feature.properties.index, feature, layer }),
  }).addTo(map);
  shapes(data.backdrop.water, "edges", "wh-water");
  shapes(data.backdrop.rivers, "edges", "wh-river");
  shapes(data.regions, "edges", "wh-region");
  shapes(data.border, "edges", "wh-border");
  shapes(data.line, "edges", "wh-line-casing");
  shapes(data.line, "edges", "wh-line");

  /* ---- restyling ----------------------------------------------------------------------- */
  function restyle() {
    const current = statuses();
    for (const { index, feature, layer } of paths) {
      const path = layer.getElement();
      if (!path) continue;
      const selected = feature.properties.region === state.region ? " wh-selected" : "";
      path.setAttribute("class", `leaflet-interactive wh-zone wh-${current[index].change}${selected}`);
      path.setAttribute("aria-label", `${feature.properties.name}${feature.properties.part ? ", " + feature.properties.part : ""}: ${data.words.changes[current[index].change]}`);
    }
    legend();
  }

  function describe(feature) {
    const { name, part, heldBy, area, share, index } = feature.properties;
    const status = statuses()[index];
    const box = element("div");
    box.append(element("strong", "", part ? `${name}: ${part}` : name));
    const list = element("dl");
    const rows = [
      [data.words.today, data.words.holder[heldBy]],
      [data.words.after, data.words.holder[status.holder] + (status.administration ? ` (${data.words.holder[status.administration]})` : "")],
      [data.words.change, data.words.changes[status.change]],
      [data.words.area, `${kilometres(area)}, ${percent.format(share)} ${data.words.ofRegion}`],
      [data.words.recognition, `${data.words.recognitions[status.recognition]} (${data.words.bases[status.basis]})`],
      [data.words.source, status.sources.join("; ")],
    ];
    for (const [term, value] of rows) list.append(element("dt", "", term), element("dd", "", value));
    box.append(list);
    return box;
  }
  zones.bindTooltip((layer) => describe(layer.feature), { sticky: true, className: "wh-tip", opacity: 1 });

  /* ---- legend -------------------------------------------------------------------------- */
  const SVG = "http://www.w3.org/2000/svg";
  function swatch(className, isLine) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("viewBox", "0 0 30 18");
    for (const name of isLine && className === "wh-line" ? ["wh-line-casing", className] : [className]) {
      const shape = document.createElementNS(SVG, isLine ? "path" : "rect");
      if (isLine) shape.setAttribute("d", "M1 9H29");
      else for (const [key, value] of [["width", 28], ["height", 16], ["x", 1], ["y", 1], ["rx", 2]]) shape.setAttribute(key, value);
      shape.setAttribute("class", isLine ? name : `wh-swatch ${name}`);
      svg.append(shape);
    }
    return svg;
  }
  function legend() {
    const sums = new Map();
    statuses().forEach((status, index) => {
      sums.set(status.change, (sums.get(status.change) || 0) + data.zones.features[index].properties.area);
    });
    const list = element("ul");
    for (const change of data.order) {
      if (!sums.has(change)) continue;
      const row = element("li");
      row.append(swatch(`wh-${change}`, false), element("span", "", data.words.changes[change]), element("output", "", kilometres(sums.get(change))));
      list.append(row);
    }
    for (const [className, text] of [["wh-line", `${data.words.line}, ${data.date}`], ["wh-border", data.words.border]]) {
      const row = element("li");
      row.append(swatch(className, true), element("span", "", text));
      list.append(row);
    }
    const box = document.querySelector(".wh-legend");
    box.replaceChildren(element("h2", "", data.words.legend), list);
  }

  /* ---- choosing ------------------------------------------------------------------------ */
  function radios(box, title, name, options, chosen, choose) {
    const list = element("div", "wh-choices");
    for (const { id, label, detail } of options) {
      const row = element("label", "wh-choice");
      const input = element("input");
      Object.assign(input, { type: "radio", name, value: id, checked: id === chosen });
      input.addEventListener("change", () => choose(id));
      row.append(input, element("span", "", label));
      if (detail) row.append(element("small", "", detail));
      list.append(row);
    }
    box.replaceChildren(element("legend", "", title), list);
  }
  const proposalBox = document.querySelector(".wh-proposals");
  const readingBox = document.querySelector(".wh-readings");
  function readings() {
    const all = Object.values(byId.get(state.proposal).readings);
    readingBox.hidden = all.length < 2;
    if (readingBox.hidden) return readingBox.replaceChildren();
    radios(readingBox, data.words.reading, "reading", all.map(({ id, name }) => ({ id, label: name })), state.reading,
      (id) => set({ reading: id }, true));
  }
  function set(change, tell) {
    const proposal = byId.get(change.proposal ?? state.proposal);
    if (!proposal) return;
    const reading = change.reading ?? (proposal.id === state.proposal ? state.reading : proposal.reading);
    if (!proposal.readings[reading]) return;
    const moved = proposal.id !== state.proposal;
    Object.assign(state, { proposal: proposal.id, reading });
    if (change.region !== undefined) state.region = change.region;
    restyle();
    for (const input of document.querySelectorAll("input[name=proposal]")) input.checked = input.value === state.proposal;
    if (moved) readings();
    for (const input of document.querySelectorAll("input[name=reading]")) input.checked = input.value === state.reading;
    reveal();
    if (tell) send();
  }
  /* The list scrolls, sideways on a phone: keep the chosen card in view without moving the page. */
  function reveal() {
    for (const input of document.querySelectorAll("input:checked")) {
      const card = input.closest(".wh-choice");
      for (const box of [card.parentElement, document.querySelector(".wh-side")]) {
        const [outer, inner] = [box.getBoundingClientRect(), card.getBoundingClientRect()];
        if (inner.left < outer.left || inner.right > outer.right) box.scrollLeft += inner.left - outer.left;
        if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top;
      }
    }
  }
  radios(proposalBox, data.words.proposals, "proposal",
    data.proposals.map(({ id, name, date, proposer }) => ({ id, label: name, detail: [date, proposer].filter(Boolean).join(" · ") })),
    state.proposal, (id) => set({ proposal: id }, true));
  document.addEventListener("keydown", (event) => {
    const proposal = data.proposals[Number(event.key) - 1];
    if (proposal && !event.ctrlKey && !event.altKey && !event.metaKey) set({ proposal: proposal.id }, true);
  });
  zones.on("click", ({ layer }) => {
    const region = layer.feature.properties.region;
    set({ region: region === state.region ? null : region }, true);
  });

  /* ---- names on the map ---------------------------------------------------------------- */
  const labels = L.layerGroup().addTo(map);
  function label(point, text, className) {
    const icon = L.divIcon({ className, iconSize: [0, 0], html: element("span", "", text) });
    return L.marker(point, { icon, pane: "places", interactive: false, keyboard: false });
  }
  function names() {
    labels.clearLayers();
    const taken = [];
    for (const { name, lat, lon } of data.seas) label([lat, lon], name, "wh-sea").addTo(labels);
    const smallest = [1e9, 250000, 250000, 250000, 250000, 400000, 200000, 80000, 30000, 8000][Math.min(9, Math.floor(map.getZoom()))];
    for (const { name, lat, lon, population } of data.places) {
      if (population < smallest || !map.getBounds().contains([lat, lon])) continue;
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      const box = [x - 4, y - 8, x + 10 + 7 * name.length, y + 8];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      label([lat, lon], name, "wh-place").addTo(labels);
    }
  }
  map.on("moveend zoomend resize", names);

  /* ---- the frame around the page (only when there is one) ------------------------------- */
  const framed = window.parent !== window;
  function send() {
    if (framed) window.parent.postMessage({ whoholds: "chosen", state: { ...state } }, "*");
  }
  window.addEventListener("message", (event) => {
    if (!framed || event.source !== window.parent || !event.data || event.data.whoholds !== "set") return;
    const root = document.documentElement;
    if (event.data.theme) root.dataset.theme = event.data.theme;
    if (event.data.ground) root.style.setProperty("--page", event.data.ground);
    set(event.data.state || {}, false);
  });
  if (framed) document.documentElement.classList.add("wh-embedded");

  /* ---- first drawing ------------------------------------------------------------------- */
  const home = L.geoJSON(data.border).getBounds();
  // The frame around the page may not be laid out yet; a map without a size cannot be fitted.
  let fitted = false;
  function fit() {
    const { x, y } = map.invalidateSize().getSize();
    if (fitted || !x || !y) return;
    fitted = true;
    map.fitBounds(home, { padding: [6, 6], animate: false });
  }
  fit();
  new ResizeObserver(fit).observe(map.getContainer());
  readings();
  restyle();
  reveal();
  for (const { layer } of paths) {
    const path = layer.getElement();
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      layer.fire("click", { layer }, true);
    });
  }
  map.scrollWheelZoom.disable();
  map.on("click focus", () => map.scrollWheelZoom.enable());
  map.on("mouseout blur", () => map.scrollWheelZoom.disable());
  if (framed) {
    window.parent.postMessage({ whoholds: "ready" }, "*");
    // Stacked on a phone the page is as tall as its content; beside each other it fills its frame.
    const stacked = window.matchMedia("(max-width: 719px)");
    const measure = () => window.parent.postMessage({ whoholds: "height", height: stacked.matches ? document.body.scrollHeight : null }, "*");
    new ResizeObserver(measure).observe(document.body);
    measure();
  }
  document.documentElement.dataset.ready = "yes";
}
