import assert from "node:assert/strict";
import { test } from "node:test";

import { namesWithRoom } from "../../src/whoholds/maps/web/places.js";

const place = (name, lon, lat, population = 1000) => ({ name, lon, lat, population });
const at = ([lon, lat]) => [lon, lat];
const shown = (places, seas = [], isOverWater = undefined) =>
  namesWithRoom({ places, seas }, 500, [200, 100], at, isOverWater).map((one) => [one.place.name, one.className]);

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
  const sea = { name: "Sea", lon: 100, lat: 50 };
  assert.deepEqual(shown([], [sea]), [["Sea", "wh-sea"]]);
  assert.deepEqual(shown([], [sea], () => false), []);
  assert.deepEqual(shown([place("Isle", 90, 50)], [sea]), [["Isle", "wh-place"]]);
});
