/* Steps in pieces: each is gone through once, in order, with room for others between them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce, inPieces } from "../../src/whoholds/maps/web/drawing.js";

/* Steps that each take a while, and say so. */
function* slow(name, said) {
  for (let step = 0; step < 4; step++) {
    const end = performance.now() + 5;
    while (performance.now() < end);
    said.push(`${name}${step}`);
    yield;
  }
}

test("others have their turn between two pieces, and lists of steps follow each other", async () => {
  const said = [];
  const done = Promise.all([inPieces(slow("a", said)), inPieces(slow("b", said))]);
  setTimeout(() => said.push("other"));
  await done;
  assert.deepEqual(said.filter((one) => one !== "other"), ["a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3"]);
  assert.ok(said.indexOf("other") > 0 && said.indexOf("other") < said.length - 1, said.join());
});

test("what was begun in pieces can be ended at once, and no step is done twice", async () => {
  const said = [], steps = slow("a", said);
  const done = inPieces(steps);
  await Promise.resolve();
  atOnce(steps);
  assert.deepEqual(said, ["a0", "a1", "a2", "a3"]);
  await done;
  assert.deepEqual(said, ["a0", "a1", "a2", "a3"]);
});
