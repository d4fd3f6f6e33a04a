/* The cities on which two proposals differ, by name: under each row of the key that has any. */
import { named } from "./differing.js";
import { differenceSums } from "./legend.js";
import { element } from "./nodes.js";

/* Below the lists or, in one column, below the key. */
/** @param {Page} page */
export function makeTowns(page) {
  const { stacked, frame } = page;
  const towns = element("section", "wh-towns");
  const place = () => (stacked.matches ? frame : document.querySelector(".wh-side")).append(towns);
  stacked.addEventListener("change", place);
  place();
  return towns;
}

/** @param {Page} page */
export function showTowns(page) {
  const { towns, state, words } = page;
  const rows = state.mode === "single" ? [] : rowsOf(page);
  towns.hidden = !rows.length;
  if (!rows.length) return;
  const boxes = rows.map(({ text, names, more }) => {
    const box = element("div");
    if (rows.length > 1) box.append(element("h3", "", named(page, text)));
    box.append(...listed(page, names, more));
    return box;
  });
  towns.replaceChildren(element("h2", "", words.cities), ...boxes);
}

/* The largest names at once, the others on asking. */
/** @param {Page} page @param {string[]} names @param {string} more */
function listed({ data }, names, more) {
  const first = element("p", "", names.slice(0, data.citiesNamed).join(", "));
  if (!more) return [first];
  const rest = element("details");
  rest.append(element("summary", "", more), element("p", "", names.slice(data.citiesNamed).join(", ")));
  return [first, rest];
}

/* Rows of the key with land that another would hold, those with most of it first. */
/** @param {Page} page */
function rowsOf(page) {
  const { data } = page;
  const cities = data.places.filter(({ zone, population }) => zone >= 0 && population >= data.cityPeople);
  return [...differenceSums(page).values()]
    .filter(({ how }) => how === "holder")
    .sort((one, two) => two.told.km2 - one.told.km2)
    .map(({ text, zones, told }) => ({
      text, more: told.more, names: cities.filter(({ zone }) => zones.includes(zone)).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length);
}
