/* Names of seas and settlements: the larger first, none over another, none cut off by the edge. */
const SMALLEST = [[6, 200000], [5.5, 400000], [5, 500000], [0, 900000]];
const SMALLEST_NEAR = [[9, 8000], [8, 30000], [7, 80000], [6.5, 150000]];

function smallestPlace(zoom) {
  return [...SMALLEST_NEAR, ...SMALLEST].find(([from]) => zoom >= from)[1];
}

function nameMarker(point, text, className) {
  const icon = L.divIcon({ className, iconSize: [0, 0], html: element("span", "", text) });
  return L.marker(point, { icon, pane: "places", interactive: false, keyboard: false });
}

/* The name of a sea that would lie over land is left out. */
function isOffshore(page, map, { lat, lon }, half) {
  const { paths } = page.views.find((view) => view.map === map);
  const { x, y } = map.latLngToLayerPoint([lat, lon]);
  const points = [-8, 8].flatMap((down) => [-1, -.5, 0, .5, 1].map(
    (share) => new DOMPoint(x + share * half, y + down)));
  return !paths.some(({ path }) => points.some((point) => path.isPointInFill(point)));
}

function keepNames(page, map) {
  const { data } = page;
  if (data.tiles) return;
  const names = L.layerGroup().addTo(map);
  let waiting = 0;

  function draw() {
    waiting = 0;
    names.clearLayers();
    const { x: width, y: height } = map.getSize();
    const taken = [];
    const isFree = (box) => box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height
      && !taken.some((other) => box[0] < other[2] && box[2] > other[0]
        && box[1] < other[3] && box[3] > other[1]);
    const put = (place, box, className) => {
      taken.push(box);
      nameMarker([place.lat, place.lon], place.name, className).addTo(names);
    };
    const smallest = smallestPlace(map.getZoom());
    for (const place of data.places) {
      if (place.population < smallest) continue;
      const { x, y } = map.latLngToContainerPoint([place.lat, place.lon]);
      const length = 8 + 7 * place.name.length;
      const right = [x - 4, y - 8, x + length, y + 8];
      const left = [x - length, y - 8, x + 4, y + 8];
      if (isFree(right)) put(place, right, "wh-place");
      else if (isFree(left)) put(place, left, "wh-place wh-left");
    }
    for (const sea of data.seas) {
      const { x, y } = map.latLngToContainerPoint([sea.lat, sea.lon]);
      const half = 6 + 4.5 * sea.name.length;
      const box = [x - half, y - 10, x + half, y + 10];
      if (isFree(box) && isOffshore(page, map, sea, half)) put(sea, box, "wh-sea");
    }
  }

  const soon = () => { waiting ||= requestAnimationFrame(draw); };
  map.on("moveend zoomend resize", soon);
  soon();
}
