/* The one line of source that a bare map has below its key; any other page has a whole foot. */
import { sourcesOf } from "./describe.js";
import { fill } from "./finding.js";
import { element } from "./nodes.js";

/* How many of a proposal's sources one line has room for; the whole page cites all. */
const MOST = 2;

/** @param {Page} page */
export function showSource(page) {
  const { state, words, first, second, data } = page;
  const line = document.querySelector(".wh-source") ?? element("p", "wh-source");
  const shown = state.mode === "single" ? [first] : [first, second];
  const names = shown.flatMap(({ statuses }) =>
    sourcesOf(page, statuses).map(({ name }) => name).slice(0, MOST));
  const values = { sources: [...new Set(names)].join("; "), date: data.date };
  line.textContent = fill(words.source_line, values);
  if (!line.isConnected) document.querySelector(".wh-stage").append(line);
}
