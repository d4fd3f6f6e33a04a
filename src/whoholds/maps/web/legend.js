/* Legends with figures: of one proposal, of two beside each other, or of where the two differ.
   Figures are areas, and pre-war residents where they are known. */
import { crowd, difference } from "./describe.js";
import { element, swatch } from "./nodes.js";
import { bandOf, peopleBand } from "./numbers.js";
import { shownIn } from "./tracts.js";

/** @param {Page} page @param {(index: number) => { kind: string; text: string }} kindOf */
function sums(page, kindOf) {
  const found = new Map();
  for (const { properties } of page.data.zones.features) {
    const { kind, text } = kindOf(properties.index);
    const sum = found.get(text) ?? { kind, text, area: 0, people: 0, settled: 0, zones: [] };
    sum.area += properties.area;
    sum.people += properties.people ?? NaN;
    sum.settled += properties.settled ?? 0;
    sum.zones.push(properties.index);
    found.set(text, sum);
  }
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
    difference(page, [page.first.statuses[index], page.second.statuses[index]]));
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

/** @param {Page} page @param {Sum} sum */
function figuresOf(page, sum) {
  const { forms } = page;
  const told = Number.isFinite(sum.people) ? [forms.people(crowd(page, sum))] : [];
  return [forms.area(sum.area, bandOf(page, sum.zones)), ...told];
}

/* How many rows of lines a legend has, whatever is shown. */
/** @param {Page} page */
function lineRows(page) {
  const { words, data } = page;
  const dry = data.drained.map((name) =>
    legendRow(swatch("wh-dry", true), `${name}, ${words.drained}`, []));
  return [
    ...(data.line.features.length
      ? [legendRow(swatch("wh-line", true), `${words.line}, ${data.date}`, [])] : []),
    legendRow(swatch("wh-border", true), words.border, []),
    ...(data.tiles ? [] : dry),
  ];
}

/** @param {Page} page @param {HTMLElement} box @param {string} heading @param {Node[]} rows */
function showLegend(page, box, heading, rows) {
  const list = element("ul");
  list.append(...rows);
  box.classList.toggle("wh-with-people", page.hasPeople);
  const head = element("div", "wh-legend-head");
  head.append(element("h2", "", heading));
  if (page.hasPeople) head.append(element("p", "wh-note", page.words.people_note));
  box.replaceChildren(head, list);
}

/* One proposal, or two with an arrow to the side of the map that each is on. */
/** @param {Page} page @param {HTMLElement} box @param {Evaluation[]} shown */
function changeLegend(page, box, shown) {
  const { words, data } = page;
  const all = shown.map((one) => changeSums(page, one));
  const none = { area: 0, people: page.hasPeople ? 0 : NaN, settled: 0, zones: [] };
  const rows = [];
  for (const change of data.order) {
    const text = words.changes[change];
    if (!all.some((found) => found.has(text))) continue;
    const each = all.map((found) => figuresOf(page, found.get(text) ?? none));
    const figures = each.length === 1 ? each[0]
      : each.map((one, side) => `${["◂", "▸"][side]} ${one.join(", ")}`);
    rows.push(legendRow(swatch(`wh-${change}`), text, figures));
  }
  const lines = lineRows(page);
  rows.push(...lines);
  // Rows that only take room: no proposal moves the map by having fewer changes.
  while (rows.length < data.mostChanges + lines.length) rows.push(element("li", "wh-room"));
  box.classList.toggle("wh-two", shown.length > 1);
  showLegend(page, box, words.legend, rows);
}

/* Where another would hold comes before where recognition alone differs. */
/** @param {Page} page @param {HTMLElement} box */
function differenceLegend(page, box) {
  const { words, forms } = page;
  const found = [...differenceSums(page).values()];
  const total = (kinds) => {
    const [area, people, settled] = ["area", "people", "settled"].map(
      (name) => kinds.reduce((sum, one) => sum + one[name], 0));
    const zones = kinds.flatMap((one) => one.zones);
    const told = page.hasPeople
      ? [forms.about({ people, settled, band: peopleBand(page, zones) })] : [];
    return [forms.area(area, bandOf(page, zones)), ...told].join(", ");
  };
  const order = ({ kind }) => ["differ_terms", "same"].indexOf(kind);
  found.sort((one, two) => order(one) - order(two) || two.area - one.area);
  const differ = found.filter((one) => order(one) < 0);
  const terms = found.filter(({ kind }) => kind === "differ_terms");
  const rows = found.map((sum) => legendRow(swatch(`wh-${sum.kind}`), sum.text, figuresOf(page, sum)));
  const parts = [[words.differ, differ], [words.differ_terms, terms]]
    .filter(([, kinds]) => kinds.length).map(([text, kinds]) => `${text}: ${total(kinds)}`);
  const heading = parts.join(". ") || words.nothing_differs;
  box.classList.remove("wh-two");
  showLegend(page, box, heading, [...rows, ...lineRows(page)]);
}

/** @param {Page} page */
export function showLegends(page) {
  const [first, second] = page.boxes.map(({ legend }) => legend);
  if (page.state.mode === "difference") differenceLegend(page, first);
  else changeLegend(page, first, shownIn(page, "a"));
  if (page.state.mode === "side") changeLegend(page, second, shownIn(page, "b"));
}
