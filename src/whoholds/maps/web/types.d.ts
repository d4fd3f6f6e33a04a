/* What the modules of the map page hand to each other; what comes from Python is in payload.d.ts. */

type Mode = PageData["modes"][number];

/** What the map begins at: the land that any proposal is about, or the whole country. */
type Extent = PageData["chosen"]["extent"];

/** The data of the page as they come: see arcs.js. */
interface PackedData {
  arcs: string[];
  packed: string[];
  places: Record<string, any[]>;
  figures: Record<string, Record<string, any[]>>;
  [field: string]: any;
}

/** What is chosen; a link of the dashboard and the frame around the page speak of the same. */
interface State {
  proposal: string;
  reading: string;
  other: string;
  otherReading: string;
  mode: Mode;
  extent: Extent;
  recognition: PageData["chosen"]["recognition"];
  region: string | null;
}

/** What an address asks for, and the names in it whose values do not exist. */
interface Asked {
  state: State;
  theme: string;
  isBare: boolean;
  unknown: string[];
}

/** A proposal in a reading: a title, and a status for every zone. */
interface Evaluation {
  key: string;
  proposal: string;
  name: string;
  under: string;
  reading: string;
  title: string;
  numbers: number[];
  statuses: Status[];
  /** The part that a row of its own gave a zone's status, by zone; sparse. */
  treated: string[];
}

/** What a finding with its source is made of, in a language. */
type Telling = Retold;

/** A proposal that is shown, in a reading. */
interface Shown {
  proposal: ToldProposal;
  reading: ToldReading;
}

/** What is shared of what is shown; `figures` has the finding with its source in each language. */
interface Shared {
  link: string;
  embed: string;
  figures: string[];
  cite: string;
  notes: { link: string; embed: string };
}

/** A text to be copied. */
interface Field { box: HTMLElement; text: HTMLTextAreaElement; note: HTMLElement }

/** Zones of a region that one side holds and that what is shown treats alike. */
interface Tract {
  region: string;
  name: string;
  heldBy: string;
  part: string;
  features: ZoneFeature[];
  zones: number[];
  told: Told;
  /** One for each proposal that is shown. */
  statuses: Status[];
}

interface Tracts {
  all: Tract[];
  byZone: Tract[];
}

type Differing = DifferenceData["how"];

/** A row of a legend: a fill (`sample`) or a line by its class, or neither where it only takes room. */
interface LegendRow {
  /** What a row is found again by. */
  key: string;
  sample?: string;
  line?: string;
  /** Its class. */
  kind?: string;
  text: string;
  figures: string[];
}

interface LegendContent {
  heading: string;
  rows: LegendRow[];
  /** The legend's class: of two maps, or of a difference. */
  kind: "wh-two" | "wh-long" | "";
}

/** Zones that one row of a legend stands for. */
interface Sum {
  kind: string;
  text: string;
  /** Of two proposals: in what they differ. */
  how?: Differing;
  zones: number[];
  told?: ToldRow;
}

/** One zone on one map, and its shape on paper once that is drawn. */
interface Drawn {
  feature: ZoneFeature;
  part: L.Path;
  path?: SVGPathElement;
  printed?: SVGPathElement;
  kind?: string;
}

/** The zones on a map for one of two proposals, "a" or "b". */
interface View {
  map: L.Map;
  side: "a" | "b";
  /** Over another view of the same map, and for the eye alone. */
  above: boolean;
  /** On a map of its own, beside the first. */
  separate: boolean;
  paths: Drawn[];
  paper?: SVGElement;
  painted?: unknown[];
  lit?: Tract;
  focus?: { feature: ZoneFeature; tract: Tract; unmark: () => void };
}

interface Box {
  view: HTMLElement;
  title: HTMLElement;
  canvas: HTMLElement;
  legend: HTMLElement;
}

interface ShownMap {
  map: L.Map;
  region: string | null;
  unmark?: () => void;
}

interface Tip {
  show(view: View, feature: ZoneFeature, x: number, y: number): void;
  hide(): void;
  refresh(): void;
  isShown(): boolean;
}

/** What all modules of the page know; what one alone knows stays in it. */
interface Page {
  readonly data: PageData;
  readonly words: Words;
  readonly tellings: Telling[];
  /** Where the dashboard is found, once it has said so. */
  around?: string;
  readonly byId: Map<string, ProposalData>;
  readonly regions: Set<string>;
  readonly framed: boolean;
  readonly sandboxed: boolean;
  readonly stacked: MediaQueryList;
  readonly narrow: MediaQueryList;
  /** Of the screen around a frame: how high it is, and how far below its top the frame begins. */
  readonly room: { height: number; top: number };
  readonly home: L.LatLngBounds;
  readonly extents: Record<Extent, L.LatLngBounds>;
  readonly choose: (wanted: Partial<State>, tell: boolean) => void;
  readonly state: State;
  readonly frame: HTMLElement;
  readonly sums: HTMLElement;
  readonly boxes: Box[];
  readonly maps: ShownMap[];
  readonly views: View[];
  /** What names of each map are asked after a choice. */
  readonly renames: (() => void)[];
  first?: Evaluation;
  second?: Evaluation;
  details?: { panel: HTMLElement; title: HTMLElement; body: HTMLElement };
  towns?: HTMLElement;
  tip?: Tip;
  lists?: Record<"proposal" | "reading" | "other" | "otherReading", HTMLSelectElement> & {
    recognition: HTMLInputElement;
  };
  divider?: { clip: () => void; settle: () => void };
}

interface Window {
  /** What the dashboard's map shows, kept for the frame that comes after it was chosen. */
  whoholdsState?: State;
}

/** From [longitude, latitude] to a place on a drawing. */
type Projection = (place: number[]) => number[];

/** A name, where it stands, and how it is set. */
type Placed = { name: string; lon: number; lat: number; className: string };

/** What names are to find room in: its size, what is taken of it, and which towns come first. */
interface Drawing {
  width: number;
  height: number;
  at: Projection;
  smallest: number;
  moving: Set<number>;
  taken?: number[][];
  isOverWater?: (sea: { lon: number; lat: number }, half: number) => boolean;
  /** How wide a name is; as the letters take it, if left out. */
  measure?: (text: string, kind: string) => number;
  /** How much larger than usual the letters are. */
  scale?: number;
}

/** What Leaflet takes for shapes and hands on to each of them. */
type LayerOptions = L.GeoJSONOptions & L.PolylineOptions;

/** Shapes to draw, and the class that they get. */
type Layered = [GeoJSON.FeatureCollection, string];

interface Choosable { id: string; label: string; detail?: string; group?: string; moved?: number[] }
