/* A drawn country for the tests: two regions, the second of which the line runs through. */

const zone = (index, region, heldBy, area) => ({
  type: "Feature",
  geometry: { type: "Polygon", coordinates: [] },
  properties: { index, region, heldBy, area, name: `Region ${region}`, at: [0, 0] },
});

const status = (after, change, treatment, more = {}) => ({
  after, change, treatment, recognition: "none", basis: "reported", sources: ["s"], ...more,
});

const reading = (id, statuses, treated = {}) => ({ id, name: `Reading ${id}`, statuses, treated });

const proposal = (id, ...readings) => ({
  id, name: `Proposal ${id}`, under: `under ${id}`, rival: "one", source: `Press of ${id}`, date: "", proposer: "", reading: readings[0].id,
  readings: Object.fromEntries(readings.map((one) => [one.id, one])),
});

export const words = {
  holder: { A: "Aland", B: "Bland" },
  held_by: { A: "Held by Aland", B: "Held by Bland" },
  changes: { keeps: "stays", cedes: "would be ceded", demilitarised: "demilitarised", not_mentioned: "not mentioned" },
  recognitions: { none: "not recognised", de_jure: "recognised in law" },
  bases: { reported: "stated", silent: "not said" },
  read_as: "read as “{}”", area: "Area", people: "Residents", held: "Held now", after: "After", change: "Change", recognition: "Recognition",
  source: "Source", residents: "people", fewer: "fewer than {}", none_known: "none known",
  about: "about {} residents", about_fewer: "fewer than {} residents", about_none: "no residents",
};

const told = (km2, how, people) => ({ km2, area: `${km2} km²`, how, people });

export const data = {
  locale: "en-GB", words, heldSource: "The day's map", parts: { coast: "Coast", hills: "Hills" }, hasPeople: true,
  sources: { s: { name: "A paper", title: "", url: "" } },
  statuses: [
    status("Aland", "keeps", 0), status("Bland", "cedes", 1), status("Bland", "cedes", 2, { recognition: "de_jure" }),
    status("no army (Aland)", "demilitarised", 3), status("not mentioned", "not_mentioned", 4, { basis: "silent", sources: [] }),
  ],
  zones: {
    type: "FeatureCollection",
    features: [zone(0, "1", "A", 40), zone(1, "2", "A", 30), zone(2, "2", "A", 20), zone(3, "2", "B", 10)],
  },
  proposals: [
    proposal("one", reading("only", [0, 0, 0, 1])),
    proposal("two", reading("narrow", [0, 2, 0, 1], { coast: [1] }), reading("wide", [4, 3, 1, 2], { coast: [1], hills: [2] })),
  ],
  differs: [
    { how: "nothing", kind: "same", text: "the same", plain: 0 },
    { how: "holder", kind: "differ_b", text: "Bland {second}; Aland {first}", plain: 1 },
    { how: "recognition", kind: "differ_terms", plain: 0, text: "Recognition (Bland): recognised in law {second}; not recognised {first}" },
  ],
  differences: [[0, -1, 1, -1, -1], [-1, 0, 2, -1, -1], [-1, -1, -1, -1, -1], [-1, -1, -1, -1, -1], [-1, -1, -1, -1, -1]],
  // The zones as bits: 6 is the second and the third.
  figures: {
    sums: { 0: told(0, "about", "0"), 7: told(90, "about", "1,200"), 8: told(10, "fewer", "50"), d: told(80), 2: told(30) },
    tracts: { 1: told(40, "about", "1,000"), 6: told(50, "fewer", "300"), 2: told(30, "none", ""), 4: told(20), 8: told(10) },
  },
};
