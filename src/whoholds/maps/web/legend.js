/* Legends with figures: of one proposal, of two beside each other, or of where the two differ.
   Figures are areas, and pre-war residents where they are known. */
import { named, placeOf, shownDifference } from "./differing.js";
import { about, crowd, sumOf } from "./figures.js";
import { element, swatch } from "./nodes.js";
import { shownIn } from "./tracts.js";

/** @param {Page} page @param {(index: number) => { kind: string; text: string; how?: Differing }} kindOf */
function sums(page, kindOf) {
  /** @type {Map<string, Sum>} */
  const found = new Map();
  for (const { properties } of page.data.zones.features) {
    const { kind, text, how } = kindOf(properties.index);
    const sum = found.get(text) ?? { kind, text, how, zones: [] };
    sum.zones.push(properties.index);
    found.set(text, sum);
  }
  for (const sum of found.values()) sum.told = sumOf(page.data, sum.zones);
  return found;
}

/** @param {Page} page @param {Evaluation} from1 */
export function changeSums(page, { statuses }) {
  const { words } = page;
  return sums(page, (index) => {
    const { change } = statuses[index];
    return { kind: change, text: words.changes[change] };
  });
}

/** @param {Page} page */
export function differenceSums(page) {
  return sums(page, (index) =>
    shownDifference(page, [page.first.statuses[index], page.second.statuses[index]]));
}

/** @param {Node} sample @param {string} text @param {string[]} figures */
function legendRow(sample, text, figures) {
  const row = element("li");
  row.append(sample, element("span", "", text));
  if (figures.length) {
    const box = element("span", "wh-figures");
    box.append(...figures.map((figure) => element("span", "", figure)));
    row.append(box);
  }
  return row;
}

/** @param {Page} page @param {Told} told */
function figuresOf({ words, data }, told) {
  return [told.area, ...(data.hasPeople ? [crowd(words, told)] : [])];
}

/* How many rows of lines a legend has, whatever is shown. */
/** @param {Page} page */
function lineRows(page) {
  const { words, data } = page;
  const edge = (name, text) => {
    const row = legendRow(swatch(name, true), text, []);
    row.className = "wh-edge";
    return row;
  };
  const dry = data.drained.map((text) => edge("wh-dry", text));
  return [
    ...(data.line.features.length ? [edge("wh-line", `${words.line}, ${data.date}`)] : []),
    edge("wh-border", words.border),
    ...(data.tiles ? [] : dry),
  ];
}

/** @param {Page} page @param {HTMLElement} box @param {string} heading @param {Node[]} rows */
function showLegend(page, box, heading, rows) {
  const list = element("ul");
  list.append(...rows);
  box.classList.toggle("wh-with-people", page.data.hasPeople);
  const head = element("div", "wh-legend-head");
  head.append(element("h2", "", heading));
  if (page.data.hasPeople) head.append(element("p", "wh-note", page.words.people_note));
  box.replaceChildren(head, list);
}

/* One proposal, or two with an arrow to the side of the map that each is on. */
/** @param {Page} page @param {HTMLElement} box @param {Evaluation[]} shown */
function changeLegend(page, box, shown) {
  const { words, data } = page;
  const all = shown.map((one) => changeSums(page, one));
  const none = sumOf(data, []);
  const rows = [];
  for (const change of data.order) {
    const text = words.changes[change];
    if (!all.some((found) => found.has(text))) continue;
    const each = all.map((found) => figuresOf(page, found.get(text)?.told ?? none));
    const figures = each.length === 1 ? each[0]
      : each.map((one, side) => `${["◂", "▸"][side]} ${one.join(", ")}`);
    rows.push(legendRow(swatch(`wh-${change}`), text, figures));
  }
  const lines = lineRows(page);
  rows.push(...lines);
  // Rows that only take room: no proposal moves the map by having fewer changes.
  while (rows.length < data.mostChanges + lines.length) rows.push(element("li", "wh-room"));
  box.classList.toggle("wh-two", shown.length > 1);
  box.classList.remove("wh-long");
  showLegend(page, box, words.legend, rows);
}

/** @param {Page} page @param {HTMLElement} box */
function differenceLegend(page, box) {
  const { words, data } = page;
  const found = [...differenceSums(page).values()];
  const total = (kinds) => {
    const told = sumOf(data, kinds.flatMap(({ zones }) => zones));
    return [told.area, ...(data.hasPeople ? [about(words, told)] : [])].join(", ");
  };
  found.sort((one, two) => placeOf(one) - placeOf(two) || two.told.km2 - one.told.km2);
  const rows = found.map((sum) => {
    const row = legendRow(swatch(`wh-${sum.kind}`), named(page, sum.text), figuresOf(page, sum.told));
    // Where there is no room for all, what is the same goes with the lines.
    if (sum.how === "nothing") row.className = "wh-edge";
    return row;
  });
  const heads = { holder: words.differ, silent: words.differ_silent, recognition: words.differ_terms };
  const parts = Object.entries(heads)
    .map(([how, text]) => ({ text, kinds: found.filter((sum) => sum.how === how) }))
    .filter(({ kinds }) => kinds.length).map(({ text, kinds }) => `${text}: ${total(kinds)}`);
  const heading = parts.join(". ") || words.nothing_differs;
  box.classList.remove("wh-two");
  box.classList.add("wh-long");
  showLegend(page, box, heading, [...rows, ...lineRows(page)]);
}

/* The same rows with their figures, for where the key has no room for them: of two keys as of one. */
/** @param {Page} page */
export function showSums(page) {
  const [{ legend }] = page.boxes;
  if (page.state.mode === "side") return changeLegend(page, page.sums, [page.first, page.second]);
  page.sums.className = legend.className.replace("wh-legend", "wh-sums");
  page.sums.replaceChildren(...[...legend.children].map((node) => node.cloneNode(true)));
}

/** @param {Page} page */
export function showLegends(page) {
  const [first, second] = page.boxes.map(({ legend }) => legend);
  if (page.state.mode === "difference") differenceLegend(page, first);
  else changeLegend(page, first, shownIn(page, "a"));
  if (page.state.mode === "side") changeLegend(page, second, shownIn(page, "b"));
  const isCramped = document.documentElement.classList.contains("wh-cramped");
  if (page.stacked.matches || isCramped) showSums(page);
}
