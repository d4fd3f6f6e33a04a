import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf, namesWithRoom } from "../../src/whoholds/maps/web/places.js";

const place = (name, lon, lat, population = 1000, more = {}) =>
  ({ name, lon, lat, population, zone: 0, leads: false, ...more });
const shown = (places, { seas = [], regionNames = [], neighbours = [], moving = [], ...more } = {}) =>
  namesWithRoom({ places, seas, regionNames, neighbours }, {
    width: 200, height: 100, at: ([lon, lat]) => [lon, lat], smallest: 500, moving: new Set(moving),
    measure: (text) => 7 * text.length, ...more,
  }).map((one) => [one.name, one.className]);

test("the first of two that would lie over each other is named, the other to its left if there is room", () => {
  assert.deepEqual(shown([place("Aa", 50, 50), place("Bb", 52, 51)]), [["Aa", "wh-place"]]);
  assert.deepEqual(shown([place("Aa", 60, 50), place("Bb", 54, 50)]), [["Aa", "wh-place"]]);
  assert.deepEqual(shown([place("Aa", 60, 50), place("Bb", 50, 50)]), [["Aa", "wh-place"], ["Bb", "wh-place wh-left"]]);
});

test("none is cut off by the edge, and none smaller than asked is named", () => {
  assert.deepEqual(shown([place("At the edge", 190, 50)]), [["At the edge", "wh-place wh-left"]]);
  assert.deepEqual(shown([place("Too low", 50, 97), place("Small", 50, 50, 499)]), []);
});

test("a sea is named where its name lies over water", () => {
  const seas = [{ name: "Sea", lon: 100, lat: 50 }];
  assert.deepEqual(shown([], { seas }), [["Sea", "wh-sea"]]);
  assert.deepEqual(shown([], { seas, isOverWater: () => false }), []);
  assert.deepEqual(shown([place("Isle", 90, 50)], { seas }), [["Sea", "wh-sea"]]);
  assert.deepEqual(shown([place("Port", 90, 50, 1000, { leads: true })], { seas }), [["Port", "wh-place"]]);
});

test("land that changes hands comes first, then the largest town of a region, then its name", () => {
  const crowd = [
    place("Large", 50, 50, 9000), place("Seat", 52, 50, 3000, { leads: true }),
    place("Small", 54, 50, 90, { zone: 1 }),
  ];
  assert.deepEqual(shown(crowd, { moving: [1] }), [["Small", "wh-place"]]);
  assert.deepEqual(shown(crowd), [["Seat", "wh-place"]]);
  const regionNames = [{ name: "Land", spots: [[50, 50, 40]] }];
  assert.deepEqual(shown([crowd[0]], { regionNames }), [["Land", "wh-region-name"]]);
  assert.deepEqual(shown([], { regionNames: [{ name: "Land", spots: [[50, 50, 5]] }] }), []);
});

test("a neighbour is named at the first place that is in sight, what is taken stays free", () => {
  const neighbours = [{ name: "Far", spots: [[500, 50, 60], [100, 50, 60]] }];
  assert.deepEqual(shown([], { neighbours }), [["Far", "wh-neighbour"]]);
  assert.deepEqual(shown([], { neighbours, taken: [[80, 40, 120, 60]] }), []);
});

test("a long name stands in several lines", () => {
  assert.deepEqual(linesOf("Autonomous Republic of Crimea"), ["Autonomous", "Republic of", "Crimea"]);
  assert.deepEqual(linesOf("Kherson"), ["Kherson"]);
});
