/* The finding: what is shown, in one sentence, as the heading of a page that has a head. Words and
   figures come from Python (telling/comparison.py), which says the same in pictures and tables. */
import { difference } from "./differing.js";
import { differOf } from "./figures.js";
import { write } from "./nodes.js";

/** @param {string} text @param {Record<string, string>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

/* What a finding is made of: in the page's language, and after it in the others. */
/** @param {PageData} data @returns {Telling[]} */
export function tellingsOf({ language, languageName, words, proposals, figures, retold }) {
  const own = {
    language, name: languageName, finding: words.finding, sourceLine: words.source_line,
    proposals: Object.fromEntries(proposals.map((one) => [one.id, one])), differ: figures.differ,
  };
  return [own, ...retold];
}

/** @param {Page} page */
export function showFinding(page) {
  const { first, second, state } = page;
  const names = state.mode === "single" ? [first] : [first, second];
  write(document.querySelector(".wh-finding"), findingOf(page, page.tellings[0]));
  write(document.querySelector(".wh-subject"), names.map(({ title }) => title).join(" / "));
}

/** @param {Page} page @param {Telling} telling */
export function findingOf(page, telling) {
  const { state } = page;
  const shown = [[state.proposal, state.reading], [state.other, state.otherReading]]
    .map(([id, reading]) => ({ proposal: telling.proposals[id], reading: telling.proposals[id].readings[reading] }));
  const [first, second] = shown;
  if (state.mode === "single") return first.reading.finding;
  const lines = shown.filter(({ proposal }) => proposal.ofLayer);
  if (lines.length === 1) return (lines[0] === first ? second : first).reading.finding;
  return comparison(page, telling, first, second);
}

/** @param {Page} page @param {Telling} telling @param {Shown} first @param {Shown} second */
function comparison(page, { finding: words, differ }, first, second) {
  const { data } = page;
  const names = namesOf(words, first, second);
  const found = data.zones.features.map(({ properties: { index } }) =>
    ({ index, how: difference(page, [page.first.statuses[index], page.second.statuses[index]]).how }));
  const ofKind = (wanted) =>
    differOf(differ, found.filter(({ how }) => how === wanted).map(({ index }) => index));
  const [held, silent, recognition] = /** @type {const} */ (["holder", "silent", "recognition"]).map(ofKind);
  if (held.area) {
    const quiet = silent.area ? fill(words.and_silent, { ...silent }) : "";
    const said = { ...held, names, silent: quiet };
    const whole = fill(words.differ, { ...said, more: moreOf(words, first, second) });
    return whole.length > data.longestFinding ? fill(words.differ, { ...said, more: "" }) : whole;
  }
  if (silent.area) return fill(words.differ_silent, { ...silent, names });
  return fill(recognition.area ? words.differ_recognition : words.same, { names, area: recognition.area });
}

/** @param {FindingWords} words @param {Shown} first @param {Shown} second */
function namesOf(words, first, second) {
  const [{ name }, other] = [first.proposal, second.proposal];
  if (first.proposal !== other) return fill(words.pair, { first: name, second: other.name });
  const [one, two] = [first.reading.name, second.reading.name];
  return one === two ? name : fill(words.readings, { name, first: one, second: two });
}

/* What would be left under each, or else returned, where that differs. */
/** @param {FindingWords} words @param {Shown} first @param {Shown} second */
function moreOf(words, first, second) {
  for (const key of /** @type {const} */ (["leaves", "returned"])) {
    const [one, two] = [first.reading[key], second.reading[key]];
    if (one === two) continue;
    const said = words[key];
    if (one && two) return fill(words.under_both, { said, first: one, second: two });
    return fill(one ? words.under_first : words.under_second, { said, area: one || two });
  }
  return "";
}
