/* Choosing: the lists, the modes, the keys, and the one function through which all of it goes. */
function choose(page, wanted, tell) {
  const before = { ...page.state };
  Object.assign(page.state, allowed(page, wanted));
  const isNewMode = page.state.mode !== before.mode;
  if (isNewMode) enterMode(page);
  restyle(page);
  showChoices(page, before);
  if (isNewMode) refit(page);
  if (!tell) return;
  announce(page, before);
  send(page);
}

/* What of the wanted there is; anything unknown leaves the state as it was. */
function allowed(page, wanted) {
  const { state, byId, regions } = page;
  const next = {};
  for (const [proposal, reading] of [["proposal", "reading"], ["other", "otherReading"]]) {
    const found = byId.get(wanted[proposal] ?? state[proposal]);
    if (!found) continue;
    const usual = found.id === state[proposal] ? state[reading] : found.reading;
    const asked = wanted[reading];
    next[proposal] = found.id;
    next[reading] = Object.hasOwn(found.readings, asked) ? asked : usual;
  }
  if (MODES.includes(wanted.mode)) next.mode = wanted.mode;
  if (wanted.region === null || regions.has(wanted.region)) next.region = wanted.region;
  return next;
}

function radios(box, title, name, options, choice) {
  const list = element("div", "wh-choices");
  for (const { id, label, detail } of options) {
    const row = element("label", "wh-choice");
    const input = element("input");
    Object.assign(input, { type: "radio", name, value: id });
    input.addEventListener("change", () => choice(id));
    row.append(input, element("span", "", label));
    if (detail) row.append(element("small", "", detail));
    list.append(row);
  }
  box.replaceChildren(element("legend", "", title), list);
}

function select(box, title, name, options, choice) {
  const label = element("label", `wh-select wh-select-${name}`);
  const input = element("select");
  input.name = name;
  input.addEventListener("change", () => choice(input.value));
  label.append(element("span", "", title), input);
  box.append(label);
  fillSelect(input, options);
  return input;
}

function fillSelect(input, options) {
  input.replaceChildren(...options.map(({ id, label }) => {
    const option = element("option", "", label);
    option.value = id;
    return option;
  }));
}

function readingsOf(page, proposal) {
  return Object.values(page.byId.get(proposal).readings).map(({ id, name }) => ({ id, label: name }));
}

function buildChoices(page) {
  const { words, data } = page;
  const find = (name) => document.querySelector(name);
  const proposals = data.proposals.map(({ id, name, date, proposer }) =>
    ({ id, label: name, detail: [date, proposer].filter(Boolean).join(" · ") }));
  radios(find(".wh-proposals"), words.proposals, "proposal", proposals,
    (proposal) => choose(page, { proposal }, true));
  const modes = MODES.map((id) => ({ id, label: words.mode[id] }));
  radios(find(".wh-modes"), words.view, "mode", modes, (mode) => choose(page, { mode }, true));
  const bar = find(".wh-compare");
  page.other = select(bar, words.compare_with, "other", proposals,
    (other) => choose(page, { other }, true));
  page.otherReading = select(bar, words.reading, "otherReading",
    readingsOf(page, page.state.other), (otherReading) => choose(page, { otherReading }, true));
  showReadings(page);
  document.addEventListener("keydown", (event) => onKey(page, event));
}

function showReadings(page) {
  const box = document.querySelector(".wh-readings");
  const all = readingsOf(page, page.state.proposal);
  box.hidden = all.length < 2;
  if (box.hidden) box.replaceChildren();
  else radios(box, page.words.reading, "reading", all, (id) => choose(page, { reading: id }, true));
}

function onKey(page, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    if (page.tip.isShown()) page.tip.hide();
    else if (page.state.region) closeDetails(page);
  }
  const proposal = page.data.proposals[Number(event.key) - 1];
  const typing = event.target.closest?.("select, input[type=range]");
  if (proposal && !typing) choose(page, { proposal: proposal.id }, true);
}
