/* The data as the page gets them (maps/arcs.py): here every line is put together again from its arcs,
   and every table from its columns. */

/* Steps a degree. */
const GRID = 10000;

/* The signs of base64, of which the last bit of six says that the number goes on. */
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BITS = new Map([...SIGNS].map((sign, bits) => [sign, bits]));

/** @param {PackedData} given @returns {PageData} */
export function unpacked({ arcs, packed, places, figures, ...data }) {
  const lines = arcs.map(lineOf);
  const table = (columns) => Object.fromEntries(rowsOf(columns).map(({ key, ...row }) => [key, row]));
  return /** @type {PageData} */ ({
    ...data, ...Object.fromEntries(packed.map((name) => [name, restored(data[name], lines)])),
    places: rowsOf(places),
    figures: Object.fromEntries(Object.entries(figures).map(([name, columns]) => [name, table(columns)])),
  });
}

/* A table row by row; what a row does not have is null in its columns. */
/** @param {Record<string, any[]>} table @returns {any[]} */
function rowsOf(table) {
  const columns = Object.entries(table);
  const count = columns.length ? columns[0][1].length : 0;
  return Array.from({ length: count }, (_, row) => Object.fromEntries(
    columns.map(([name, values]) => [name, values[row]]).filter(([, value]) => value !== null)));
}

/* Whole numbers from base64 VLQ, as source maps have them. */
/** @param {string} text */
function numbersOf(text) {
  const numbers = [];
  let value = 0, shift = 0;
  for (const sign of text) {
    const bits = BITS.get(sign);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return numbers;
}

/** @param {string} text */
function lineOf(text) {
  const steps = numbersOf(text), line = [];
  for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    line.push([x / GRID, y / GRID]);
  }
  return line;
}

/** @param {any} node @param {number[][][]} lines */
function restored(node, lines) {
  if (Array.isArray(node)) return node.map((one) => restored(one, lines));
  if (node === null || typeof node !== "object") return node;
  if ("arcs" in node) return joined(node.arcs, lines);
  return Object.fromEntries(Object.entries(node).map(([name, one]) => [name, restored(one, lines)]));
}

/** @param {number[]} numbers @param {number[][][]} lines */
function joined(numbers, lines) {
  return numbers.flatMap((number, at) => {
    const arc = number < 0 ? [...lines[~number]].reverse() : lines[number];
    return at ? arc.slice(1) : arc;
  });
}
