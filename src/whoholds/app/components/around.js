/* What the page needs that Streamlit does not do: its language is named, it comes back by itself
   after its server was away, figures that a reader has unfolded stay so, and the keyboard reaches
   tables that are wider than the page. */

/* A page that finds the server again shows what it showed, and Streamlit waits for its reader's next
   action. Where the server was started anew, or has ended the visit meanwhile, that action would be
   the first of a visit, which says what fields are set to and not which of them was changed: it would
   be lost. So the page asks for a run at once, and first the map says what it shows. */
let ask;
let away = false;

function look(app) {
  const connected = app.dataset.testConnectionState === "CONNECTED";
  if (connected && away) {
    window.dispatchEvent(new Event("whoholds-return"));
    ask();
  }
  away = !connected;
}

function awaitReturn() {
  const app = document.querySelector("[data-testid=stApp]");
  new MutationObserver(() => look(app)).observe(app, { attributeFilter: ["data-test-connection-state"] });
}

/* Every choice puts other figures in the place of those that are shown. */
const FOLDED = ".card details";
const unfolded = new Set();

function noteFold({ target }) {
  if (!(target instanceof HTMLDetailsElement) || !target.matches(FOLDED)) return;
  if (target.open) unfolded.add(target.dataset.figure);
  else unfolded.delete(target.dataset.figure);
}

function keepUnfolded() {
  if (!unfolded.size) return;
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folded = document.querySelectorAll(FOLDED);
  for (const one of folded) one.open ||= unfolded.has(one.dataset.figure);
}

/* A table scrolls sideways in a box of its own, which not every browser lets the keyboard reach.
   While there is something to scroll, the box is a stop. */
const BOXES = "[data-testid=stTable] > div, .table, .marks";
const known = new WeakSet();
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    /** @type {HTMLElement} */
    const box = target.closest(BOXES);
    if (!box) continue;
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

function reachTables() {
  for (const box of document.querySelectorAll(BOXES)) {
    if (known.has(box)) continue;
    known.add(box);
    for (const one of [box, box.querySelector("table")]) if (one) sizes.observe(one);
  }
}

function tend() {
  keepUnfolded();
  reachTables();
}

export default function ({ data: { language }, setTriggerValue }) {
  const first = !ask;
  ask = () => setTriggerValue("returned", true);
  // What reads the page aloud, breaks its words or offers to translate it goes by this.
  document.documentElement.lang = language;
  if (!first) return;
  awaitReturn();
  document.addEventListener("toggle", noteFold, true);
  tend();
  new MutationObserver(tend).observe(document.body, { childList: true, subtree: true });
}
