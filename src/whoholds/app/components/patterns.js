/* A fill of a chart finds a pattern by its name anywhere in the page, but not in a shadow. */
/** @param {{ data: { drawing: string }, parentElement: HTMLElement }} component */
export default function ({ data, parentElement }) {
  if (parentElement.innerHTML !== data.drawing) parentElement.innerHTML = data.drawing;
}
