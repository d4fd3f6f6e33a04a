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

export default function ({ setTriggerValue }) {
  const first = !ask;
  ask = () => setTriggerValue("returned", true);
  const app = document.querySelector("[data-testid=stApp]");
  if (first) {
    new MutationObserver(() => look(app)).observe(app, { attributeFilter: ["data-test-connection-state"] });
  }
}
