/* Holds the map page in a frame that can run its scripts and reach nothing else, and passes
   messages between it and Python. The page is sent once; a choice sends only itself. */

/* What lies below the map is asked for when the first map is drawn, or when it fails to be. */
const PATIENCE = 5000;
let seen = false;

/* The page comes packed, after a line with a name that says whether it is another one. */
function parts(packed) {
  const end = packed.indexOf("\n".charCodeAt(0));
  return { name: new TextDecoder().decode(packed.subarray(0, end)), content: packed.subarray(end + 1) };
}

function unpack(content) {
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

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

/* Streamlit calls at every run, because bytes are never the same to it. */
function keepGround(frame, parentElement) {
  const ground = groundOf(parentElement);
  if (ground === frame.dataset.ground) return;
  frame.dataset.ground = ground;
  frame.contentWindow?.postMessage({ whoholds: "set", ...look(ground) }, "*");
}

function frameOf(name, content) {
  const frame = document.createElement("iframe");
  unpack(content).then(({ title, html, layer }) => {
    frame.dataset.layer = layer;
    Object.assign(frame, { title, srcdoc: html });
  });
  frame.dataset.page = name;
  frame.setAttribute("sandbox", "allow-scripts");
  // To present the map, and to copy what is shared of it.
  frame.allow = "fullscreen; clipboard-write *";
  return frame;
}

/* The dashboard's address with the layer that is shown: what is shown first may be another one day. */
function addressWith(layer) {
  const address = new URL(window.location.href);
  address.searchParams.set("layer", layer);
  return String(address);
}

/* Passes on what the page says and what is said to it, as long as the frame is there. */
function speak(frame, { parentElement, setStateValue }) {
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
  const listen = (name, heard) => {
    const hear = (event) => {
      if (frame.isConnected) heard(event);
      else window.removeEventListener(name, hear);
    };
    window.addEventListener(name, hear);
  };
  listen("message", ({ source, data }) => {
    if (source !== frame.contentWindow || !data) return;
    if (data.whoholds === "ready") {
      frame.dataset.ground = groundOf(parentElement);
      const { top } = frame.getBoundingClientRect();
      const room = { height: window.innerHeight, top: Math.max(0, top) };
      tell({ ...look(frame.dataset.ground), room, state: window.whoholdsState });
      drawn();
    }
    if (data.whoholds === "height") {
      frame.style.height = data.height ? `${data.height}px` : "";
      frame.style.minHeight = data.least ? `${data.least}px` : "";
    }
    if (data.whoholds === "where") tell({ address: addressWith(frame.dataset.layer) });
    if (data.whoholds === "chosen") choose(data.state);
  });
  // A server that was started anew knows nothing of what the map shows.
  listen("whoholds-return", () => {
    if (window.whoholdsState) choose(window.whoholdsState);
  });
  // Python steers through the other component of this package, so that the page is not sent again.
  listen("whoholds-steer", ({ detail }) => tell({ state: detail }));
}

export default function (component) {
  const { data, parentElement } = component;
  const shown = parentElement.querySelector("iframe");
  const { name, content } = parts(data);
  if (shown?.dataset.page === name) return keepGround(shown, parentElement);
  shown?.remove();
  const frame = frameOf(name, content);
  speak(frame, component);
  parentElement.append(frame);
}
