/* The lists to choose from, and in them what was chosen. */
import { element } from "./nodes.js";

/** @param {Page} page */
export function buildChoices(page) {
  const { words, data } = page;
  /** @returns {HTMLElement} */
  const find = (name) => document.querySelector(name);
  const proposals = data.proposals.map(({ id, name, date, proposer }) =>
    ({ id, label: name, detail: [date, proposer].filter(Boolean).join(" · ") }));
  radios(find(".wh-proposals"), words.proposals, "proposal", proposals,
    (proposal) => page.choose({ proposal }, true));
  const modes = data.modes.map((id) => ({ id, label: words.mode[id] }));
  radios(find(".wh-modes"), words.view, "mode", modes, (mode) => page.choose({ mode }, true));
  const bar = find(".wh-compare");
  showReadings(page);
  return {
    other: select(bar, words.compare_with, "other", proposals,
      (other) => page.choose({ other }, true)),
    otherReading: select(bar, words.reading, "otherReading",
      readingsOf(page, page.state.other), (otherReading) => page.choose({ otherReading }, true)),
  };
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

/** @param {HTMLSelectElement} input @param {Choosable[]} options */
function fillSelect(input, options) {
  input.replaceChildren(...options.map(({ id, label }) => {
    const option = element("option", "", label);
    option.value = id;
    return option;
  }));
}

/** @param {Page} page @param {string} proposal */
function readingsOf(page, proposal) {
  return Object.values(page.byId.get(proposal).readings).map(({ id, name }) => ({ id, label: name }));
}

/** @param {Page} page */
function showReadings(page) {
  /** @type {HTMLElement} */
  const box = document.querySelector(".wh-readings");
  const all = readingsOf(page, page.state.proposal);
  box.hidden = all.length < 2;
  if (box.hidden) box.replaceChildren();
  else radios(box, page.words.reading, "reading", all, (id) => page.choose({ reading: id }, true));
}

/* Shows in the lists what was chosen, and says it to those who listen. */
/** @param {Page} page @param {State} before */
export function showChoices(page, before) {
  const { state, lists: { other, otherReading } } = page;
  if (state.proposal !== before.proposal) showReadings(page);
  for (const name of ["proposal", "reading", "mode"]) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = document.querySelectorAll(`input[name=${name}]`);
    for (const input of inputs) {
      input.checked = input.value === state[name];
    }
  }
  other.value = state.other;
  if (state.other !== before.other) fillSelect(otherReading, readingsOf(page, state.other));
  otherReading.value = state.otherReading;
  const idle = otherReading.options.length < 2;
  otherReading.parentElement.classList.toggle("wh-idle", idle);
  /** @type {HTMLElement} */
  const bar = document.querySelector(".wh-compare");
  bar.hidden = state.mode === "single";
  if (state.proposal !== before.proposal) requestAnimationFrame(reveal);
}

/* The list scrolls, sideways on a phone: keep the chosen card in view without moving the page. */
export function reveal() {
  for (const input of document.querySelectorAll(".wh-side input:checked")) {
    const card = input.closest(".wh-choice");
    for (const box of [card.parentElement, document.querySelector(".wh-side")]) {
      const [outer, inner] = [box.getBoundingClientRect(), card.getBoundingClientRect()];
      if (inner.left < outer.left || inner.right > outer.right) {
        box.scrollLeft += inner.left - outer.left;
      }
      if (inner.top < outer.top || inner.bottom > outer.bottom) {
        box.scrollTop += inner.top - outer.top;
      }
    }
  }
}
