/* What was chosen, said to those who listen. */
import { named } from "./differing.js";
import { changeSums, differenceSums } from "./legend.js";
import { element } from "./nodes.js";

let live;

/** @param {Element} stage */
export function makeLive(stage) {
  live = element("p", "wh-live");
  live.setAttribute("role", "status");
  stage.append(live);
}

/** @param {Page} page @param {State} before */
export function announce(page, before) {
  const { state, words, first, second } = page;
  if (state.region !== before.region) {
    live.textContent = state.region ? `${words.details}: ${page.details.title.textContent}` : "";
    return;
  }
  const say = (found, isSaid) => [...found.values()]
    .filter(isSaid)
    .map(({ text, told }) => `${named(page, text)}: ${told.area}`);
  const figures = state.mode === "single"
    ? say(changeSums(page, first), ({ kind }) => kind !== page.data.keeps)
    : say(differenceSums(page), ({ how }) => how !== "nothing");
  const titles = state.mode === "single" ? first.title : `${first.title} / ${second.title}`;
  const rest = figures.length ? figures : [words.nothing_differs];
  live.textContent = [titles, ...rest].join(". ");
}
