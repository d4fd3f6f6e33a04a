/* The frame around the page, when there is one: it hears what was chosen, and may choose. */
function send(page) {
  if (page.framed) window.parent.postMessage({ whoholds: "chosen", state: { ...page.state } }, "*");
}

function joinFrame(page) {
  if (!page.framed) return;
  const root = document.documentElement;
  // Only the dashboard's sandbox has no origin; it shows title and date itself.
  root.classList.toggle("wh-embedded", window.origin === "null");
  window.addEventListener("message", ({ source, data: message }) => {
    if (source !== window.parent || message?.whoholds !== "set") return;
    if (message.theme === "light" || message.theme === "dark") root.dataset.theme = message.theme;
    if (CSS.supports("color", message.ground)) root.style.setProperty("--page", message.ground);
    if (message.state && typeof message.state === "object") choose(page, message.state, false);
  });
  window.parent.postMessage({ whoholds: "ready" }, "*");
  // Stacked on a phone the page is as tall as its content; beside each other it fills its frame.
  const stacked = window.matchMedia("(max-width: 719px)");
  const measure = () => {
    const height = stacked.matches ? document.body.scrollHeight : null;
    window.parent.postMessage({ whoholds: "height", height }, "*");
  };
  new ResizeObserver(measure).observe(document.body);
  measure();
}
