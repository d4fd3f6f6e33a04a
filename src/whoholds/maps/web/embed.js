/* For a page that shows maps in frames: gives each frame marked with data-whoholds the height that
   its map asks for. It hears no other frame. */
(() => {
  /** @returns {any[]} */
  const frames = () => [...document.querySelectorAll("iframe[data-whoholds]")];
  addEventListener("message", ({ source, data }) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    const asked = data && data.whoholds === "height" && data.height;
    if (frame && asked > 100 && asked < 10000) frame.style.height = Math.ceil(asked) + "px";
  });
  const ask = () => frames().forEach(({ contentWindow }) =>
    contentWindow.postMessage({ whoholds: "measure" }, "*"));
  addEventListener("DOMContentLoaded", ask);
  ask();
})();
