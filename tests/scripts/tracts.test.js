import assert from "node:assert/strict";
import { test } from "node:test";

import { evaluationOf } from "../../src/whoholds/maps/web/evaluations.js";
import { isLead, largest, shownIn, tractAt, tractsOf } from "../../src/whoholds/maps/web/tracts.js";
import { data } from "./page.js";

const of = (proposal, reading) => evaluationOf({ data }, proposal, reading);
const zonesOf = (shown) => tractsOf({ data }, shown).all.map(({ zones }) => zones);

test("a proposal with several readings is titled with the reading", () => {
  assert.equal(of("one", "only").title, "Proposal one");
  assert.equal(of("two", "wide").title, "Proposal two: Reading wide");
  assert.deepEqual(of("two", "wide").statuses.map(({ change }) => change), ["not_mentioned", "demilitarised", "cedes", "cedes"]);
  assert.equal(of("two", "wide"), of("two", "wide"), "made once");
});

test("zones of a region, one side and one status are one tract", () => {
  assert.deepEqual(zonesOf([of("one", "only")]), [[0], [1, 2], [3]]);
  assert.deepEqual(zonesOf([of("two", "narrow")]), [[0], [1], [2], [3]]);
});

test("of two proposals a tract is what both treat alike", () => {
  assert.deepEqual(zonesOf([of("one", "only"), of("two", "narrow")]), [[0], [1], [2], [3]]);
  const { all, byZone } = tractsOf({ data }, [of("one", "only"), of("one", "only")]);
  assert.equal(byZone[2], all[1]);
  assert.deepEqual(all[1].statuses.length, 2);
});

test("a tract is named by the parts that a row of their own gave its status", () => {
  const parts = (proposal, reading) => tractsOf({ data }, [of(proposal, reading)]).all.map(({ part }) => part);
  assert.deepEqual(parts("one", "only"), ["", "", ""]);
  assert.deepEqual(parts("two", "wide"), ["", "Coast", "Hills", ""]);
});

test("the first zone speaks for its tract, and the one with the most land shows its tooltip", () => {
  const { all: [, tract] } = tractsOf({ data }, [of("one", "only")]);
  const [first, second] = tract.features;
  assert.deepEqual([isLead(tract, first), isLead(tract, second)], [true, false]);
  assert.equal(largest({ features: [second, first] }), first);
});

test("each map shows its proposal, and one map shows both", () => {
  const [first, second] = [of("one", "only"), of("two", "wide")];
  const shown = (mode, side) => shownIn({ state: { mode }, first, second }, side);
  assert.deepEqual(shown("single", "a"), [first]);
  assert.deepEqual(shown("side", "b"), [second]);
  assert.deepEqual(shown("difference", "a"), [first, second]);
  const page = { data, state: { mode: "side" }, first, second };
  assert.equal(tractAt(page, { side: "b" }, data.zones.features[1]).part, "Coast");
});
