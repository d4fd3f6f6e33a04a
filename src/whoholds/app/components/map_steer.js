/* Passes a choice on to the map, once for every time that Python has something to tell. The frame
   may come later than the choice, so it is also kept where the frame looks for it. */
let done = 0;

export default function (component) {
  const { data } = component;
  if (data.steered === done) return;
  done = data.steered;
  window.whoholdsState = data.state;
  window.dispatchEvent(new CustomEvent("whoholds-steer", { detail: data.state }));
}
