/* A drawn country for the tests: two regions, the second of which the line runs through. */

const zone = (index, region, heldBy, area, people) => ({
  type: "Feature",
  geometry: { type: "Polygon", coordinates: [] },
  properties: {
    index, region, heldBy, area, people, name: `Region ${region}`, share: area / 100, at: [0, 0], settled: 1,
  },
});

const status = (holder, change, more = {}) => ({
  holder, change, administration: "", counted_for: "", recognition: "none", basis: "reported", sources: ["s"], ...more,
});

const reading = (id, statuses, treated = {}) => ({ id, name: `Reading ${id}`, statuses, treated });

const proposal = (id, ...readings) => ({
  id, name: `Proposal ${id}`, date: "", proposer: "", reading: readings[0].id,
  readings: Object.fromEntries(readings.map((one) => [one.id, one])),
});

export const words = {
  holder: { A: "Aland", B: "Bland", DMZ: "no army" },
  held_by: { A: "Held by Aland", B: "Held by Bland" },
  counted_for: { A: "counted as Aland's" },
  changes: { keeps: "stays", cedes: "would be ceded", demilitarised: "demilitarised", not_mentioned: "not mentioned" },
  recognitions: { none: "not recognised", de_jure: "recognised in law" },
  bases: { reported: "stated", silent: "not said" },
  same: "the same", whole: "the whole region", of_region: "of the region",
};

export const data = {
  locale: "en-GB", words, heldSource: "The day's map", parts: { coast: "Coast", hills: "Hills" },
  sources: { s: { name: "A paper", title: "", url: "" } },
  statuses: [
    status("A", "keeps"), status("B", "cedes"), status("B", "cedes", { recognition: "de_jure" }),
    status("DMZ", "demilitarised", { administration: "A", counted_for: "A" }),
    status("A", "not_mentioned", { basis: "silent", sources: [] }),
  ],
  zones: {
    type: "FeatureCollection",
    features: [zone(0, "1", "A", 40, 1000), zone(1, "2", "A", 30, 200), zone(2, "2", "A", 20, 90), zone(3, "2", "B", 10, 5)],
  },
  proposals: [
    proposal("one", reading("only", [0, 0, 0, 1])),
    proposal("two", reading("narrow", [0, 2, 0, 1], { coast: [1] }), reading("wide", [4, 3, 1, 2], { coast: [1], hills: [2] })),
  ],
};
