/* What a proposal is compared with as long as nobody chose otherwise: its rival, as Python has it; of
   the proposal itself the next reading. */

/* The reading in which another one is shown beside a proposal. */
/** @param {Page["byId"]} byId @param {string} proposal @param {string} reading @param {string} other */
export function usualReading(byId, proposal, reading, other) {
  const { reading: usual, readings } = byId.get(other);
  if (other !== proposal) return usual;
  const all = Object.keys(readings);
  return all[(all.indexOf(reading) + 1) % all.length];
}

/* The other that stands beside what was chosen: one that is what it was compared with anyway gives way
   to the next one's rival, one that somebody chose stays. */
/** @param {Page["byId"]} byId @param {State} before @param {Partial<State>} next */
export function otherFor(byId, before, next) {
  const { proposal, reading } = next;
  const isRival = before.other === byId.get(before.proposal).rival;
  const other = isRival && proposal !== before.proposal ? byId.get(proposal).rival : before.other;
  const isUsual = before.otherReading === usualReading(byId, before.proposal, before.reading, before.other);
  const stays = other === before.other && !isUsual;
  return { other, otherReading: stays ? before.otherReading : usualReading(byId, proposal, reading, other) };
}
