/* The keyboard: numbers choose a proposal from everywhere, letters in the list, arrows where the map
   is presented. */
import { closeDetails } from "./details.js";
import { isPresenting, step } from "./present.js";

/* How long a second digit or letter still belongs to the first. */
const PATIENCE = 900;

let typed = "";
let typedAt = 0;

const isDigit = (key) => /^\d$/.test(key);

/* What was typed without a pause, digits or letters. */
/** @param {string} key @param {number} now */
export function typedSoFar(key, now) {
  const goesOn = now - typedAt < PATIENCE && isDigit(key) === isDigit(typed.slice(-1));
  typed = goesOn ? typed + key : key;
  typedAt = now;
  return typed;
}

/* The proposal that a number stands for; of two digits that are no number of the list, the last. */
/** @param {ProposalData[]} proposals @param {string} digits */
export function numbered(proposals, digits) {
  return proposals[Number(digits.slice(-2)) - 1] ?? proposals[Number(digits.slice(-1)) - 1];
}

/* The first proposal after the chosen one that has a word which begins so. */
/** @param {ProposalData[]} proposals @param {string} letters @param {string} chosen */
export function beginning(proposals, letters, chosen) {
  const wanted = letters.toLocaleLowerCase();
  const at = proposals.findIndex(({ id }) => id === chosen);
  const from = wanted.length > 1 ? at : at + 1;
  const order = [...proposals.slice(from), ...proposals.slice(0, from)];
  return order.find(({ name }) =>
    ` ${name.toLocaleLowerCase()}`.replace(/[“”«»"]/g, "").includes(` ${wanted}`));
}

/** @param {Page} page */
export function listenToKeyboard(page) {
  document.addEventListener("keydown", (event) => onKey(page, event));
}

/** @param {Page} page @param {KeyboardEvent} event */
function onKey(page, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { key } = event;
  const target = /** @type {Element} */ (event.target);
  if (key === "Escape") {
    if (page.tip.isShown()) page.tip.hide();
    else if (page.state.region) closeDetails(page);
  }
  if (target.closest?.("select, input[type=range], dialog")) return;
  if (isPresenting() && (key === "ArrowLeft" || key === "ArrowRight")) {
    event.preventDefault();
    step(page, key === "ArrowRight" ? 1 : -1);
    return;
  }
  const found = proposalFor(page, key, Boolean(target.closest?.(".wh-proposals")));
  if (!found) return;
  page.choose({ proposal: found.id }, true);
  if (target.closest?.(".wh-proposals")) followChoice();
}

/** @param {Page} page @param {string} key @param {boolean} isInList */
function proposalFor({ data, state }, key, isInList) {
  if (isDigit(key)) return numbered(data.proposals, typedSoFar(key, Date.now()));
  if (!isInList || !/^\p{L}$/u.test(key)) return null;
  return beginning(data.proposals, typedSoFar(key, Date.now()), state.proposal);
}

/* The keyboard goes on from what was chosen. */
function followChoice() {
  /** @type {HTMLInputElement} */
  const input = document.querySelector("input[name=proposal]:checked");
  input.focus({ preventScroll: true });
}
