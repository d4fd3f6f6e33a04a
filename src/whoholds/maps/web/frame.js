/* The dashboard's sandbox has no origin and cannot reach its parent. A notebook's frame can, and a
   page of another site that shows the file in a frame of its own leaves the file its origin. */
export function isSandboxed() {
  if (window.origin !== "null") return false;
  try {
    return !window.parent.document;
  } catch {
    return true;
  }
}

/* The frame around the page, when there is one: it hears what was chosen, and may choose. */
/** @param {Page} page */
export function send(page) {
  if (page.framed) window.parent.postMessage({ whoholds: "chosen", state: { ...page.state } }, "*");
}

/** @param {Page} page */
export function joinFrame(page) {
  if (!page.framed) return;
  const root = document.documentElement;
  window.addEventListener("message", ({ source, data: message }) => {
    if (source !== window.parent || message?.whoholds !== "set") return;
    if (message.theme === "light" || message.theme === "dark") root.dataset.theme = message.theme;
    if (CSS.supports("color", message.ground)) root.style.setProperty("--page", message.ground);
    if (message.state && typeof message.state === "object") page.choose(message.state, false);
  });
  window.parent.postMessage({ whoholds: "ready" }, "*");
  // Stacked on a phone the page is as tall as its content; beside each other it fills its frame.
  const measure = () => {
    const height = page.stacked.matches ? document.body.scrollHeight : null;
    window.parent.postMessage({ whoholds: "height", height }, "*");
  };
  new ResizeObserver(measure).observe(document.body);
  measure();
}
