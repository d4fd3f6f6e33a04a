/* Streamlit's tables scroll sideways in a box of their own, which not every browser lets the
   keyboard reach. While there is something to scroll, the box is a stop. */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    /** @type {HTMLElement} */
    const box = target.closest("[data-testid=stTable] > div");
    if (!box) continue;
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

const known = new WeakSet();

function watch() {
  for (const one of document.querySelectorAll("[data-testid=stTable] > div, [data-testid=stTable] table")) {
    if (known.has(one)) continue;
    known.add(one);
    sizes.observe(one);
  }
}

let watching = false;

export default function () {
  if (watching) return;
  watching = true;
  watch();
  new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
}
