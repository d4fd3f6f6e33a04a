/* Where and in what two proposals differ. Words and classes come from Python, by both statuses. */

/** @type {readonly State["recognition"][]} */
export const RECOGNITION = ["hidden", "shown"];

/* How two statuses of a zone differ: in what, the class that paints it, and the words for it. */
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
      !isAlike(difference(page, [status, second.statuses[zone]]))));
  }
  return found.get(second);
}

/* Whether a difference leaves the land with the same side. */
/** @param {{ how: Differing }} found */
const isAlike = ({ how }) => how === "nothing" || how === "recognition";

/* What is told of first: another holder, then what one text is silent on, then recognition. */
/** @param {{ how?: Differing }} found */
export const placeOf = ({ how }) => ["holder", "silent", "recognition", "nothing"].indexOf(how);

/* How two statuses differ on the map as it is shown. */
/** @param {Page} page @param {Status[]} both */
export function shownDifference(page, both) {
  const found = difference(page, both);
  return showsRecognition(page) ? found : page.data.differs[found.plain];
}

/* The same, with the two proposals named. */
/** @param {Page} page @param {Status[]} both */
export function saidDifference(page, both) {
  const found = difference(page, both);
  return { ...found, text: named(page, found.text) };
}

/* Puts what the two proposals are called into the gaps of a text: of one proposal, its readings. */
/** @param {Page} page @param {string} text */
export function named({ words, first, second }, text) {
  const isOne = first.proposal === second.proposal;
  const name = ({ under, reading }) => (isOne ? words.read_as.replace("{}", () => reading) : under);
  return text.replace(/\{(first|second)\}/g, (_, which) => name(which === "first" ? first : second));
}

/* The middle of the land that another would hold, or else of what differs otherwise; null where
   nothing differs. */
/** @param {Page} page @returns {{ lon: number; lat: number } | null} */
export function middleOfDifference(page) {
  const { first, second, data } = page;
  const found = data.zones.features.map(({ properties }) => ({
    ...properties, ...difference(page, [first, second].map(({ statuses }) => statuses[properties.index])),
  })).filter(({ how }) => how !== "nothing");
  if (!found.length) return null;
  const foremost = Math.min(...found.map(placeOf));
  const differing = found.filter((one) => placeOf(one) === foremost);
  const land = differing.reduce((sum, { area }) => sum + area, 0);
  const mean = (side) => differing.reduce((sum, { at, area }) => sum + at[side] * area, 0) / land;
  return { lon: mean(0), lat: mean(1) };
}
