/* The panel about the selected region: its tracts under what is shown, what changes first. It
   stands below the lists, beside the maps, and on a phone below the map: it never covers one. */
import { figures, happenings, recognitionName, sourcesOf } from "./describe.js";
import { difference, placeOf, shownDifference } from "./differing.js";
import { markRegion } from "./marks.js";
import { definitions, element, isStop, swatch } from "./nodes.js";
import { tractsOf } from "./tracts.js";

/** @param {Page} page */
export function makeDetails(page) {
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
  const place = () => {
    const room = page.stacked.matches ? page.frame : document.querySelector(".wh-side");
    room.append(panel);
  };
  page.stacked.addEventListener("change", place);
  place();
  return { panel, title, body };
}

/* Focus that was in the panel goes back to the region on the map. */
/** @param {Page} page */
export function closeDetails(page) {
  const { region } = page.state;
  const inside = page.details.panel.contains(document.activeElement);
  page.choose({ region: null }, true);
  const stop = page.views[0].paths.find(
    ({ feature, path }) => feature.properties.region === region && isStop(path));
  if (inside) stop.path.focus({ preventScroll: true });
}

/** @param {Page} page */
export function showDetails(page) {
  const { panel, title, body } = page.details;
  const { region, mode } = page.state;
  markRegion(page);
  panel.hidden = !region;
  document.documentElement.classList.toggle("wh-with-region", Boolean(region));
  if (!region) return;
  const shown = mode === "single" ? [page.first] : [page.first, page.second];
  const tracts = tractsOf(page, shown).all.filter((tract) => tract.region === region);
  const order = (tract) => quietness(page, tract);
  tracts.sort((one, two) => order(one) - order(two) || two.told.km2 - one.told.km2);
  const hadFocus = body.contains(document.activeElement);
  title.textContent = tracts[0].name;
  const cited = definitions([[page.words.source, sourceList(page, tracts)]]);
  cited.classList.add("wh-cited");
  body.replaceChildren(...tracts.map((tract) => tractDetails(page, tract, shown)), cited);
  if (hadFocus) body.focus({ preventScroll: true });
}

/* What stays as it is comes last; of two proposals, what both treat alike. */
/** @param {Page} page @param {Tract} tract */
function quietness(page, { statuses }) {
  if (statuses.length === 1) return Number(statuses[0].change.endsWith("_keeps"));
  return placeOf(difference(page, statuses));
}

/* One tract: what happens to it, how much it is, and what each proposal says of it. */
/** @param {Page} page @param {Tract} tract @param {Evaluation[]} shown */
function tractDetails(page, tract, shown) {
  const { words, state } = page;
  const { heldBy, statuses, part } = tract;
  const box = element("article", "wh-tract");
  const head = element("h3");
  const isDifference = state.mode === "difference";
  const kind = isDifference ? shownDifference(page, statuses).kind : statuses[0].change;
  const said = happenings(page, tract, shown);
  head.append(swatch(`wh-${kind}`),
    element("span", "", said.length === 1 ? said[0] : words.held_by[heldBy]));
  const lines = [part, ...figures(page, tract), townsOf(page, tract)].filter(Boolean);
  box.append(head, ...lines.map((line) => element("p", "", line)));
  if (said.length === 1) box.append(definitions([[words.held, words.holder[heldBy]]]));
  statuses.forEach((status, index) => {
    if (shown.length > 1) box.append(element("h4", "", shown[index].title));
    const change = shown.length > 1 ? [[words.change, words.changes[status.change]]] : [];
    box.append(definitions([
      ...change,
      [words.after, status.after],
      [words.recognition, recognitionName(words, status)],
    ]));
  });
  return box;
}

/* How many of a tract's settlements are named. */
const MOST_TOWNS = 7;

/* The largest settlements of a tract by name. */
/** @param {Page} page @param {Tract} tract */
function townsOf({ data }, { zones }) {
  const towns = data.places.filter(({ zone }) => zones.includes(zone)).map(({ name }) => name);
  const named = towns.slice(0, MOST_TOWNS).join(", ");
  return towns.length > MOST_TOWNS ? `${named} …` : named;
}

/* Inside the dashboard's sandbox a link would lead nowhere, so there it is text. */
/** @param {Page} page @param {Tract[]} tracts */
function sourceList(page, tracts) {
  const list = element("span", "wh-sources");
  sourcesOf(page, tracts.flatMap(({ statuses }) => statuses)).forEach(({ name, title, url }, index) => {
    if (index) list.append("; ");
    const isLink = !page.sandboxed && /^https?:\/\//.test(url);
    const node = element(isLink ? "a" : "span", "", name);
    node.title = title;
    if (isLink) Object.assign(node, { href: url, target: "_blank", rel: "noopener noreferrer" });
    list.append(node);
  });
  return list;
}
