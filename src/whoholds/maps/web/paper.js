/* The map on paper. A browser lays a page out for paper without asking its scripts, and what lies
   in a frame does not even hear of it. So a drawing of all regions, which fits whatever room it
   gets, is kept beside each map and shown on paper alone. */
import { atOnce, inPieces } from "./drawing.js";
import { svgElement } from "./nodes.js";
import { movingZones, namesWithRoom, pointsOfName } from "./places.js";
import { edgeShapes, groundShapes, waterShapes } from "./shapes.js";

const PAPER_WIDTH = 720;
/* How large names are, from which size of a settlement: on one map, and on each of two. */
const PAPER_NAMES = { one: [1, 200000], two: [1.7, 400000] };
/* Farther than any paper reaches, in units of the drawing. */
const FAR = 9999;

/* From degrees to the units of the drawing: the country is as wide as it. */
/** @param {L.LatLngBounds} bounds */
function paperScale(bounds) {
  const project = ([lon, lat]) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);
  const first = project([bounds.getWest(), bounds.getNorth()]);
  const last = project([bounds.getEast(), bounds.getSouth()]);
  const scale = PAPER_WIDTH / (last.x - first.x);
  const at = (place) => {
    const { x, y } = project(place);
    return [(x - first.x) * scale, (y - first.y) * scale];
  };
  return { at, height: (last.y - first.y) * scale };
}

/** @param {GeoJSON.Geometry} geometry @param {Projection} at @param {string} className */
function paperPath(geometry, at, className) {
  const line = (points) => (typeof points[0][0] === "number"
    ? `M${points.map((point) => at(point).map((value) => value.toFixed(1)).join(" ")).join("L")}`
    : points.map(line).join(""));
  const draw = (one) => one.geometries?.map(draw).join("") ?? line(one.coordinates);
  return svgElement("path", { d: draw(geometry), class: className, "fill-rule": "evenodd" });
}

/** @param {GeoJSON.FeatureCollection} features @param {Projection} at @param {string} className */
function paperShapes({ features }, at, className) {
  return features.filter(({ geometry }) => geometry).map((feature) => {
    const path = paperPath(feature.geometry, at, className);
    if (feature.properties?.region) path.dataset.region = feature.properties.region;
    return path;
  });
}

/* A name is drawn twice, because not every printer keeps a halo behind its letters. */
/** @param {Projection} at @param {Placed} from1 */
function paperName(at, { name, lon, lat, className }) {
  const [x, y] = at([lon, lat]);
  const aside = { "wh-place": 6, "wh-place wh-left": -6 }[className] ?? 0;
  const lines = name.split("\n");
  const group = svgElement("g", { class: `wh-paper-name ${className}` });
  if (aside) group.append(svgElement("circle", { cx: x, cy: y, r: 2.5 }));
  for (const layer of ["wh-paper-halo", "wh-paper-ink"]) {
    lines.forEach((line, index) => {
      const down = 4 + 13 * (index - (lines.length - 1) / 2);
      const text = svgElement("text", { x: x + aside, y: y + down, class: layer });
      text.textContent = line;
      group.append(text);
    });
  }
  return group;
}

/* Two sets of names: one is shown on a map alone, the other on each of two, which are smaller. */
/** @param {Page} page @param {{ at: Projection; height: number }} scale @param {Path2D[]} land */
function* paperNames(page, { at, height }, land) {
  const pen = document.createElement("canvas").getContext("2d");
  for (const [name, [size, smallest]] of Object.entries(PAPER_NAMES)) {
    const group = svgElement("g", { class: `wh-paper-${name}`, transform: `scale(${size})` });
    /** @type {Projection} */
    const within = (place) => at(place).map((value) => value / size);
    const isOverWater = ({ lon, lat }, half) => {
      const points = pointsOfName(at([lon, lat]), half * size, 8 * size);
      return !land.some((zone) => points.some((point) => pen.isPointInPath(zone, point[0], point[1])));
    };
    const names = namesWithRoom(page.data, {
      width: PAPER_WIDTH / size, height: height / size, at: within, smallest, moving: movingZones(page), isOverWater,
    });
    group.append(...names.map((one) => paperName(within, one)));
    yield group;
  }
}

/** @param {View} view @param {Projection} at */
function paperZones(view, at) {
  const isOver = view.side === "b" && !view.separate;
  view.paper = svgElement("g", { class: isOver ? "wh-paper-over" : "wh-paper-zones" });
  view.paper.append(...view.paths.map((item) => {
    item.printed = paperPath(item.feature.geometry, at, `wh-printed wh-${item.kind}`);
    return item.printed;
  }));
  return view.paper;
}

/* Every shape of a map; a choice sets the classes of its zones, as on the screen. */
/** @param {Page} page @param {L.Map} map */
function* drawPaper(page, map) {
  const { data, home } = page;
  const { canvas } = page.boxes[page.maps.findIndex((one) => one.map === map)];
  const scale = paperScale(home);
  const views = page.views.filter((one) => one.map === map);
  const sheet = svgElement("svg", {
    class: "wh-paper", viewBox: `-8 -8 ${PAPER_WIDTH + 16} ${scale.height + 16}`, "aria-hidden": "true",
  });
  const all = { x: -FAR, y: -FAR, width: 2 * FAR, height: 2 * FAR };
  /** @param {Layered[]} shapes */
  function* draw(shapes) {
    for (const [features, className] of shapes) {
      sheet.append(...paperShapes(features, scale.at, className));
      yield;
    }
  }
  sheet.append(svgElement("rect", { ...all, class: "wh-paper-sea" }));
  yield* draw(groundShapes(data));
  for (const view of views) {
    sheet.append(paperZones(view, scale.at));
    yield;
  }
  yield* draw([...waterShapes(data), ...edgeShapes(data)]);
  const land = views[0].paths.map(({ printed }) => new Path2D(printed.getAttribute("d")));
  for (const names of paperNames(page, scale, land)) {
    sheet.append(names);
    yield;
  }
  sheet.append(svgElement("path", { class: "wh-paper-divider" }));
  canvas.querySelector(".wh-paper")?.remove();
  canvas.append(sheet);
  page.divider?.clip();
}

/* The reader did not come for it, so it waits until the browser has nothing else to do, though not
   for long; at the latest until printing begins. */
/** @param {Page} page @param {L.Map} map */
export function keepPaper(page, map) {
  const steps = drawPaper(page, map);
  window.addEventListener("beforeprint", () => atOnce(steps), { once: true });
  const begin = () => inPieces(steps);
  if (window.requestIdleCallback) requestIdleCallback(begin, { timeout: 1000 });
  else setTimeout(begin, 1000);
}

/* On paper the divider stands at the longitude at which it stands on the screen. */
/** @param {Page} page @param {L.Map} map @param {number} x */
export function clipPaper(page, map, x) {
  const swiping = page.state.mode === "swipe";
  const [middle] = paperScale(page.home).at([map.containerPointToLatLng([x, 0]).lng, 0]);
  for (const { paper, side, map: own } of page.views) {
    if (own !== map || !paper) continue;
    const [from, to] = side === "a" ? [-FAR, middle] : [middle, FAR];
    const name = `wh-paper-part-${side}`;
    const part = svgElement("clipPath", { id: name });
    part.append(svgElement("rect", { x: from, y: -FAR, width: to - from, height: 2 * FAR }));
    paper.querySelector("clipPath")?.remove();
    paper.prepend(part);
    paper.setAttribute("clip-path", swiping ? `url(#${name})` : "none");
  }
  const line = map.getContainer().parentElement.querySelector(".wh-paper-divider");
  line?.setAttribute("d", `M${middle} ${-FAR}V${FAR}`);
}
