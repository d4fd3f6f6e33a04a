/* The frame around the page, when there is one. */
import { fitLayout } from "./layout.js";

/* A sandbox has no origin and cannot reach its parent. A notebook's frame can, and a page of another
   site that shows the file in a frame of its own leaves the file its origin. */
export function isSandboxed() {
  if (window.origin !== "null") return false;
  try {
    return !window.parent.document;
  } catch {
    return true;
  }
}

/* The dashboard writes the page into its frame, and shows title and date itself. */
/** @param {Page} page */
export function isInDashboard({ framed, sandboxed }) {
  return framed && sandboxed && location.protocol === "about:";
}

/* The frame hears what was chosen, and may choose. */
/** @param {Page} page */
export function send(page) {
  if (page.framed) tell({ whoholds: "chosen", state: { ...page.state } });
}

let heardWhere = () => {};

/* Asks the dashboard for its address, which has what the page does not know: the layer. */
/** @param {Page} page @param {() => void} heard */
export function askWhere(page, heard) {
  heardWhere = heard;
  if (isInDashboard(page)) tell({ whoholds: "where" });
}

/** @param {object} message */
function tell(message) {
  window.parent.postMessage(message, "*");
}

/** @param {Page} page */
export function joinFrame(page) {
  if (!page.framed) return;
  const root = document.documentElement;
  const measure = () => tell({ whoholds: "height", height: heightOf(page), least: leastOf(page) });
  window.addEventListener("message", ({ source, data: message }) => {
    if (source !== window.parent) return;
    if (message?.whoholds === "measure") measure();
    if (message?.whoholds !== "set") return;
    if (message.theme === "light" || message.theme === "dark") root.dataset.theme = message.theme;
    if (CSS.supports("color", message.ground)) root.style.setProperty("--page", message.ground);
    const { height, top } = message.room ?? {};
    if (height > 0 && top >= 0) {
      Object.assign(page.room, { height, top });
      root.style.setProperty("--screen", `${height}px`);
      fitLayout(page);
    }
    if (isInDashboard(page) && /^https?:/.test(message.address)) {
      page.around = message.address;
      heardWhere();
    }
    if (message.state && typeof message.state === "object") page.choose(message.state, false);
  });
  tell({ whoholds: "ready" });
  const observer = new ResizeObserver(measure);
  const lists = document.querySelectorAll(".wh-side, .wh-side > *");
  for (const node of [document.body, ...lists, page.details.panel]) observer.observe(node);
  measure();
}

/* How high a map is for its width where nothing else says it: one, on a phone, and each of two. */
const SHAPE = { one: .64, phone: 1.15, two: .85 };

/* The height that the page would have: what is around the map, and what the map would be well shown
   at. In the dashboard, which has a height of its own for it, only what is in one column asks. */
/** @param {Page} page */
function heightOf(page) {
  if (isInDashboard(page)) return page.stacked.matches ? document.body.scrollHeight : null;
  const [{ canvas }] = page.boxes;
  const { offsetWidth: width, offsetHeight: height } = canvas;
  const head = highOf(".wh-head");
  const rest = head + highOf(".wh-stage") + highOf(".wh-foot") - height;
  const shape = page.narrow.matches ? SHAPE.phone : page.state.mode === "side" ? SHAPE.two : SHAPE.one;
  return Math.ceil(Math.max(rest + Math.max(width * shape, rest * LEAST_SHARE), head + leastOf(page)));
}

/* In one column a map takes no less of what is around it, as in the style sheet. */
const LEAST_SHARE = .46 / .54;

/** @param {string} selector */
function highOf(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector)).offsetHeight;
}

/* The list beside the map may be longer than the map is high; the sources come below it. */
/** @param {Page} page */
function leastOf(page) {
  if (page.stacked.matches) return 0;
  return [.../** @type {HTMLElement} */ (document.querySelector(".wh-side")).children]
    .reduce((sum, node) => sum + /** @type {HTMLElement} */ (node).offsetHeight + 12, highOf(".wh-foot"));
}
