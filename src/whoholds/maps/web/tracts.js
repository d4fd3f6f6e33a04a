/* Tracts: the zones of a region that one side holds and that what is shown treats alike. A reader
   meets no other pieces: not in panel or tooltip, as a stop of the keyboard, under the pointer. */
function tractsOf(page, shown) {
  const key = shown.map((one) => one.key).join(" / ");
  page.tracts ??= new Map();
  if (!page.tracts.has(key)) page.tracts.set(key, gather(page, shown));
  return page.tracts.get(key);
}

/* All tracts in the order of the zones, and the tract of each zone. */
function gather(page, shown) {
  const found = new Map();
  const byZone = [];
  for (const feature of page.data.zones.features) {
    const { index, region, heldBy } = feature.properties;
    const key = [region, heldBy, ...shown.map(({ numbers }) => numbers[index])].join(" ");
    if (!found.has(key)) found.set(key, newTract(feature.properties, shown));
    const tract = found.get(key);
    byZone[index] = tract;
    addZone(tract, feature);
  }
  const all = [...found.values()];
  for (const tract of all) tract.part = partName(page, tract, shown);
  return { all, byZone };
}

function newTract({ region, name, heldBy, index }, shown) {
  return {
    region, name, heldBy, features: [], zones: [], area: 0, share: 0, people: 0, settled: 0,
    statuses: shown.map(({ statuses }) => statuses[index]),
  };
}

function addZone(tract, feature) {
  const { index, area, share, people, settled } = feature.properties;
  tract.features.push(feature);
  tract.zones.push(index);
  tract.area += area;
  tract.share += share;
  tract.people += people ?? NaN;
  tract.settled += settled ?? 0;
}

/* The parts that a tract is made of, where a proposal that is shown treats them apart. */
function partName(page, { features }, shown) {
  const named = shown.map(({ treated }) => {
    const parts = features.map(({ properties }) => treated[properties.index]);
    return parts.every(Boolean) ? parts : [];
  });
  const names = [...new Set(named.flat())].map((part) => page.data.parts[part]);
  const order = new Intl.Collator(page.data.locale, { numeric: true });
  return names.sort(order.compare).join(", ");
}

/* The zone that speaks for its tract: the first, or of a tooltip the one with the most land. */
function isLead(tract, feature) {
  return tract.features[0] === feature;
}

function largest({ features }) {
  return features.reduce((one, two) => (two.properties.area > one.properties.area ? two : one));
}

/* The tract of a zone as a map shows it. */
function tractAt(page, view, feature) {
  return tractsOf(page, shownIn(page, view.side)).byZone[feature.properties.index];
}
