/* The tooltip: beside the pointer or the focused tract, and never beyond the edge of the maps. */
import { tipLines } from "./describe.js";
import { element } from "./nodes.js";
import { shownIn, tractAt } from "./tracts.js";

/** @param {Page} page */
export function makeTip(page) {
  const { frame } = page;
  const tip = element("div", "wh-tip");
  Object.assign(tip, { id: "wh-tip", hidden: true });
  tip.setAttribute("role", "tooltip");
  frame.append(tip);
  let current = null;

  function fill() {
    const { view, feature } = current;
    const shown = shownIn(page, view.side);
    const [head, ...lines] = tipLines(page, tractAt(page, view, feature), shown);
    tip.replaceChildren(element("strong", "", head), ...lines.map((line) => element("p", "", line)));
  }
  /** @param {number} x @param {number} y */
  function place(x, y) {
    const box = frame.getBoundingClientRect();
    const [width, height] = [tip.offsetWidth, tip.offsetHeight];
    const right = x - box.left + 16;
    const below = y - box.top + 16;
    const left = right + width <= box.width ? right : right - width - 32;
    const top = below + height <= box.height ? below : below - height - 32;
    const within = (value, most) => `${Math.max(4, Math.min(value, most - 4))}px`;
    tip.style.left = within(left, box.width - width);
    tip.style.top = within(top, box.height - height);
  }
  return {
    show(view, feature, x, y) {
      const moved = current?.feature !== feature || current?.view !== view;
      current = { view, feature };
      tip.hidden = false;
      if (moved) fill();
      place(x, y);
    },
    hide() {
      current = null;
      tip.hidden = true;
    },
    refresh() {
      if (current) fill();
    },
    isShown: () => !tip.hidden,
  };
}
