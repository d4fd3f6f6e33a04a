import assert from "node:assert/strict";
import { test } from "node:test";

import { figures, happenings, tipLines, tractDescription, tractLabel } from "../../src/whoholds/maps/web/describe.js";
import { difference, saidDifference } from "../../src/whoholds/maps/web/differing.js";
import { evaluationOf } from "../../src/whoholds/maps/web/evaluations.js";
import { about, count, crowd, extentOf, sumOf } from "../../src/whoholds/maps/web/figures.js";
import { changeSums, differenceSums } from "../../src/whoholds/maps/web/legend.js";
import { tractsOf } from "../../src/whoholds/maps/web/tracts.js";
import { data, words } from "./page.js";

const one = evaluationOf({ data }, "one", "only");
const narrow = evaluationOf({ data }, "two", "narrow");
const page = (mode, more = {}) =>
  ({ data, words, state: { mode, recognition: "shown" }, first: one, second: narrow, ...more });
const tract = (shown, index) => tractsOf({ data }, shown).all[index];

test("figures are found by the set of zones, in any order", () => {
  assert.equal(sumOf(data, [2, 0, 1]).km2, 90);
  assert.equal(sumOf(data, []).km2, 0);
  assert.equal(extentOf(data, [1, 2]).area, "50 km²");
  assert.equal(sumOf(data, [0, 1]), undefined);
});

test("residents are told as sure as they are", () => {
  const ways = (told) => [count, crowd, about].map((say) => say(words, told));
  assert.deepEqual(ways({ how: "about", people: "1,000" }), ["1,000", "1,000 people", "about 1,000 residents"]);
  assert.deepEqual(ways({ how: "fewer", people: "300" }), ["fewer than 300", "fewer than 300 people", "fewer than 300 residents"]);
  assert.deepEqual(ways({ how: "none", people: "" }), ["none known", "none known", "no residents"]);
});

test("a sum of money signs in a number is text", () => {
  assert.equal(about(words, { how: "about", people: "$&" }), "about $& residents");
});

test("a tract's button says the place and what happens to it", () => {
  assert.equal(tractLabel(page("single"), tract([one], 0), [one]), "Region 1: stays");
  assert.equal(tractLabel(page("single"), tract([narrow], 1), [narrow]), "Region 2, Coast: would be ceded");
  const wide = evaluationOf({ data }, "two", "wide");
  const silent = { ...tract([one], 0), statuses: [wide.statuses[0]] };
  assert.equal(tractLabel(page("single"), silent, [wide]), "Region 1: not mentioned. Held by Aland");
});

test("its description has every row, and the day's map where no text is cited", () => {
  assert.equal(
    tractDescription(page("single"), tract([one], 1), [one]),
    "Held now: Aland. After: Aland. Change: stays. Area: 50 km². Residents: fewer than 300. "
      + "Recognition: not recognised (stated). Source: A paper",
  );
  const silent = { ...tract([one], 0), statuses: [data.statuses[4]] };
  assert.match(tractDescription(page("single"), silent, [one]), /Source: The day's map$/);
});

test("where residents are not known nothing is said of them", () => {
  const bare = page("single", { data: { ...data, hasPeople: false } });
  assert.deepEqual(figures(bare, tract([one], 0)), ["40 km²"]);
  assert.deepEqual(figures(page("single"), tract([one], 0)), ["40 km²", "about 1,000 residents"]);
});

test("of two proposals each is named, or how they differ", () => {
  const both = [one, narrow];
  const [, coast] = tractsOf({ data }, both).all;
  assert.deepEqual(happenings(page("side"), coast, both), ["Proposal one: stays", "Proposal two: Reading narrow: would be ceded"]);
  assert.deepEqual(happenings(page("difference"), coast, both), ["Bland under two; Aland under one"]);
  assert.equal(tipLines(page("difference"), coast, both)[0], "Region 2, Coast: Bland under two; Aland under one");
  assert.equal(difference(page("difference"), [one.statuses[3], data.statuses[2]]).how, "recognition");
});

test("two readings of one proposal are told apart by their names", () => {
  const wide = evaluationOf({ data }, "two", "wide");
  const readings = page("difference", { first: { ...one, proposal: "two" }, second: wide });
  const both = [data.statuses[0], data.statuses[2]];
  assert.equal(saidDifference(readings, both).text, "Bland read as “Reading wide”; Aland read as “Reading only”");
});

test("a legend's rows are the zones with one text", () => {
  const rows = (found) => [...found.values()].map(({ text, zones, told }) => [text, zones, told.km2]);
  assert.deepEqual(rows(changeSums(page("single"), one)), [["stays", [0, 1, 2], 90], ["would be ceded", [3], 10]]);
  assert.deepEqual(rows(differenceSums(page("difference"))), [["the same", [0, 2, 3], 80], ["Bland {second}; Aland {first}", [1], 30]]);
});
