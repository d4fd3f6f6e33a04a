/* What is said about a zone: one set of rows for the tooltip, the panel and the screen reader. */
function zoneName({ name, part }) {
  return part ? `${name}, ${part}` : name;
}

function holderName(words, status) {
  const place = status.administration ? ` (${words.holder[status.administration]})` : "";
  return words.holder[status.holder] + place;
}

function recognitionName(words, status) {
  return `${words.recognitions[status.recognition]} (${words.bases[status.basis]})`;
}

function sourceNames(page, statuses) {
  const ids = new Set(statuses.flatMap((status) => status.sources));
  return [...ids].map((id) => page.data.sources[id]);
}

function measures(page, zone) {
  return (zone.measures ??= measure(page, zone));
}

function measure(page, { index, area, share, people, settled }) {
  const { words, forms } = page;
  const sized = forms.sized(area, bandOf(page, [index]));
  const rows = [[words.area, `${sized}, ${forms.share(share)} ${words.ofRegion}`]];
  if (Number.isFinite(people)) {
    const band = peopleBand(page, [index]);
    rows.push([words.people, forms.count({ people, settled, band })]);
  }
  return rows;
}

/* Who says so: all sources, or for the small tooltip the first and how many more. */
function sourceText(page, status, isShort) {
  const [first, ...more] = sourceNames(page, [status]).map(({ name }) => name);
  if (isShort && more.length) return `${first} (+${more.length})`;
  return [first, ...more].join("; ");
}

/* The rows about a zone as a map shows it: under one proposal, or under both. */
function zoneRows(page, feature, shown, isShort) {
  const { words } = page;
  const zone = feature.properties;
  const held = [words.held, words.holder[zone.heldBy]];
  if (shown.length === 1) {
    const status = shown[0].statuses[zone.index];
    return [
      held,
      [words.after, holderName(words, status)],
      [words.change, words.changes[status.change]],
      ...measures(page, zone),
      [words.recognition, recognitionName(words, status)],
      [words.source, sourceText(page, status, isShort)],
    ];
  }
  const both = shown.map(({ title, statuses }) => {
    const status = statuses[zone.index];
    return [title, `${words.changes[status.change]}; ${recognitionName(words, status)}`];
  });
  return [held, ...both, ...measures(page, zone)];
}

/* The name of a zone's button: place and what happens to it on this map. */
function zoneLabel(page, feature, shown) {
  const { words } = page;
  const zone = feature.properties;
  const [first, second] = shown.map(({ statuses }) => statuses[zone.index]);
  if (!second) return `${zoneName(zone)}: ${words.changes[first.change]}`;
  if (page.state.mode === "difference") {
    return `${zoneName(zone)}: ${difference(page, first, second).text}`;
  }
  const parts = [first, second].map(
    ({ change }, index) => `${shown[index].title}: ${words.changes[change]}`);
  return `${zoneName(zone)}. ${parts.join(". ")}`;
}

function zoneDescription(page, feature, shown) {
  return zoneRows(page, feature, shown).map(([term, value]) => `${term}: ${value}`).join(". ");
}

/* How two statuses of a zone differ: the class that paints it, and the words for it. */
function difference(page, first, second) {
  const { words } = page;
  const [before, after] = [holderName(words, first), holderName(words, second)];
  if (before !== after) {
    const kind = { UA: "ua", RU: "ru" }[second.holder] ?? "other";
    return { kind: `differ_${kind}`, text: `${before} → ${after}` };
  }
  if (first.recognition !== second.recognition) {
    const [former, later] = [first, second].map(({ recognition }) => words.recognitions[recognition]);
    return { kind: "differ_terms", text: `${before}: ${former} → ${later}` };
  }
  return { kind: "same", text: words.same };
}
