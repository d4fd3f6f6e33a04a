/* Small makers of HTML and SVG, and what is set on them. Text from the data is only ever set as
   text, never as markup. */
/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number>} attributes
 */
export function svgElement(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}

/* A list of terms and values; a value is a text, or a node. */
/** @param {(string | Node)[][]} rows */
export function definitions(rows) {
  const list = element("dl");
  for (const [term, value] of rows) {
    const holder = element("dd");
    holder.append(value);
    list.append(element("dt", "", String(term)), holder);
  }
  return list;
}

/* The sample of a fill or a line in a legend. */
/** @param {string} name @param {boolean} [isLine] */
export function swatch(name, isLine) {
  const svg = svgElement("svg", { viewBox: "0 0 30 18", "aria-hidden": "true" });
  svg.classList.add("wh-sample");
  if (isLine) {
    for (const className of [`${name}-casing`, name]) {
      svg.append(svgElement("path", { d: "M1 9H29", class: className }));
    }
  } else {
    const box = { x: 1, y: 1, width: 28, height: 16, rx: 2 };
    svg.append(svgElement("rect", { ...box, class: `wh-swatch ${name}` }));
  }
  return svg;
}

/* A button on the map, drawn: not every reader's letters have a sign for it. */
/** @param {string} name @param {string} shape */
export function iconButton(name, shape) {
  const button = element("button", name);
  button.type = "button";
  const svg = svgElement("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" });
  svg.append(svgElement("path", { d: shape, fill: "none", stroke: "currentColor", "stroke-width": 1.8 }));
  button.append(svg);
  return button;
}

/** @param {Element} node @param {string} name @param {string} value */
export function set(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** @param {Element} node @param {string} text */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {Element} path */
export function isStop(path) {
  return path.getAttribute("tabindex") === "0";
}
