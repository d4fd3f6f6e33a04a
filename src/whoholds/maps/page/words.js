/* Small makers of HTML and SVG, and the reader's form of numbers. Text from the data is only ever
   set as text, never as markup. */
function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function svgElement(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/* A list of terms and values; a value is a text, or a node. */
function definitions(rows) {
  const list = element("dl");
  for (const [term, value] of rows) {
    const holder = element("dd");
    holder.append(value);
    list.append(element("dt", "", term), holder);
  }
  return list;
}

function numberForms(locale, words) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1,
  });
  // As whoholds.people.rounded: three digits from a million, else two.
  const rounded = (value) =>
    whole.format(value < 1 ? 0 : Number(value.toPrecision(value < 1e6 ? 2 : 3)));
  return {
    area: (value) => `${(value && value < 10 ? tenths : whole).format(value)} ${words.km2}`,
    count: rounded, people: (value) => `${rounded(value)} ${words.residents}`,
    about: (value) => words.about.replace("{}", () => rounded(value)),
    share: (value) => percent.format(value),
  };
}

/* The sample of a fill or a line in a legend. */
function swatch(name, isLine) {
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
