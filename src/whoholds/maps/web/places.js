/* Names of seas and settlements: the larger first, none over another, none cut off by the edge. */
import { element } from "./nodes.js";

const SMALLEST = [[6, 200000], [5.5, 400000], [5, 500000], [0, 900000]];
const SMALLEST_NEAR = [[9, 8000], [8, 30000], [7, 80000], [6.5, 150000]];

/** @param {number} zoom */
function smallestPlace(zoom) {
  return [...SMALLEST_NEAR, ...SMALLEST].find(([from]) => zoom >= from)[1];
}

/** @param {L.LatLngExpression} point @param {string} text @param {string} className */
function nameMarker(point, text, className) {
  const icon = L.divIcon({ className, iconSize: [0, 0], html: element("span", "", text) });
  return L.marker(point, { icon, pane: "places", interactive: false, keyboard: false });
}

/* The name of a sea that would lie over land is left out. */
/** @param {Page} page @param {L.Map} map @param {Sea} from2 @param {number} half */
function isOffshore(page, map, { lat, lon }, half) {
  const { paths } = page.views.find((view) => view.map === map);
  const { x, y } = map.latLngToLayerPoint([lat, lon]);
  const points = pointsOfName([x, y], half, 8);
  return !paths.some(({ path }) => points.some((point) => path.isPointInFill(new DOMPoint(...point))));
}

/** @param {number[]} from @param {number} half @param {number} up */
export function pointsOfName([x, y], half, up) {
  return [-up, up].flatMap((down) => [-1, -.5, 0, .5, 1].map((share) => [x + share * half, y + down]));
}

/* The names that have room in a drawing of some size, the larger first, each with its class. `at`
   says where a place is; whether the name of a sea would lie over land, the caller may say. */
/**
 * @param {PageData} data
 * @param {number} smallest
 * @param {number[]} from2
 * @param {Projection} at
 * @param {(sea: Sea, half: number) => boolean} [isOverWater]
 */
export function namesWithRoom({ places, seas }, smallest, [width, height], at, isOverWater = () => true) {
  const taken = [];
  const found = [];
  const put = (place, box, className) => {
    const isFree = box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height
      && !taken.some((other) => box[0] < other[2] && box[2] > other[0]
        && box[1] < other[3] && box[3] > other[1]);
    if (!isFree) return false;
    taken.push(box);
    found.push({ place, className });
    return true;
  };
  for (const place of places) {
    if (place.population < smallest) continue;
    const [x, y] = at([place.lon, place.lat]);
    const length = 8 + 7 * place.name.length;
    if (put(place, [x - 4, y - 8, x + length, y + 8], "wh-place")) continue;
    put(place, [x - length, y - 8, x + 4, y + 8], "wh-place wh-left");
  }
  for (const sea of seas) {
    const [x, y] = at([sea.lon, sea.lat]);
    const half = 6 + 4.5 * sea.name.length;
    if (isOverWater(sea, half)) put(sea, [x - half, y - 10, x + half, y + 10], "wh-sea");
  }
  return found;
}

/** @param {Page} page @param {L.Map} map */
export function keepNames(page, map) {
  const { data } = page;
  if (data.tiles) return;
  const names = L.layerGroup().addTo(map);
  let waiting = 0;

  function draw() {
    waiting = 0;
    names.clearLayers();
    const { x: width, y: height } = map.getSize();
    /** @type {Projection} */
    const at = ([lon, lat]) => {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      return [x, y];
    };
    const isOverWater = (sea, half) => isOffshore(page, map, sea, half);
    const smallest = smallestPlace(map.getZoom());
    for (const { place, className } of namesWithRoom(data, smallest, [width, height], at, isOverWater)) {
      nameMarker([place.lat, place.lon], place.name, className).addTo(names);
    }
  }

  const soon = () => { waiting ||= requestAnimationFrame(draw); };
  map.on("moveend zoomend resize", soon);
  soon();
}
