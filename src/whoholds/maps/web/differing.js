/* Where and in what two proposals differ. Words and classes come from Python, by both statuses. */

/** @type {readonly State["recognition"][]} */
export const RECOGNITION = ["hidden", "shown"];

/* How two statuses of a zone differ: the class that paints it, and the words for it. */
/** @param {Page} page @param {Status[]} both */
export function difference({ data }, [first, second]) {
  return data.differs[data.differences[first.treatment][second.treatment]];
}

/* Whether the map shows land that the same side would hold under both, recognised otherwise: where it
   was asked for, and where there is no other difference. */
/** @param {Page} page */
export function showsRecognition(page) {
  return page.state.recognition === "shown" || !holderDiffers(page);
}

/** @type {WeakMap<Evaluation, WeakMap<Evaluation, boolean>>} */
const known = new WeakMap();

/** @param {Page} page */
export function holderDiffers(page) {
  const { first, second } = page;
  if (!known.has(first)) known.set(first, new WeakMap());
  const found = known.get(first);
  if (!found.has(second)) {
    found.set(second, first.statuses.some((status, zone) =>
      !ALIKE.includes(difference(page, [status, second.statuses[zone]]).kind)));
  }
  return found.get(second);
}

/* Kinds of difference that leave the land with the same side. */
const ALIKE = ["same", "differ_terms"];

/* How two statuses differ on the map as it is shown. */
/** @param {Page} page @param {Status[]} both */
export function shownDifference(page, both) {
  const found = difference(page, both);
  if (showsRecognition(page) || !ALIKE.includes(found.kind)) return found;
  return { kind: "same", text: page.words.same_holder };
}

/* The same, with the two proposals named. */
/** @param {Page} page @param {Status[]} both */
export function saidDifference(page, both) {
  const { kind, text } = difference(page, both);
  return { kind, text: named(page, text) };
}

/* Puts what the two proposals are called into the gaps of a text: of one proposal, its readings. */
/** @param {Page} page @param {string} text */
export function named({ words, first, second }, text) {
  const isOne = first.proposal === second.proposal;
  const name = ({ under, reading }) => (isOne ? words.read_as.replace("{}", () => reading) : under);
  return text.replace(/\{(first|second)\}/g, (_, which) => name(which === "first" ? first : second));
}

/* The middle of the land that another would hold, or else of what differs in recognition alone; null
   where nothing differs. */
/** @param {Page} page @returns {{ lon: number; lat: number } | null} */
export function middleOfDifference(page) {
  const { first, second, data } = page;
  const found = data.zones.features.map(({ properties }) => ({
    ...properties, kind: difference(page, [first, second].map(({ statuses }) => statuses[properties.index])).kind,
  }));
  const held = found.filter(({ kind }) => !["same", "differ_terms"].includes(kind));
  const differing = held.length ? held : found.filter(({ kind }) => kind === "differ_terms");
  if (!differing.length) return null;
  const land = differing.reduce((sum, { area }) => sum + area, 0);
  const mean = (side) => differing.reduce((sum, { at, area }) => sum + at[side] * area, 0) / land;
  return { lon: mean(0), lat: mean(1) };
}
