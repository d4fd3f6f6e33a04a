/* Names on a map: none over another, none cut off by the edge. Towns of land that changes hands come
   first, then the largest of each region, the regions themselves, seas and neighbours, and then the
   other towns by their size. */
import { element } from "./nodes.js";

/* From which zoom on, the settlements from which size. */
const SMALLEST = [[9, 8000], [8, 30000], [7, 80000], [6.5, 150000], [6, 200000], [5.5, 400000], [5, 500000], [0, 900000]];
/* How much smaller one may be that changes hands, or that no other of its region exceeds. */
const MOVING = 8;
const LEADING = 4;

/* What the letters take, in pixels, as the style sheets have them; `--letters` says how much larger
   they are in a presentation. */
const LETTERS = {
  "wh-place": { font: "12px", high: 16, wide: 0 },
  "wh-region-name": { font: "10.5px", high: 13, wide: 1, upper: true },
  "wh-neighbour": { font: "11.5px", high: 15, wide: 1.6, upper: true },
  "wh-sea": { font: "italic 13px", high: 18, wide: .6 },
};
const FAMILY = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
/* A name with more letters stands in several lines. */
const LONGEST = 14;
/* How far a name may go beyond the land that it names. */
const OVER = 1.15;

/** @param {number} zoom */
function smallestPlace(zoom) {
  return SMALLEST.find(([from]) => zoom >= from)[1];
}

let pen;
/** @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {string} kind */
function widthOf(text, kind) {
  const key = `${kind} ${text}`;
  if (!widths.has(key)) {
    const { font, wide, upper } = LETTERS[kind];
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = `${font} ${FAMILY}`;
    widths.set(key, pen.measureText(upper ? text.toUpperCase() : text).width + wide * text.length);
  }
  return widths.get(key);
}

/* A name in lines of about the same length, none of them long. */
/** @param {string} name */
export function linesOf(name) {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length >= LONGEST) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** @param {number[]} from @param {number} half @param {number} up */
export function pointsOfName([x, y], half, up) {
  return [-up, up].flatMap((down) => [-1, -.5, 0, .5, 1].map((share) => [x + share * half, y + down]));
}

/* The zones that change hands under what is shown. */
/** @param {Page} page */
export function movingZones({ state, first, second }) {
  const moving = new Set();
  for (const { statuses } of state.mode === "single" ? [first] : [first, second]) {
    statuses.forEach(({ change, basis }, zone) => {
      if (!change.endsWith("_keeps") && basis !== "silent") moving.add(zone);
    });
  }
  return moving;
}

/** @param {number[]} one @param {number[]} other */
function areOver(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

/* The names that have room in a drawing. */
/** @param {PageData} data @param {Drawing} drawing @returns {Placed[]} */
export function namesWithRoom(data, drawing) {
  const { width, height, at, smallest, moving, isOverWater = () => true, scale = 1 } = drawing;
  const measure = (text, kind) => (drawing.measure ?? widthOf)(text, kind) * scale;
  const taken = [...(drawing.taken ?? [])];
  /** @type {Placed[]} */
  const found = [];
  const put = (placed, box) => {
    const isWithin = box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height;
    if (!isWithin || taken.some((other) => areOver(box, other))) return false;
    taken.push(box);
    found.push(placed);
    return true;
  };
  const towns = (isWanted) => {
    for (const place of data.places) {
      if (!isWanted(place)) continue;
      const [x, y] = at([place.lon, place.lat]);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const [length, up] = [8 + measure(place.name, "wh-place"), 8 * scale];
      const town = { name: place.name, lon: place.lon, lat: place.lat };
      if (put({ ...town, className: "wh-place" }, [x - 4, y - up, x + length, y + up])) continue;
      put({ ...town, className: "wh-place wh-left" }, [x - length, y - up, x + 4, y + up]);
    }
  };
  // Around the first of the spots at which it has room.
  const land = ({ name, spots }, className) => {
    const lines = linesOf(name);
    const half = Math.max(...lines.map((line) => measure(line, className))) / 2;
    const up = lines.length * LETTERS[className].high * scale / 2;
    for (const [lon, lat, reach] of spots) {
      const [x, y] = at([lon, lat]);
      const room = at([lon + reach, lat])[0] - x;
      if (half > OVER * room) continue;
      if (put({ name: lines.join("\n"), lon, lat, className }, [x - half, y - up, x + half, y + up])) return;
    }
  };
  towns(({ zone, population }) => moving.has(zone) && population >= smallest / MOVING);
  towns(({ zone, population, leads }) => leads && !moving.has(zone) && population >= smallest / LEADING);
  for (const region of data.regionNames) land(region, "wh-region-name");
  for (const { name, lon, lat } of data.seas) {
    const [x, y] = at([lon, lat]);
    const half = measure(name, "wh-sea") / 2;
    if (!isOverWater({ lon, lat }, half)) continue;
    put({ name, lon, lat, className: "wh-sea" }, [x - half, y - 10 * scale, x + half, y + 10 * scale]);
  }
  for (const neighbour of data.neighbours) land(neighbour, "wh-neighbour");
  towns(({ zone, population, leads }) => !moving.has(zone) && !leads && population >= smallest);
  return found;
}

/** @param {Placed} placed */
function markerOf({ name, lon, lat, className }) {
  const icon = L.divIcon({ className, iconSize: [0, 0], html: element("span", "", name) });
  return L.marker([lat, lon], { icon, pane: "places", interactive: false, keyboard: false });
}

/* The name of a sea that would lie over land is left out. */
/** @param {Page} page @param {L.Map} map @param {{ lon: number; lat: number }} from2 @param {number} half */
function isOffshore(page, map, { lat, lon }, half) {
  const { paths } = page.views.find((view) => view.map === map);
  const { x, y } = map.latLngToLayerPoint([lat, lon]);
  const points = pointsOfName([x, y], half, 8);
  return !paths.some(({ path }) => points.some((point) => path.isPointInFill(new DOMPoint(...point))));
}

/* What stands on a map besides names: its buttons, the inset. */
/** @param {L.Map} map */
function roomTaken(map) {
  const canvas = map.getContainer().parentElement;
  const { left, top } = canvas.getBoundingClientRect();
  return [...canvas.querySelectorAll(".leaflet-control, .wh-extents, .wh-inset")]
    .map((node) => node.getBoundingClientRect()).filter((box) => box.width)
    .map((box) => [box.left - left - 3, box.top - top - 3, box.right - left + 3, box.bottom - top + 3]);
}

/* Names are no part of what a reader waits for when they choose, so they come a moment later. */
/** @param {() => void} draw */
function whenIdle(draw) {
  if (window.requestIdleCallback) requestIdleCallback(draw, { timeout: 200 });
  else setTimeout(draw, 50);
}

/** @param {Page} page @param {L.Map} map */
export function keepNames(page, map) {
  const { data } = page;
  if (data.tiles) return;
  const names = L.layerGroup().addTo(map);
  /** @type {Map<string, L.Marker>} */
  const drawn = new Map();
  let isWaiting = false;
  let moving = "";

  function draw() {
    isWaiting = false;
    const { x: width, y: height } = map.getSize();
    if (!width || !height) return;
    const found = namesWithRoom(data, {
      width, height, smallest: smallestPlace(map.getZoom()), moving: movingZones(page), taken: roomTaken(map),
      scale: Number(getComputedStyle(document.documentElement).getPropertyValue("--letters")) || 1,
      at: ([lon, lat]) => {
        const { x, y } = map.latLngToContainerPoint([lat, lon]);
        return [x, y];
      },
      isOverWater: (sea, half) => isOffshore(page, map, sea, half),
    });
    const wanted = new Map(found.map((placed) => [Object.values(placed).join("|"), placed]));
    for (const [key, marker] of drawn) {
      if (wanted.has(key)) continue;
      names.removeLayer(marker);
      drawn.delete(key);
    }
    for (const [key, placed] of wanted) {
      if (drawn.has(key)) continue;
      drawn.set(key, markerOf(placed).addTo(names));
    }
  }

  const soon = (wait) => {
    if (!isWaiting) wait(draw);
    isWaiting = true;
  };
  map.on("moveend zoomend resize", () => soon(requestAnimationFrame));
  page.renames.push(() => {
    const now = [...movingZones(page)].join(" ");
    if (now !== moving) soon(whenIdle);
    moving = now;
  });
  soon(requestAnimationFrame);
}

/* After a choice other towns may be the first. */
/** @param {Page} page */
export function rename({ renames }) {
  for (const again of renames) again();
}
