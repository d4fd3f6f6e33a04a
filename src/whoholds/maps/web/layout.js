/* How the page is laid out: lists beside the map, or all of it in one column. */

/* Where a list beside the map would leave it too little room, as in the style sheets. */
export const STACKED = "screen and (max-width: 1199px), screen and (max-height: 739px)";
/* Where two maps beside each other are too small to compare anything. */
export const NARROW = "screen and (max-width: 599px)";

const HEAD = ".wh-head";
/* From which height a window has room for the sources below the map too. */
const HIGH = 1000;
/* What is tried one after the other until the key is in sight. */
const TIGHTER = ["wh-tight", "wh-cramped"];

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

/* Keeps what is seen at first in sight, whatever the size of the frame: beside each other, list and
   map begin below the head; in one column the key comes before the finding, and without figures,
   where it would be out of sight otherwise. */
/** @param {Page} page */
export function fitLayout({ stacked, boxes, room }) {
  const root = document.documentElement;
  const head = /** @type {HTMLElement} */ (document.querySelector(HEAD));
  const foot = /** @type {HTMLElement} */ (document.querySelector(".wh-foot"));
  const isFramed = root.matches(".wh-framed, .wh-embedded");
  const keepsFoot = isFramed || innerHeight >= HIGH;
  root.style.setProperty("--above", `${head.offsetHeight}px`);
  root.style.setProperty("--below", keepsFoot ? `${foot.offsetHeight}px` : "0px");
  root.classList.remove(...TIGHTER);
  if (!stacked.matches) return;
  const [{ legend }] = boxes;
  const isSeen = () =>
    legend.getBoundingClientRect().bottom + scrollY <= (room.height || innerHeight) - room.top;
  for (const name of TIGHTER) {
    if (isSeen()) return;
    root.classList.add(name);
  }
}
