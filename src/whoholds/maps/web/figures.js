/* What is said of zones together. The words and numbers come from Python, by the set of zones. */
/** @param {number[]} zones */
function keyOf(zones) {
  return zones.reduce((bits, zone) => bits | (1n << BigInt(zone)), 0n).toString(16);
}

/* Of the zones that a row of a legend stands for. */
/** @param {PageData} data @param {number[]} zones */
export function sumOf({ figures }, zones) {
  return figures.sums[keyOf(zones)];
}

/* Of the zones of a tract. */
/** @param {PageData} data @param {number[]} zones */
export function extentOf({ figures }, zones) {
  return figures.tracts[keyOf(zones)];
}

/* Of the zones in which two proposals differ. */
/** @param {Record<string, Differ>} differ @param {number[]} zones */
export function differOf(differ, zones) {
  return differ[keyOf(zones)];
}

/** @param {string} text @param {string} value */
const fill = (text, value) => text.replace("{}", () => value);

/* How many residents, where they are known: beside the word for them, beside that of a row, or in a
   sentence. */
/** @param {Words} words @param {Told} told */
export function count(words, { how, people }) {
  if (how === "none") return words.none_known;
  return how === "fewer" ? fill(words.fewer, people) : people;
}

/** @param {Words} words @param {Told} told */
export function crowd(words, told) {
  return told.how === "none" ? words.none_known : `${count(words, told)} ${words.residents}`;
}

/** @param {Words} words @param {Told} told */
export function about(words, { how, people }) {
  if (how === "none") return words.about_none;
  return fill(how === "fewer" ? words.about_fewer : words.about, people);
}
