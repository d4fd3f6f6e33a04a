/* Tracts: the zones of a region that one side holds and that what is shown treats alike. A reader
   meets no other pieces: not in panel or tooltip, as a stop of the keyboard, under the pointer. */
import { extentOf } from "./figures.js";

/** @type {WeakMap<PageData, Map<string, Tracts>>} */
const known = new WeakMap();
/* Making one takes longer than putting names in order with it. */
/** @type {Map<string, Intl.Collator>} */
const orders = new Map();

/** @param {Page} page @param {Evaluation[]} shown */
export function tractsOf({ data }, shown) {
  const key = shown.map((one) => one.key).join(" / ");
  if (!known.has(data)) known.set(data, new Map());
  const found = known.get(data);
  if (!found.has(key)) found.set(key, gather(data, shown));
  return found.get(key);
}

/* All tracts in the order of the zones, and the tract of each zone. */
/** @param {PageData} data @param {Evaluation[]} shown */
function gather(data, shown) {
  const found = new Map();
  const byZone = [];
  for (const feature of data.zones.features) {
    const { index, region, heldBy } = feature.properties;
    const key = [region, heldBy, ...shown.map(({ numbers }) => numbers[index])].join(" ");
    if (!found.has(key)) found.set(key, newTract(feature.properties, shown));
    const tract = found.get(key);
    byZone[index] = tract;
    addZone(tract, feature);
  }
  const all = [...found.values()];
  for (const tract of all) {
    tract.part = partName(data, tract, shown);
    tract.told = extentOf(data, tract.zones);
  }
  return { all, byZone };
}

/** @param {Zone} zone @param {Evaluation[]} shown */
function newTract({ region, name, heldBy, index }, shown) {
  return {
    region, name, heldBy, features: [], zones: [], told: null,
    statuses: shown.map(({ statuses }) => statuses[index]),
  };
}

/** @param {Tract} tract @param {ZoneFeature} feature */
function addZone(tract, feature) {
  tract.features.push(feature);
  tract.zones.push(feature.properties.index);
}

/* The parts that a tract is made of, where a proposal that is shown treats them apart. */
/** @param {PageData} data @param {Tract} tract @param {Evaluation[]} shown */
function partName(data, { features }, shown) {
  const named = shown.map(({ treated }) => {
    const parts = features.map(({ properties }) => treated[properties.index]);
    return parts.every(Boolean) ? parts : [];
  });
  const names = [...new Set(named.flat())].map((part) => data.parts[part]);
  return names.length < 2 ? names.join() : names.sort(orderIn(data.locale)).join(", ");
}

/** @param {string} locale */
function orderIn(locale) {
  if (!orders.has(locale)) orders.set(locale, new Intl.Collator(locale, { numeric: true }));
  return orders.get(locale).compare;
}

/* The zone that speaks for its tract: the first, or of a tooltip the one with the most land. */
/** @param {Tract} tract @param {ZoneFeature} feature */
export function isLead(tract, feature) {
  return tract.features[0] === feature;
}

/** @param {Tract} tract */
export function largest({ features }) {
  return features.reduce((one, two) => (two.properties.area > one.properties.area ? two : one));
}

/* The tract of a zone as a map shows it. */
/** @param {Page} page @param {View} view @param {ZoneFeature} feature */
export function tractAt(page, view, feature) {
  return tractsOf(page, shownIn(page, view.side)).byZone[feature.properties.index];
}

/* The proposals that a map shows, each with its title and the status of every zone. */
/** @param {Page} page @param {"a" | "b"} side */
export function shownIn(page, side) {
  const { mode } = page.state;
  if (mode === "single") return [page.first];
  if (mode === "side") return [side === "a" ? page.first : page.second];
  return [page.first, page.second];
}
