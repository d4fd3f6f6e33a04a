/* The map page. One geometry, every proposal's statuses: choosing restyles what is drawn. */
function whoholdsPage(map, data) {
  const { chosen, words } = data;
  const page = {
    data, words, forms: numberForms(data.locale, words), state: { ...chosen, mode: "single" },
    byId: new Map(data.proposals.map((proposal) => [proposal.id, proposal])),
    regions: new Set(data.zones.features.map(({ properties }) => properties.region)),
    hasPeople: data.zones.features.some(({ properties }) => "people" in properties),
    framed: window.parent !== window, stacked: window.matchMedia("screen and (max-width: 719px)"), home: L.geoJSON(data.regions).getBounds(),
    evaluations: new Map(), mostChanges: mostChanges(data),
    views: [], maps: [], boxes: [], atHome: true, fitting: false, pointer: "mouse",
  };
  page.sandboxed = isSandboxed();
  // The dashboard shows title and date itself.
  document.documentElement.classList.toggle("wh-embedded", page.framed && page.sandboxed);
  document.documentElement.classList.toggle("wh-tiled", Boolean(data.tiles));
  buildStage(page, map);
  addMap(page, map);
  buildChoices(page);
  // Lists and legend take their room before anything is drawn: every shape is projected once.
  enterMode(page);
  choose(page, { ...chosen, mode: "single" }, false);
  refit(page);
  drawGround(map, data);
  drawZones(page, map, "a", "zones");
  drawEdges(map, data);
  keepNames(page, map);
  choose(page, chosen, false);
  reveal();
  joinFrame(page);
  keepPaper(page, map);
  document.documentElement.dataset.ready = "yes";
}
