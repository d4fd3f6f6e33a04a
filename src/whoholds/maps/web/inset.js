/* The inset: where in the country the map is, as long as it does not show all of it. */
import { svgElement } from "./nodes.js";

/* Width, in pixels, and how wide and high a map is at least that has room for it. */
const WIDTH = 104;
const LEAST = 230;
/* Of the country in sight, the share from which there is nothing to tell. */
const NEARLY_ALL = .9;

/** @param {Page} page @param {L.Map} map */
export function addInset({ data, home, boxes: [{ canvas }] }, map) {
  const project = (lat, lng) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 0);
  const first = project(home.getNorth(), home.getWest());
  const last = project(home.getSouth(), home.getEast());
  const scale = WIDTH / (last.x - first.x);
  const height = Math.round((last.y - first.y) * scale);
  const at = (lat, lng) => {
    const { x, y } = project(lat, lng);
    return [(x - first.x) * scale, (y - first.y) * scale];
  };
  const svg = svgElement("svg", {
    class: "wh-inset", width: WIDTH + 8,
    viewBox: `-4 -4 ${WIDTH + 8} ${height + 8}`, "aria-hidden": "true",
  });
  const outline = [data.border, data.coast].flatMap(({ features }) => features)
    .map(({ geometry }) => lineOf(geometry, at)).join("");
  const held = data.line.features.map(({ geometry }) => lineOf(geometry, at)).join("");
  const frame = svgElement("rect", { class: "wh-inset-frame" });
  svg.append(
    svgElement("path", { class: "wh-inset-country", d: outline }),
    svgElement("path", { class: "wh-inset-line", d: held }), frame,
  );
  canvas.append(svg);

  function follow() {
    const bounds = map.getBounds();
    const [[left, top], [right, bottom]] = [at(bounds.getNorth(), bounds.getWest()),
      at(bounds.getSouth(), bounds.getEast())];
    const seen = (from, to, most) => Math.max(0, Math.min(to, most) - Math.max(from, 0)) / most;
    const share = seen(left, right, WIDTH) * seen(top, bottom, height);
    const hidden = share > NEARLY_ALL || map.getSize().x < LEAST || map.getSize().y < LEAST;
    svg.toggleAttribute("hidden", hidden);
    const within = (value, most) => Math.max(-3, Math.min(value, most + 3));
    const [x, y] = [within(left, WIDTH), within(top, height)];
    const box = { x, y, width: within(right, WIDTH) - x, height: within(bottom, height) - y };
    for (const [name, value] of Object.entries(box)) frame.setAttribute(name, String(value));
  }

  map.on("move zoom resize viewreset", follow);
  follow();
}

/* The lines of a geometry as one path; steps that nobody sees at this size are left out. */
/** @param {any} geometry @param {(lat: number, lng: number) => number[]} at @returns {string} */
function lineOf(geometry, at) {
  if (!geometry) return "";
  if (geometry.geometries) return geometry.geometries.map((one) => lineOf(one, at)).join("");
  const draw = (points) => {
    if (typeof points[0][0] !== "number") return points.map(draw).join("");
    let before = [-99, -99];
    const kept = points.map(([lon, lat]) => at(lat, lon)).filter((point, index) => {
      const isFar = Math.hypot(point[0] - before[0], point[1] - before[1]) >= .7;
      if (isFar || index === points.length - 1) before = point;
      return isFar || index === points.length - 1;
    });
    return `M${kept.map((point) => point.map((value) => value.toFixed(1)).join(" ")).join("L")}`;
  };
  return draw(geometry.coordinates);
}
