/* Legends with figures: of one proposal, of two beside each other, or of where the two differ.
   Figures are areas, and pre-war residents where they are known. */
import { named, placeOf, shownDifference } from "./differing.js";
import { about, crowd, sumOf } from "./figures.js";
import { element, swatch, write } from "./nodes.js";
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

/** @param {LegendRow} row */
function madeRow({ sample, line, figures }) {
  const item = element("li");
  if (!sample && !line) return item;
  item.append(swatch(line ?? sample, Boolean(line)), element("span"));
  if (figures.length) item.append(element("span", "wh-figures"));
  return item;
}

/* A row that is there already has its text replaced, where it is another one: to lay out text anew takes
   a phone longer than all the rest of a toggle. */
/** @param {HTMLElement} item @param {LegendRow} row */
function fillRow(item, { kind = "", text, figures }) {
  if (item.className !== kind) item.className = kind;
  const [, name, box] = item.children;
  if (!name) return;
  write(name, text);
  if (!box) return;
  while (box.children.length > figures.length) box.lastElementChild.remove();
  while (box.children.length < figures.length) box.append(element("span"));
  figures.forEach((figure, place) => write(box.children[place], figure));
}

/** @param {Page} page @param {Told} told */
function figuresOf({ words, data }, told) {
  return [told.area, ...(data.hasPeople ? [crowd(words, told)] : [])];
}

/* How many rows of lines a legend has, whatever is shown. */
/** @param {Page} page @returns {LegendRow[]} */
function lineRows(page) {
  const { words, data } = page;
  /** @returns {LegendRow} */
  const edge = (line, text) => ({ key: `${line} ${text}`, line, kind: "wh-edge", text, figures: [] });
  const dry = data.drained.map((text) => edge("wh-dry", text));
  return [
    ...(data.line.features.length ? [edge("wh-line", `${words.line}, ${data.date}`)] : []),
    edge("wh-border", words.border),
    ...(data.tiles ? [] : dry),
  ];
}

/* What each legend shows, with the rows that it has by their keys. */
/** @type {WeakMap<HTMLElement, { content: LegendContent; items: Map<string, HTMLElement> }>} */
const legends = new WeakMap();

/** @param {Page} page @param {HTMLElement} box @param {LegendContent} content */
function showLegend(page, box, content) {
  const { heading, rows, kind } = content;
  for (const name of ["wh-two", "wh-long"]) box.classList.toggle(name, name === kind);
  if (!legends.has(box)) {
    const head = element("div", "wh-legend-head");
    head.append(element("h2"));
    if (page.data.hasPeople) head.append(element("p", "wh-note", page.words.people_note));
    box.classList.toggle("wh-with-people", page.data.hasPeople);
    box.replaceChildren(head, element("ul"));
  }
  const items = legends.get(box)?.items ?? new Map();
  legends.set(box, { content, items });
  const [head, list] = box.children;
  write(head.firstElementChild, heading);
  const wanted = new Set(rows.map(({ key }) => key));
  for (const [key, item] of items) {
    if (wanted.has(key)) continue;
    item.remove();
    items.delete(key);
  }
  rows.forEach((row, place) => {
    const item = items.get(row.key) ?? madeRow(row);
    items.set(row.key, item);
    fillRow(item, row);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
}

/* One proposal, or two with an arrow to the side of the map that each is on. */
/** @param {Page} page @param {HTMLElement} box @param {Evaluation[]} shown */
function changeLegend(page, box, shown) {
  const { words, data } = page;
  const all = shown.map((one) => changeSums(page, one));
  const none = sumOf(data, []);
  /** @type {LegendRow[]} */
  const rows = [];
  for (const change of data.order) {
    const text = words.changes[change];
    if (!all.some((found) => found.has(text))) continue;
    const each = all.map((found) => figuresOf(page, found.get(text)?.told ?? none));
    const figures = each.length === 1 ? each[0]
      : each.map((one, side) => `${["◂", "▸"][side]} ${one.join(", ")}`);
    rows.push({ key: change, sample: `wh-${change}`, text, figures });
  }
  const lines = lineRows(page);
  rows.push(...lines);
  // Rows that only take room: no proposal moves the map by having fewer changes.
  while (rows.length < data.mostChanges + lines.length) {
    rows.push({ key: `room ${rows.length}`, kind: "wh-room", text: "", figures: [] });
  }
  showLegend(page, box, { heading: words.legend, rows, kind: shown.length > 1 ? "wh-two" : "" });
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
  /** @type {LegendRow[]} */
  const rows = found.map(({ kind, text, how, told }) => ({
    key: `${kind} ${text}`, sample: `wh-${kind}`, text: named(page, text), figures: figuresOf(page, told),
    // Where there is no room for all, what is the same goes with the lines.
    kind: how === "nothing" ? "wh-edge" : "",
  }));
  const heads = { holder: words.differ, silent: words.differ_silent, recognition: words.differ_terms };
  const parts = Object.entries(heads)
    .map(([how, text]) => ({ text, kinds: found.filter((sum) => sum.how === how) }))
    .filter(({ kinds }) => kinds.length).map(({ text, kinds }) => `${text}: ${total(kinds)}`);
  const heading = parts.join(". ") || words.nothing_differs;
  showLegend(page, box, { heading, rows: [...rows, ...lineRows(page)], kind: "wh-long" });
}

/* The same rows with their figures, for where the key has no room for them: of two keys as of one. */
/** @param {Page} page */
export function showSums(page) {
  const [{ legend }] = page.boxes;
  if (page.state.mode === "side") return changeLegend(page, page.sums, [page.first, page.second]);
  showLegend(page, page.sums, legends.get(legend).content);
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
