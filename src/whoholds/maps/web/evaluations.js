/* What each proposal says of every zone, read from the page's data once. */

/* What a proposal in a reading amounts to: a title, and one status a zone; made once. */
/** @type {WeakMap<PageData, Map<string, Evaluation>>} */
const known = new WeakMap();

/** @param {Page} page @param {string} proposal @param {string} reading */
export function evaluationOf({ data }, proposal, reading) {
  const key = `${proposal} ${reading}`;
  if (!known.has(data)) known.set(data, new Map());
  const found = known.get(data);
  if (!found.has(key)) found.set(key, evaluate(data, proposal, reading));
  return found.get(key);
}

/** @param {PageData} data @param {string} proposal @param {string} reading */
function evaluate(data, proposal, reading) {
  const { name, under, readings } = data.proposals.find(({ id }) => id === proposal);
  const several = Object.keys(readings).length > 1;
  const chosen = readings[reading];
  const treated = [];
  for (const [part, zones] of Object.entries(chosen.treated)) {
    for (const zone of zones) treated[zone] = part;
  }
  return {
    key: `${proposal} ${reading}`, proposal, name, under, reading: chosen.name, treated, numbers: chosen.statuses,
    title: several ? `${name}: ${chosen.name}` : name,
    statuses: chosen.statuses.map((index) => data.statuses[index]),
  };
}
