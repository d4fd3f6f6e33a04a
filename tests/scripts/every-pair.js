/* Reads the data of a page and sums, for every pair of readings, what the page would show of their
   difference: fails where the page would not find its figures. */
import { readFileSync } from "node:fs";

import { evaluationOf } from "../../src/whoholds/maps/web/evaluations.js";
import { sumOf } from "../../src/whoholds/maps/web/figures.js";
import { changeSums, differenceSums } from "../../src/whoholds/maps/web/legend.js";
import { tractsOf } from "../../src/whoholds/maps/web/tracts.js";

const data = JSON.parse(readFileSync(process.argv[2], "utf8"));
const page = { data, words: data.words, state: { recognition: "shown" } };
const every = data.proposals.flatMap(({ id, readings }) =>
  Object.keys(readings).map((reading) => evaluationOf(page, id, reading)));
const found = {};
for (const first of every) {
  changeSums(page, first).forEach(({ told }) => told.area.length);
  tractsOf(page, [first]).all.forEach(({ told }) => told.area.length);
  for (const second of every) {
    const kinds = { holder: [], silent: [], recognition: [], nothing: [] };
    for (const { how, zones, told } of differenceSums({ ...page, first, second }).values()) {
      kinds[how].push(...zones);
      told.area.length;
    }
    // Where recognition is not shown, all that the same side would hold is one row.
    const hidden = { ...page, first, second, state: { recognition: "hidden" } };
    for (const { told } of differenceSums(hidden).values()) told.area.length;
    tractsOf(page, [first, second]).all.forEach(({ told }) => told.area.length);
    found[`${first.key} / ${second.key}`] = Object.fromEntries(
      Object.entries(kinds).map(([kind, zones]) => [kind, sumOf(data, kind === "nothing" ? [] : zones).km2]));
  }
}
process.stdout.write(JSON.stringify(found));
