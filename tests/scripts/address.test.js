/* What an address asks for, and the address that asks for what is shown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, askedOf } from "../../src/whoholds/maps/web/address.js";
import { data as drawn } from "./page.js";

const chosen = {
  proposal: "one", reading: "only", other: "two", otherReading: "wide", mode: "single", extent: "changes", recognition: "hidden",
  region: null,
};
const data = { ...drawn, chosen, modes: ["single", "side", "difference", "swipe"] };
const page = {
  data, state: chosen, regions: new Set(["1", "2"]),
  byId: new Map(data.proposals.map((one) => [one.id, one])),
};

test("an address that asks for nothing asks for what the page opens with", () => {
  for (const hash of ["", "#", "#utm_source=feed", "#bare"]) {
    assert.deepEqual(askedOf(page, hash).state, chosen);
    assert.deepEqual(askedOf(page, hash).unknown, []);
  }
  assert.equal(askedOf(page, "#bare").isBare, true);
  assert.equal(askedOf(page, "#").isBare, false);
});

test("a proposal comes in its usual reading unless another is named", () => {
  assert.equal(askedOf(page, "#proposal=two").state.reading, "narrow");
  assert.equal(askedOf(page, "#proposal=two&reading=wide").state.reading, "wide");
  assert.equal(askedOf(page, "#other_reading=narrow").state.otherReading, "narrow");
});

test("what does not exist is named, and the default stands in its place", () => {
  const asks = {
    "#proposal=three": ["proposal"],
    "#proposal=two&reading=only": ["reading"],
    "#proposal=__proto__&mode=constructor": ["proposal", "mode"],
    "#reading=toString": ["reading"],
    "#mode=%E0%A4%A&region=%zz": ["mode", "region"],
    "#lang=uk&theme=blue": ["lang", "theme"],
    "#other=": ["other"],
    "#extent=all&recognition=yes": ["extent", "recognition"],
    [`#proposal=${"a".repeat(10_000)}`]: ["#"],
  };
  for (const [hash, unknown] of Object.entries(asks)) {
    const asked = askedOf(page, hash);
    assert.deepEqual(asked.unknown, unknown);
    assert.equal(asked.state.mode, "single");
    assert.equal(asked.theme, "");
    assert.ok(page.byId.get(asked.state.proposal).readings[asked.state.reading]);
  }
});

test("what is shown and what it looks like come back from the address", () => {
  const state = { ...chosen, proposal: "two", reading: "wide", mode: "swipe", other: "one", otherReading: "only", region: "2" };
  const address = addressOf({ ...page, state }, "#theme=dark&lang=en&bare&proposal=one");
  assert.equal(address, "#proposal=two&reading=wide&mode=swipe&other=one&other_reading=only&region=2&lang=en&theme=dark&bare");
  assert.deepEqual(askedOf(page, address), { state, theme: "dark", isBare: true, unknown: [] });
  const wide = { ...chosen, mode: "difference", extent: "whole", recognition: "shown" };
  assert.match(addressOf({ ...page, state: wide }, ""), /&recognition=shown&extent=whole$/);
  assert.deepEqual(askedOf(page, "#mode=difference&extent=whole&recognition=shown").state, wide);
  assert.equal(addressOf({ ...page, state: chosen }, ""), "#proposal=one&reading=only&mode=single");
});
