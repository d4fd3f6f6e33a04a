/* Made by tools/page_types.py. */

/** What lies around the zones and on them. */
interface Backdrop {
  land: GeoJSON.FeatureCollection;
  beyond: GeoJSON.FeatureCollection;
  rivers: GeoJSON.FeatureCollection;
  water: GeoJSON.FeatureCollection;
  dry: GeoJSON.FeatureCollection;
}

/** What the page opens with; of two proposals that are compared, `other` is the second. */
interface ChosenData {
  proposal: string;
  reading: string;
  other: string;
  otherReading: string;
  mode: "single" | "side" | "difference" | "swipe";
  extent: "changes" | "whole";
  recognition: "hidden" | "shown";
  region: string | null;
}

/** How what is shown is cited, with gaps for its title and link.
 * `reading` names a proposal with a reading; `home` is the link where the page has no address
 * that others could open. */
interface Citing {
  text: string;
  reading: string;
  home: string;
}

/** About how large zones are in which two proposals differ, and who lived there; "" for none. */
interface Differ {
  area: string;
  home: string;
}

/** How two statuses differ: in what, the class that paints it, and the words for it.
 * `how` is one of `whoholds.proposals.difference.Differing`. Where they differ, the words have
 * gaps, `{first}` and `{second}`, for what each is `under`. `plain` is the number of what is shown
 * in its place where recognition is not. */
interface DifferenceData {
  how: "holder" | "silent" | "recognition" | "nothing";
  kind: string;
  text: string;
  plain: number;
}

/** What is said of sets of zones: of rows in legends, of tracts, of where two proposals differ.
 * A key is a number in base 16 with a bit for each zone of the set, by `Zone.index`. */
interface Figures {
  sums: Record<string, ToldRow>;
  tracts: Record<string, Told>;
  differ: Record<string, Differ>;
}

/** Sentences with gaps that say what two proposals differ over. */
interface FindingWords {
  pair: string;
  readings: string;
  differ: string;
  and_silent: string;
  differ_silent: string;
  differ_recognition: string;
  same: string;
  under_both: string;
  under_first: string;
  under_second: string;
  leaves: string;
  returned: string;
}

/** A region or a neighbour, and where its name may stand, the best place first.
 * `spots` are longitude, latitude, and how far the land reaches to either side, in degrees of
 * longitude. */
interface NamedLand {
  name: string;
  spots: number[][];
}

/** A settlement that may be named.
 * `zone` is the index of the one that it lies in, -1 for none; `leads` says that no settlement of
 * its region is larger. */
interface Place {
  name: string;
  lon: number;
  lat: number;
  population: number;
  zone: number;
  leads: boolean;
}

/** A proposal with its readings by id; date and proposer are empty for a day's line.
 * `ofLayer` says that it is the line of contact of the layer itself; `under` names the proposal as
 * what something would be under; `group` is the heading below which a list has it; `source` names
 * who published it; `rival` is the proposal that it is first compared with. */
interface ProposalData {
  id: string;
  ofLayer: boolean;
  name: string;
  under: string;
  group: string;
  source: string;
  rival: string;
  date: string;
  proposer: string;
  reading: string;
  readings: Record<string, ReadingData>;
}

/** A reading of a proposal.
 * `statuses` has the number of a status for every zone, in the order of `Zone.index`, and
 * `treated` the zones by the part whose row gave them their status; `moved` is what would be left
 * and what returned, in whole square kilometres. */
interface ReadingData {
  name: string;
  finding: string;
  leaves: string;
  returned: string;
  id: string;
  moved: number[];
  statuses: number[];
  treated: Record<string, number[]>;
}

/** What a finding with its source is made of in another language of the interface.
 * `differ` has the keys of `Figures`. */
interface Retold {
  language: string;
  name: string;
  finding: FindingWords;
  sourceLine: string;
  proposals: Record<string, ToldProposal>;
  differ: Record<string, Differ>;
}

/** A sea, and where its name stands. */
interface Sea {
  name: string;
  lon: number;
  lat: number;
}

/** A source as it is cited. */
interface SourceData {
  name: string;
  title: string;
  url: string;
}

/** What a proposal says of a zone.
 * `after` says who would hold it; `treatment` is its row and column in `differences`; sources are
 * ids. */
interface Status {
  after: string;
  treatment: number;
  change: string;
  recognition: string;
  basis: string;
  sources: string[];
}

/** A street map to lie on. */
interface TilesData {
  url: string;
  attribution: string;
}

/** What is said of zones together: their area as a number to sort by and in words. */
interface Told {
  how?: "about" | "fewer" | "none";
  people?: string;
  km2: number;
  area: string;
}

/** What is said of a proposal in a sentence, and of its readings by id. */
interface ToldProposal {
  ofLayer: boolean;
  name: string;
  source: string;
  readings: Record<string, ToldReading>;
}

/** What is said of a reading in a sentence.
 * `finding` says what it would bring; `leaves` and `returned` about how much would change sides,
 * "" for none. */
interface ToldReading {
  name: string;
  finding: string;
  leaves: string;
  returned: string;
}

/** What is said in a row of a legend.
 * In that of a difference `more` says how many cities there are after those that are named at
 * once. */
interface ToldRow {
  how?: "about" | "fewer" | "none";
  people?: string;
  km2: number;
  area: string;
  more?: string;
}

/** The reader's words: those that stand alone, and lists of them by what they name. */
interface Words {
  proposals: string;
  reading: string;
  legend: string;
  after: string;
  change: string;
  area: string;
  recognition: string;
  source: string;
  line: string;
  border: string;
  label: string;
  select_hint: string;
  view: string;
  compare_with: string;
  differ: string;
  differ_silent: string;
  nothing_differs: string;
  differ_terms: string;
  with_recognition: string;
  read_as: string;
  divider: string;
  people: string;
  residents: string;
  people_note: string;
  details: string;
  close: string;
  skip: string;
  zones: string;
  zoom_in: string;
  zoom_out: string;
  tap_hint: string;
  touch_hint: string;
  wheel_hint: string;
  held: string;
  about: string;
  about_none: string;
  about_fewer: string;
  fewer: string;
  none_known: string;
  notice: string;
  source_line: string;
  home: string;
  extents: string;
  proposal: string;
  previous: string;
  next: string;
  present: string;
  present_end: string;
  cities: string;
  share: string;
  share_link: string;
  share_embed: string;
  share_figure: string;
  share_cite: string;
  share_local: string;
  share_own: string;
  share_file: string;
  copy: string;
  copied: string;
  not_copied: string;
  finding: FindingWords;
  mode: Record<string, string>;
  extent: Record<string, string>;
  held_by: Record<string, string>;
  holder: Record<string, string>;
  changes: Record<string, string>;
  recognitions: Record<string, string>;
  bases: Record<string, string>;
}

/** Properties of a zone's feature: its place in every list, and what is known of it.
 * `at` is a point well within it. */
interface Zone {
  index: number;
  region: string;
  name: string;
  heldBy: string;
  area: number;
  at: [number, number];
}

/** The zones in the order in which a keyboard goes through them. */
interface ZoneCollection {
  type: "FeatureCollection";
  features: ZoneFeature[];
}

/** A zone as GeoJSON. */
interface ZoneFeature {
  type: "Feature";
  properties: Zone;
  geometry: any;
}

/** All that a map page gets from Python. */
interface PageData {
  locale: string;
  date: string;
  chosen: ChosenData;
  modes: ("single" | "side" | "difference" | "swipe")[];
  order: string[];
  keeps: string;
  mostChanges: number;
  words: Words;
  proposals: ProposalData[];
  statuses: Status[];
  sources: Record<string, SourceData>;
  parts: Record<string, string>;
  heldSource: string;
  zones: ZoneCollection;
  hasPeople: boolean;
  figures: Figures;
  differs: DifferenceData[];
  differences: number[][];
  regions: GeoJSON.FeatureCollection;
  border: GeoJSON.FeatureCollection;
  coast: GeoJSON.FeatureCollection;
  line: GeoJSON.FeatureCollection;
  backdrop: Backdrop;
  drained: string[];
  seas: Sea[];
  places: Place[];
  longestFinding: number;
  cityPeople: number;
  citiesNamed: number;
  regionNames: NamedLand[];
  neighbours: NamedLand[];
  tiles: TilesData | null;
  language: string;
  languageName: string;
  retold: Retold[];
  citing: Citing;
  url: string | null;
}
