/* What is said about a tract: one set of words for the tooltip, the panel and the screen reader. */
import { saidDifference } from "./differing.js";
import { about, count } from "./figures.js";

/** @param {Tract} tract */
function tractName({ name, part }) {
  return part ? `${name}, ${part}` : name;
}

/** @param {Words} words @param {Status} status */
export function recognitionName(words, status) {
  return `${words.recognitions[status.recognition]} (${words.bases[status.basis]})`;
}

/* What is cited for statuses; where nothing is, the layer itself says who holds the land. */
/** @param {Page} page @param {Status[]} statuses */
export function sourcesOf(page, statuses) {
  const ids = [...new Set(statuses.flatMap(({ sources }) => sources))];
  const found = ids.map((id) => page.data.sources[id]);
  return found.length ? found : [{ name: page.data.heldSource, title: "", url: "" }];
}

/** @param {Page} page @param {Tract} tract */
function measures({ words, data }, { told }) {
  const rows = [[words.area, told.area]];
  if (data.hasPeople) rows.push([words.people, count(words, told)]);
  return rows;
}

/* The rows about a tract as a map shows it: under one proposal, or under both. */
/** @param {Page} page @param {Tract} tract @param {Evaluation[]} shown */
function tractRows(page, tract, shown) {
  const { words } = page;
  const { heldBy, statuses } = tract;
  const held = [words.held, words.holder[heldBy]];
  if (shown.length === 1) {
    const [status] = statuses;
    return [
      held,
      [words.after, status.after],
      [words.change, words.changes[status.change]],
      ...measures(page, tract),
      [words.recognition, recognitionName(words, status)],
      [words.source, sourcesOf(page, statuses).map(({ name }) => name).join("; ")],
    ];
  }
  const both = shown.map(({ title }, index) => {
    const status = statuses[index];
    return [title, `${words.changes[status.change]}; ${recognitionName(words, status)}`];
  });
  return [held, ...both, ...measures(page, tract)];
}

/* What happens to a tract on a map, for each of the proposals that it shows. */
/** @param {Page} page @param {Tract} tract @param {Evaluation[]} shown */
export function happenings(page, { statuses }, shown) {
  const { words } = page;
  if (statuses.length === 1) return [words.changes[statuses[0].change]];
  if (page.state.mode === "difference") return [saidDifference(page, statuses).text];
  return statuses.map(({ change }, index) => `${shown[index].title}: ${words.changes[change]}`);
}

/* The name of a tract's button: place and what happens to it on this map. */
/** @param {Page} page @param {Tract} tract @param {Evaluation[]} shown */
export function tractLabel(page, tract, shown) {
  const said = happenings(page, tract, shown);
  if (said.length > 1) return `${tractName(tract)}. ${said.join(". ")}`;
  return [`${tractName(tract)}: ${said[0]}`, ...unsaid(page, tract)].join(". ");
}

/** @param {Page} page @param {Tract} tract @param {Evaluation[]} shown */
export function tractDescription(page, tract, shown) {
  return tractRows(page, tract, shown).map(([term, value]) => `${term}: ${value}`).join(". ");
}

/* Who holds the land, where the words for what happens to it do not say so. */
const UNSAID = ["demilitarised", "international", "left_open", "not_mentioned"];

/** @param {Page} page @param {Tract} tract */
function unsaid({ words }, { statuses, heldBy }) {
  const [{ change }, second] = statuses;
  return !second && UNSAID.includes(change) ? [words.held_by[heldBy]] : [];
}

/* The lines of the tooltip: place and what happens, how much that is, and no more. */
/** @param {Page} page @param {Tract} tract @param {Evaluation[]} shown */
export function tipLines(page, tract, shown) {
  const said = happenings(page, tract, shown);
  const lines = said.length === 1
    ? [`${tractName(tract)}: ${said[0]}`, ...unsaid(page, tract)] : [tractName(tract), ...said];
  return [...lines, ...figures(page, tract)];
}

/** @param {Page} page @param {Tract} tract */
export function figures({ words, data }, { told }) {
  return [told.area, ...(data.hasPeople ? [about(words, told)] : [])];
}
