/* How the page is laid out: lists beside the map, or all of it in one column. */
import { showSums } from "./legend.js";

/* Where a list beside the map would leave it too little room, as in the style sheets. */
export const STACKED = "screen and (max-width: 1199px), screen and (max-height: 739px)";
/* Where two maps beside each other are too small to compare anything. */
export const NARROW = "screen and (max-width: 599px)";

const HEAD = ".wh-head";
/* From which height a window has room for the sources below the map too. */
const HIGH = 1000;
/* What is tried one after the other until the key is in sight. */
const TIGHTER = ["wh-tight", "wh-cramped", "wh-least"];
/* Which share of the frame two maps beside the list have at least; below it the figures of their key go
   below the list. */
const LEAST_SHARE = .455;

/* How wide the frame was when the layout was last fitted to it. */
let fittedWidth = 0;

/* The finding is above the lists, or in one column below the map. */
/** @param {Page} page */
export function placeFinding(page) {
  const { stacked, frame } = page;
  const finding = /** @type {HTMLElement} */ (document.querySelector(".wh-finding"));
  const place = () => {
    if (stacked.matches) frame.append(finding);
    else document.querySelector(".wh-subject").before(finding);
  };
  stacked.addEventListener("change", place);
  place();
}

/* On a phone two maps lie over each other, with a divider between them. */
/** @param {Page} page @param {Mode} mode @returns {Mode} */
export function modeWithRoom({ narrow }, mode) {
  return narrow.matches && mode === "side" ? "swipe" : mode;
}

/* Moves what has one place beside the map and another in one column: the figures of a key that has no
   room for them, and the switch that adds to a difference. */
/** @param {Page} page @param {HTMLElement} recognition */
export function placeBelow({ stacked, frame, sums }, recognition) {
  const place = () => {
    (stacked.matches ? frame : document.querySelector(".wh-side")).append(sums);
    (stacked.matches ? frame : document.querySelector(".wh-bar")).append(recognition);
  };
  stacked.addEventListener("change", place);
  place();
}

/* Share of the frame that the maps have, all together. */
/** @param {Page} page */
function shareOf({ boxes, state }) {
  const shown = boxes.slice(0, state.mode === "side" ? 2 : 1);
  const area = shown.reduce((sum, { canvas }) => sum + canvas.offsetWidth * canvas.offsetHeight, 0);
  return area / (innerWidth * innerHeight);
}

/* Keeps what is seen at first in sight, whatever the size of the frame: beside each other, list and
   map begin below the head, and two proposals leave the map its room; in one column the key comes
   before the finding, then without figures, then without the lines, where it would be out of sight
   otherwise. */
/** @param {Page} page */
export function fitLayout(page) {
  const { stacked, state } = page;
  const root = document.documentElement;
  const head = /** @type {HTMLElement} */ (document.querySelector(HEAD));
  const foot = /** @type {HTMLElement} */ (document.querySelector(".wh-foot"));
  const isFramed = root.matches(".wh-framed, .wh-embedded");
  const keepsFoot = isFramed || innerHeight >= HIGH;
  root.style.setProperty("--above", `${head.offsetHeight}px`);
  root.style.setProperty("--below", keepsFoot ? `${foot.offsetHeight}px` : "0px");
  const isCramped = root.classList.contains("wh-cramped") && fittedWidth === innerWidth;
  root.classList.remove(...TIGHTER);
  fittedWidth = innerWidth;
  if (stacked.matches) return keepKeyInSight(page);
  // A frame grows with what is in the list: it would have the room again that was made there.
  if (state.mode === "single" || (!isCramped && shareOf(page) >= LEAST_SHARE)) return;
  root.classList.add("wh-cramped");
  showSums(page);
}

/* What was made room for stays: no proposal moves the map by having a shorter key. */
/** @param {Page} page */
export function keepKeyInSight({ boxes: [{ legend }], room }) {
  const root = document.documentElement;
  const isSeen = () =>
    legend.getBoundingClientRect().bottom + scrollY <= (room.height || innerHeight) - room.top;
  for (const name of TIGHTER) {
    if (isSeen()) return;
    root.classList.add(name);
  }
}
