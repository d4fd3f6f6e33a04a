/* Lines put together from arcs; tests/maps/test_arcs.py takes the same ones apart. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked } from "../../src/whoholds/maps/web/arcs.js";

const arcs = [
  "AAgxTA", "gxTAAgxT", "gxTgxThxTAAhxT", "gxTAwpdw4Jxpdw4J", "g1hDg1hDChxT",
];

test("lines come back as they were, backwards too", () => {
  const found = unpacked({
    date: "today", packed: ["zones", "line"], arcs,
    places: { name: ["Here", "There"], zone: [0, -1] },
    figures: { sums: { key: ["0", "a1"], area: ["", "3 km²"], more: [null, "and 2 more"] }, tracts: {} },
    zones: { rings: [{ arcs: [0, 1, 2] }, { arcs: [-2, 3] }], name: null },
    line: { at: { arcs: [4] } },
  });
  assert.deepEqual(found, {
    date: "today",
    zones: {
      rings: [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], [[1, 1], [1, 0], [2.5, .5], [1, 1]]],
      name: null,
    },
    line: { at: [[5, 5], [5.0001, 4]] },
    places: [{ name: "Here", zone: 0 }, { name: "There", zone: -1 }],
    figures: { sums: { 0: { area: "" }, a1: { area: "3 km²", more: "and 2 more" } }, tracts: {} },
  });
});
