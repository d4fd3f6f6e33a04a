/* What a proposal is compared with as long as nobody chose otherwise. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { otherFor, usualReading } from "../../src/whoholds/maps/web/rival.js";

const proposal = (id, rival, ...readings) =>
  [id, { id, rival, reading: readings[0], readings: Object.fromEntries(readings.map((one) => [one, {}])) }];
const byId = new Map([
  proposal("line", "two", "only"), proposal("one", "line", "narrow", "wide"), proposal("two", "one", "stated"),
]);
const before = { proposal: "two", reading: "stated", other: "one", otherReading: "narrow" };

test("the rival gives way to the next one's rival, in its usual reading", () => {
  assert.deepEqual(otherFor(byId, before, { proposal: "one", reading: "narrow" }), { other: "line", otherReading: "only" });
  assert.deepEqual(otherFor(byId, before, { proposal: "line", reading: "only" }), { other: "two", otherReading: "stated" });
  assert.deepEqual(otherFor(byId, before, { proposal: "two", reading: "stated" }), { other: "one", otherReading: "narrow" });
});

test("what somebody chose stays, as does its reading", () => {
  const chosen = { ...before, other: "line", otherReading: "only" };
  assert.deepEqual(otherFor(byId, chosen, { proposal: "one", reading: "narrow" }), { other: "line", otherReading: "only" });
  const wide = { ...before, proposal: "line", reading: "only", other: "one", otherReading: "wide" };
  assert.deepEqual(otherFor(byId, wide, { proposal: "two", reading: "stated" }), { other: "one", otherReading: "wide" });
});

test("the same proposal is compared in its next reading", () => {
  assert.equal(usualReading(byId, "one", "narrow", "one"), "wide");
  assert.equal(usualReading(byId, "one", "wide", "one"), "narrow");
  assert.equal(usualReading(byId, "two", "stated", "two"), "stated");
  assert.equal(usualReading(byId, "two", "stated", "one"), "narrow");
  const same = { proposal: "one", reading: "narrow", other: "one", otherReading: "wide" };
  assert.deepEqual(otherFor(byId, same, { proposal: "one", reading: "wide" }), { other: "one", otherReading: "narrow" });
});
