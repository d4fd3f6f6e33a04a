/* The map page. One geometry, every proposal's statuses: choosing restyles what is drawn. */
function whoholdsPage(map, data) {
  const { chosen, words } = data;
  const page = {
    data, words, forms: numberForms(data.locale, words), state: { ...chosen, mode: "single" },
    byId: new Map(data.proposals.map((proposal) => [proposal.id, proposal])),
    regions: new Set(data.zones.features.map(({ properties }) => properties.region)),
    hasPeople: data.zones.features.some(({ properties }) => "people" in properties),
    framed: window.parent !== window, stacked: window.matchMedia("(max-width: 719px)"), home: L.geoJSON(data.regions).getBounds(),
    evaluations: new Map(), mostChanges: mostChanges(data),
    views: [], maps: [], boxes: [], atHome: true, fitting: false, pointer: "mouse",
  };
  page.sandboxed = isSandboxed();
  document.documentElement.classList.toggle("wh-tiled", Boolean(data.tiles));
  buildStage(page, map);
  drawGround(map, data);
  addMap(page, map);
  drawZones(page, map, "a", "zones");
  drawEdges(map, data);
  keepNames(page, map);
  buildChoices(page);
  enterMode(page);
  choose(page, chosen, false);
  refit(page);
  reveal();
  joinFrame(page);
  document.documentElement.dataset.ready = "yes";
}
