/* The frame around the page, when there is one. */

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

/** @param {object} message */
function tell(message) {
  window.parent.postMessage(message, "*");
}

/** @param {Page} page */
export function joinFrame(page) {
  if (!page.framed) return;
  const root = document.documentElement;
  const measure = () => tell({ whoholds: "height", height: heightOf(page) });
  window.addEventListener("message", ({ source, data: message }) => {
    if (source !== window.parent) return;
    if (message?.whoholds === "measure") measure();
    if (message?.whoholds !== "set") return;
    if (message.theme === "light" || message.theme === "dark") root.dataset.theme = message.theme;
    if (CSS.supports("color", message.ground)) root.style.setProperty("--page", message.ground);
    if (message.state && typeof message.state === "object") page.choose(message.state, false);
  });
  tell({ whoholds: "ready" });
  new ResizeObserver(measure).observe(document.body);
  measure();
}

/* How high a map is for its width where nothing else says it: one, and each of two. */
const SHAPE = { one: .64, two: .85 };

/* The height that the page would have. Stacked on a phone it is as tall as its content; beside each
   other list and map fill the frame, and the height is what the map would be well shown at. The
   dashboard has its own for that. */
/** @param {Page} page */
function heightOf(page) {
  if (page.stacked.matches) return document.body.scrollHeight;
  if (isInDashboard(page)) return null;
  const [{ canvas }] = page.boxes;
  const { offsetWidth: width, offsetHeight: height } = canvas;
  const rest = document.documentElement.scrollHeight - height;
  return Math.ceil(rest + width * (page.state.mode === "side" ? SHAPE.two : SHAPE.one));
}
