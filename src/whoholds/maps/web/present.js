/* Presenting: the map, its finding and its key alone, in large type, over the whole screen where the
   browser allows it. */
import { iconButton } from "./nodes.js";
import { goHome } from "./stage.js";

const PRESENTING = "wh-presenting";

export function isPresenting() {
  return document.documentElement.classList.contains(PRESENTING);
}

/* The next proposal of the list, or the one before it; after the last comes the first. */
/** @param {Page} page @param {number} by */
export function step({ data, state, choose }, by) {
  const count = data.proposals.length;
  const at = data.proposals.findIndex(({ id }) => id === state.proposal);
  choose({ proposal: data.proposals[(at + by + count) % count].id }, true);
}

/** @param {Page} page @param {L.Map} map */
export function addPresentation(page, map) {
  const { words } = page;
  const root = document.documentElement;
  const button = iconButton("wh-present", "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4");
  const name = (isOn) => {
    button.title = isOn ? words.present_end : words.present;
    button.setAttribute("aria-label", button.title);
  };
  const turn = (isOn) => {
    root.classList.toggle(PRESENTING, isOn);
    page.tip.hide();
    name(isOn);
    goHome(page);
  };
  const leave = () => {
    turn(false);
    if (document.fullscreenElement) document.exitFullscreen();
  };
  button.addEventListener("click", () => {
    if (isPresenting()) return leave();
    turn(true);
    // In a frame that may not, the map fills the frame.
    root.requestFullscreen?.().catch(() => {});
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && isPresenting()) turn(false);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && isPresenting() && !document.fullscreenElement) leave();
  });
  name(false);
  map.getContainer().querySelector(".leaflet-control-zoom").append(button);
  L.DomEvent.disableClickPropagation(button);
}
