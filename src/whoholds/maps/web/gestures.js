/* The map never takes the page's scrolling away: one finger and the unasked wheel belong to the
   page; two fingers, a mouse, or the wheel after a click belong to the map. */
import { element } from "./nodes.js";

let pointer = "mouse";
let hint;
let hintEnds;

export function pointerKind() {
  return pointer;
}

/** @param {Element} canvas */
export function makeHint(canvas) {
  hint = element("p", "wh-hint");
  hint.setAttribute("aria-hidden", "true");
  canvas.append(hint);
}

/** @param {Page} page @param {L.Map} map */
export function tameGestures({ words }, map) {
  const box = map.getContainer();
  const note = (event) => { pointer = event.pointerType; };
  box.addEventListener("pointermove", note, true);
  box.addEventListener("pointerdown", (event) => {
    note(event);
    if (event.pointerType === "touch") map.dragging.disable();
    else map.dragging.enable();
  }, true);
  map.scrollWheelZoom.disable();
  map.on("click focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  box.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  const passive = { passive: true };
  box.addEventListener("wheel", () => {
    if (!map.scrollWheelZoom.enabled()) showHint(words.wheel_hint);
  }, passive);
  box.addEventListener("touchmove", (event) => {
    if (event.touches.length === 1) showHint(words.touch_hint);
  }, passive);
  calm(map);
}

/* A reader who asked for less motion gets jumps instead of flights. */
/** @param {L.Map & { _zoomAnimated?: boolean }} map */
function calm(map) {
  const asked = window.matchMedia("(prefers-reduced-motion: reduce)");
  const apply = () => {
    map._zoomAnimated = map.options.zoomAnimation = L.Browser.any3d && !asked.matches;
    map.options.fadeAnimation = map.options.inertia = !asked.matches;
  };
  asked.addEventListener("change", apply);
  apply();
}

/** @param {string} text */
function showHint(text) {
  if (hint.textContent !== text) hint.textContent = text;
  hint.classList.add("wh-on");
  clearTimeout(hintEnds);
  hintEnds = setTimeout(() => hint.classList.remove("wh-on"), 1600);
}
