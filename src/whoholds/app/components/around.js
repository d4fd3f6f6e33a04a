/* What the page needs that Streamlit does not do: its language is named, it comes back by itself
   after its server was away, and figures that a reader has unfolded stay so. */

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

function keepUnfolded() {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.matches(FOLDED)) return;
      if (target.open) unfolded.add(target.dataset.figure);
      else unfolded.delete(target.dataset.figure);
    },
    true,
  );
  new MutationObserver(() => {
    if (!unfolded.size) return;
    for (const one of document.querySelectorAll(FOLDED)) one.open ||= unfolded.has(one.dataset.figure);
  }).observe(document.body, { childList: true, subtree: true });
}

export default function ({ data: { language }, setTriggerValue }) {
  const first = !ask;
  ask = () => setTriggerValue("returned", true);
  // What reads the page aloud, breaks its words or offers to translate it goes by this.
  document.documentElement.lang = language;
  if (!first) return;
  awaitReturn();
  keepUnfolded();
}
