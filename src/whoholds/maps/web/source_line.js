/* The one line of source of what is shown: below a bare map, which has no other, and with a finding
   that is shared. */
import { fill } from "./finding.js";
import { element } from "./nodes.js";

/** @param {Page} page @param {Telling} telling */
export function sourceLineOf({ state }, { proposals, sourceLine }) {
  const shown = state.mode === "single" ? [state.proposal] : [state.proposal, state.other];
  const sources = [...new Set(shown.map((id) => proposals[id].source))].filter(Boolean);
  return fill(sourceLine, { sources: sources.join("; ") });
}

/** @param {Page} page */
export function showSource(page) {
  const line = document.querySelector(".wh-source") ?? element("p", "wh-source");
  line.textContent = sourceLineOf(page, page.tellings[0]);
  if (!line.isConnected) document.querySelector(".wh-stage").append(line);
}
