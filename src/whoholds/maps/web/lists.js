/* The lists to choose from, and in them what was chosen. Beside the map proposals are a list, in one
   column and where a region's details take its place a select with a step to either side. */
import { holderDiffers } from "./differing.js";
import { element } from "./nodes.js";
import { step } from "./present.js";

/** @param {Page} page */
export function buildChoices(page) {
  const { words, data } = page;
  /** @returns {HTMLElement} */
  const find = (name) => document.querySelector(name);
  /** @type {Choosable[]} */
  const proposals = data.proposals.map(({ id, name, date, proposer, group, readings, reading }) => ({
    id, label: name, group, detail: [date, proposer].filter(Boolean).join(" · "), moved: readings[reading].moved,
  }));
  const box = find(".wh-proposals");
  radios(box, words.proposals, "proposal", proposals, (proposal) => page.choose({ proposal }, true));
  addNumbers(box, proposals);
  const modes = data.modes.map((id) => ({ id, label: words.mode[id] }));
  radios(find(".wh-modes"), words.view, "mode", modes, (mode) => page.choose({ mode }, true));
  const pick = find(".wh-pick");
  const steps = element("div", "wh-steps");
  pick.append(steps);
  steps.append(stepper(page, -1, "‹", words.previous));
  const proposal = select(steps, words.proposal, "proposal", proposals,
    (id) => page.choose({ proposal: id }, true));
  steps.append(stepper(page, 1, "›", words.next));
  const bar = find(".wh-compare");
  showReadings(page);
  return {
    proposal,
    reading: select(pick, words.reading, "reading", readingsOf(page, page.state.proposal),
      (reading) => page.choose({ reading }, true)),
    other: select(bar, words.compare_with, "other", proposals,
      (other) => page.choose({ other }, true)),
    otherReading: select(bar, words.reading, "otherReading",
      readingsOf(page, page.state.other), (otherReading) => page.choose({ otherReading }, true)),
    recognition: check(find(".wh-bar"), words.with_recognition,
      (isOn) => page.choose({ recognition: isOn ? "shown" : "hidden" }, true)),
  };
}

/** @param {Page} page @param {number} by @param {string} sign @param {string} name */
function stepper(page, by, sign, name) {
  const button = element("button", "wh-button wh-step", sign);
  Object.assign(button, { type: "button", title: name });
  button.setAttribute("aria-label", name);
  button.addEventListener("click", () => step(page, by));
  return button;
}

/* Options in the order that they came in, each under its heading. */
/** @param {Choosable[]} options @returns {[string, Choosable[]][]} */
function grouped(options) {
  /** @type {Map<string, Choosable[]>} */
  const found = new Map();
  for (const option of options) {
    const { group = "" } = option;
    found.set(group, [...(found.get(group) ?? []), option]);
  }
  return [...found];
}

/**
 * @param {HTMLElement} box
 * @param {string} title
 * @param {string} name
 * @param {Choosable[]} options
 * @param {(id: any) => void} choice
 */
function radios(box, title, name, options, choice) {
  const list = element("div", "wh-choices");
  for (const [group, members] of grouped(options)) {
    if (group) list.append(element("p", "wh-group", group));
    for (const { id, label, detail } of members) {
      const row = element("label", "wh-choice");
      const input = element("input");
      Object.assign(input, { type: "radio", name, value: id });
      input.addEventListener("change", () => choice(id));
      row.append(input, element("span", "wh-name", label));
      if (detail) {
        row.append(element("small", "", detail));
        row.title = detail;
      }
      list.append(row);
    }
  }
  box.replaceChildren(element("legend", "", title), list);
}

/* The key that chooses each entry, and how much land it moves: to the left of a common axis what
   the recognised side would leave, to the right what it would get back, on one scale. */
/** @param {HTMLElement} box @param {Choosable[]} options */
function addNumbers(box, options) {
  const most = [0, 1].map((side) => Math.max(0, ...options.map(({ moved }) => moved[side])));
  const all = most[0] + most[1];
  const share = (km2) => `${((100 * km2) / all).toFixed(1)}%`;
  options.forEach(({ id, moved }, index) => {
    const row = box.querySelector(`input[value="${CSS.escape(id)}"]`).parentElement;
    const number = element("span", "wh-number", String(index + 1));
    number.setAttribute("aria-hidden", "true");
    row.querySelector("input").after(number);
    const bar = element("span", "wh-moved");
    bar.setAttribute("aria-hidden", "true");
    const starts = [most[0] - moved[0], most[0]];
    ["wh-left-bar", "wh-back-bar"].forEach((name, side) => {
      if (!moved[side]) return;
      const part = element("i", name);
      Object.assign(part.style, { left: share(starts[side]), width: share(moved[side]) });
      bar.append(part);
    });
    row.querySelector(".wh-name").after(bar);
  });
}

/**
 * @param {HTMLElement} box
 * @param {string} title
 * @param {string} name
 * @param {Choosable[]} options
 * @param {(id: any) => void} choice
 */
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

/** @param {HTMLElement} box @param {string} text @param {(isOn: boolean) => void} choice */
function check(box, text, choice) {
  const label = element("label", "wh-check");
  const input = element("input");
  input.type = "checkbox";
  input.addEventListener("change", () => choice(input.checked));
  label.append(input, element("span", "", text));
  box.append(label);
  return input;
}

/** @param {HTMLSelectElement} input @param {Choosable[]} options */
function fillSelect(input, options) {
  const made = ({ id, label }) => {
    const option = element("option", "", label);
    option.value = id;
    return option;
  };
  input.replaceChildren(...grouped(options).flatMap(([group, members]) => {
    if (!group) return members.map(made);
    const box = element("optgroup");
    box.label = group;
    box.append(...members.map(made));
    return [box];
  }));
}

/** @param {Page} page @param {string} proposal @returns {Choosable[]} */
function readingsOf(page, proposal) {
  return Object.values(page.byId.get(proposal).readings).map(({ id, name }) => ({ id, label: name }));
}

/* Readings stand below the proposal that they are of. */
/** @param {Page} page */
function showReadings(page) {
  const { proposal } = page.state;
  /** @type {HTMLElement} */
  const box = document.querySelector(".wh-readings");
  const all = readingsOf(page, proposal);
  box.hidden = all.length < 2;
  if (box.hidden) box.replaceChildren();
  else radios(box, page.words.reading, "reading", all, (id) => page.choose({ reading: id }, true));
  document.querySelector(`.wh-proposals input[value="${CSS.escape(proposal)}"]`).parentElement.after(box);
}

/* Shows in the lists what was chosen, and says it to those who listen. */
/** @param {Page} page @param {State} before */
export function showChoices(page, before) {
  const { state, lists } = page;
  if (state.proposal !== before.proposal) showReadings(page);
  for (const name of ["proposal", "reading", "mode"]) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = document.querySelectorAll(`input[name=${name}]`);
    for (const input of inputs) {
      input.checked = input.value === state[name];
    }
  }
  for (const [proposal, reading] of /** @type {const} */ ([["proposal", "reading"], ["other", "otherReading"]])) {
    lists[proposal].value = state[proposal];
    if (state[proposal] !== before[proposal]) fillSelect(lists[reading], readingsOf(page, state[proposal]));
    lists[reading].value = state[reading];
    lists[reading].parentElement.classList.toggle("wh-idle", lists[reading].options.length < 2);
  }
  /** @type {HTMLElement} */
  const bar = document.querySelector(".wh-compare");
  bar.hidden = state.mode === "single";
  lists.recognition.checked = state.recognition === "shown";
  const { parentElement: recognition } = lists.recognition;
  recognition.hidden = state.mode !== "difference";
  recognition.classList.toggle("wh-idle", !holderDiffers(page));
}
