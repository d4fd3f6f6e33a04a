/* Legends with figures: of one proposal, of two beside each other, or of where the two differ. */
function sums(page, kindOf) {
  const found = new Map();
  for (const { properties } of page.data.zones.features) {
    const { kind, text } = kindOf(properties.index);
    const sum = found.get(text) ?? { kind, text, area: 0, people: 0 };
    sum.area += properties.area;
    sum.people += properties.people ?? NaN;
    found.set(text, sum);
  }
  return found;
}

function changeSums(page, { statuses }) {
  const { words } = page;
  return sums(page, (index) => {
    const { change } = statuses[index];
    return { kind: change, text: words.changes[change] };
  });
}

function differenceSums(page) {
  return sums(page, (index) =>
    difference(page, page.first.statuses[index], page.second.statuses[index]));
}

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

function lineRows(page) {
  const { words, data } = page;
  return [
    legendRow(swatch("wh-line", true), `${words.line}, ${data.date}`, []),
    legendRow(swatch("wh-border", true), words.border, []),
  ];
}

function showLegend(box, heading, rows) {
  const list = element("ul");
  list.append(...rows);
  box.replaceChildren(element("h2", "", heading), list);
}

/* One proposal, or two with an arrow to the side of the map that each is on. */
function changeLegend(page, box, shown) {
  const { words, forms, data } = page;
  const all = shown.map((one) => changeSums(page, one));
  const arrows = shown.length > 1 ? ["◂ ", "▸ "] : [""];
  const rows = [];
  for (const change of data.order) {
    const text = words.changes[change];
    if (!all.some((found) => found.has(text))) continue;
    const areas = all.map((found, side) =>
      arrows[side] + forms.area(found.get(text)?.area ?? 0));
    rows.push(legendRow(swatch(`wh-${change}`), text, areas));
  }
  rows.push(...lineRows(page));
  // Rows that only take room: no proposal moves the map by having fewer changes.
  while (rows.length < page.mostChanges + 2) rows.push(element("li", "wh-room"));
  box.classList.remove("wh-with-people");
  showLegend(box, words.legend, rows);
}

function mostChanges(data) {
  const all = data.proposals.flatMap(({ readings }) => Object.values(readings));
  const kinds = ({ statuses }) => new Set(statuses.map((index) => data.statuses[index].change));
  return Math.max(...all.map((reading) => kinds(reading).size));
}

/* Where another would hold comes before where recognition alone differs. */
function differenceLegend(page, box) {
  const { words, forms } = page;
  const found = [...differenceSums(page).values()];
  const figures = ({ area, people }) => [
    forms.area(area), ...(Number.isFinite(people) ? [forms.people(people)] : []),
  ];
  const total = (kinds) => figures({
    area: kinds.reduce((sum, { area }) => sum + area, 0),
    people: kinds.reduce((sum, { people }) => sum + people, 0),
  }).join(", ") + (Number.isFinite(kinds[0].people) ? ` (${words.pre_war})` : "");
  const order = ({ kind }) => ["differ_terms", "same"].indexOf(kind);
  found.sort((one, two) => order(one) - order(two) || two.area - one.area);
  const differ = found.filter(({ kind }) => kind !== "same");
  const terms = found.filter(({ kind }) => kind === "differ_terms");
  const rows = found.map((sum) => legendRow(swatch(`wh-${sum.kind}`), sum.text, figures(sum)));
  let heading = differ.length ? `${words.differ}: ${total(differ)}` : words.nothing_differs;
  if (terms.length) heading += `. ${words.differ_terms}: ${total(terms)}`;
  box.classList.toggle("wh-with-people", Number.isFinite(found[0].people));
  showLegend(box, heading, [...rows, ...lineRows(page)]);
}

function showLegends(page) {
  const [first, second] = page.boxes.map(({ legend }) => legend);
  if (page.state.mode === "difference") differenceLegend(page, first);
  else changeLegend(page, first, shownIn(page, "a"));
  if (page.state.mode === "side") changeLegend(page, second, shownIn(page, "b"));
}
