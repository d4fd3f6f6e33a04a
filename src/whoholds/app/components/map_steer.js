/* Passes a choice that came from the link on to the map, once for every time that it came. */
let done = 0;

export default function (component) {
  const { data } = component;
  if (data.steered === done) return;
  done = data.steered;
  window.dispatchEvent(new CustomEvent("whoholds-steer", { detail: data.state }));
}
