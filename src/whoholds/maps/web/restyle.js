/* Restyling: a choice sets classes and labels of paths that are drawn already, and nothing else. */
import { tractDescription, tractLabel } from "./describe.js";
import { showDetails } from "./details.js";
import { shownDifference, showsRecognition } from "./differing.js";
import { evaluationOf } from "./evaluations.js";
import { showFinding } from "./finding.js";
import { showLegends } from "./legend.js";
import { keepFocus } from "./marks.js";
import { set } from "./nodes.js";
import { rename } from "./places.js";
import { showSource } from "./source_line.js";
import { showTitles } from "./stage.js";
import { showTowns } from "./towns.js";
import { isLead, shownIn, tractsOf } from "./tracts.js";

/** @param {Page} page @param {View} view */
function paint(page, view) {
  const { mode, region } = page.state;
  const shown = shownIn(page, view.side);
  const wanted = [mode, region, mode === "difference" && showsRecognition(page), ...shown];
  if (wanted.every((one, place) => one === view.painted?.[place])) return;
  view.painted = wanted;
  const { byZone } = tractsOf(page, shown);
  const own = mode === "swipe" && view.side === "b" ? 1 : 0;
  for (const item of view.paths) {
    const { feature, path, printed } = item;
    const tract = byZone[feature.properties.index];
    item.kind = mode === "difference"
      ? shownDifference(page, tract.statuses).kind : tract.statuses[own].change;
    set(path, "class", `leaflet-interactive wh-zone wh-${item.kind}`);
    if (printed) set(printed, "class", `wh-printed wh-${item.kind}`);
    if (!view.above) speak(page, path, tract, isLead(tract, feature), shown);
  }
  if (!view.above) keepFocus(page, view);
}

/* One zone of a tract is its button; the others are for the eye alone. */
/**
 * @param {Page} page
 * @param {SVGElement} path
 * @param {Tract} tract
 * @param {boolean} leads
 * @param {Evaluation[]} shown
 */
function speak(page, path, tract, leads, shown) {
  if (!leads) {
    set(path, "aria-hidden", "true");
    for (const name of BUTTON) path.removeAttribute(name);
    // A shape that hears of focus is a stop of the keyboard, unless it says that it is none.
    set(path, "tabindex", "-1");
    return;
  }
  path.removeAttribute("aria-hidden");
  set(path, "role", "button");
  set(path, "tabindex", "0");
  set(path, "aria-label", tractLabel(page, tract, shown));
  set(path, "aria-description", tractDescription(page, tract, shown));
  set(path, "aria-pressed", String(tract.region === page.state.region));
}

const BUTTON = ["role", "aria-label", "aria-description", "aria-pressed"];

/** @param {Page} page */
export function restyle(page) {
  const { state, views } = page;
  page.first = evaluationOf(page, state.proposal, state.reading);
  page.second = evaluationOf(page, state.other, state.otherReading);
  for (const view of views) if (isVisible(page, view)) paint(page, view);
  showTitles(page);
  showFinding(page);
  showSource(page);
  showLegends(page);
  showTowns(page);
  showDetails(page);
  page.tip.refresh();
  rename(page);
}

/** @param {Page} page @param {View} view */
function isVisible({ state }, view) {
  return view.side === "a" || (view.separate ? state.mode === "side" : state.mode === "swipe");
}
