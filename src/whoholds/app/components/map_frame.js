/* Holds the map page in a frame that can run its scripts and reach nothing else, and passes
   messages between it and Python. The page is sent once; a choice sends only itself. */

/* What lies below the map is asked for when the first map is drawn, or when it fails to be. */
const PATIENCE = 5000;
let seen = false;

const HEIGHT = 740;

/* The page comes packed, under a name that says whether it is another one. */
const NAME = 64;
const nameOf = (packed) => new TextDecoder().decode(packed.subarray(0, NAME));
const unpack = (packed) =>
  new Response(new Blob([packed.subarray(NAME)]).stream().pipeThrough(new DecompressionStream("gzip"))).json();

/* The page's own ground, so that the map can follow it. */
function groundOf(parent) {
  return getComputedStyle(parent.host || parent).getPropertyValue("--st-background-color").trim() || "#ffffff";
}

/* And whether it is light or dark. */
function look(ground) {
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = ground;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return { ground, theme: 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light" };
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let frame = parentElement.querySelector("iframe");
  const page = nameOf(data);
  if (frame && frame.dataset.page === page) {
    // Streamlit calls at every run, because bytes are never the same to it.
    const ground = groundOf(parentElement);
    if (ground !== frame.dataset.ground) {
      frame.dataset.ground = ground;
      frame.contentWindow?.postMessage({ whoholds: "set", ...look(ground) }, "*");
    }
    return;
  }
  frame?.remove();
  frame = document.createElement("iframe");
  unpack(data).then(({ title, html }) => Object.assign(frame, { title, srcdoc: html }));
  frame.dataset.page = page;
  frame.setAttribute("sandbox", "allow-scripts");
  frame.style.cssText = `display:block;width:100%;height:${HEIGHT}px;border:0;color-scheme:normal`;
  // Starts anew with every frame, and no two messages of a session are the same.
  let count = Date.now();
  const tell = (message) => frame.contentWindow?.postMessage({ whoholds: "set", ...message }, "*");
  const choose = (state) => {
    window.whoholdsState = state;
    setStateValue("chosen", { ...state, count: ++count });
  };
  const drawn = () => {
    if (!seen) setStateValue("drawn", true);
    seen = true;
  };
  setTimeout(drawn, PATIENCE);
  const hear = (event) => {
    if (!frame.isConnected) return window.removeEventListener("message", hear);
    if (event.source !== frame.contentWindow || !event.data) return;
    if (event.data.whoholds === "ready") {
      frame.dataset.ground = groundOf(parentElement);
      tell({ ...look(frame.dataset.ground), state: window.whoholdsState });
      drawn();
    }
    if (event.data.whoholds === "height") frame.style.height = `${event.data.height || HEIGHT}px`;
    if (event.data.whoholds === "chosen") choose(event.data.state);
  };
  // Python steers through the other component of this package, so that the page is not sent again.
  const steer = (event) => {
    if (!frame.isConnected) return window.removeEventListener("whoholds-steer", steer);
    tell({ state: event.detail });
  };
  // A server that was started anew knows nothing of what the map shows.
  const again = () => {
    if (!frame.isConnected) return window.removeEventListener("whoholds-return", again);
    if (window.whoholdsState) choose(window.whoholdsState);
  };
  window.addEventListener("message", hear);
  window.addEventListener("whoholds-return", again);
  window.addEventListener("whoholds-steer", steer);
  parentElement.append(frame);
}
