/* Plus or minus of zones together, and the reader's form of numbers. */

/* Up to two significant digits. */
/** @param {number} value */
function roundedUp(value) {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(2));
}

/* Plus or minus of the area that some zones make up, by whoholds.zones.bands: their errors are a
   triangle of covariances. Nothing where the line's precision is not known. */
/** @param {Page} page @param {number[]} indexes */
export function bandOf(page, indexes) {
  const { errors } = page.data;
  if (!errors) return NaN;
  let variance = 0;
  for (const one of indexes) {
    for (const other of indexes) {
      const [low, high] = one < other ? [one, other] : [other, one];
      variance += errors.km4[(high * (high + 1)) / 2 + low];
    }
  }
  return errors.sigmas * Math.sqrt(Math.max(variance, 0));
}

/* Plus or minus of the residents of some zones, as whoholds.figures.people: the method errs for regions that
   are split, and settlements close to the line may lie on its other side. */
/** @param {Page} page @param {number[]} indexes */
export function peopleBand(page, indexes) {
  const { headcount, zones } = page.data;
  const members = new Set(indexes);
  const regions = new Map();
  for (const { properties: { region, index, people } } of zones.features) {
    const [inside, outside] = regions.get(region) ?? [0, 0];
    regions.set(region, members.has(index) ? [inside + people, outside] : [inside, outside + people]);
  }
  const method = [...regions.values()].map((both) => headcount.error * Math.min(...both));
  const near = headcount.close.filter(([one, other]) => members.has(one) !== members.has(other));
  return Math.hypot(...method, ...near.map(([, , people]) => people));
}

/** @param {string} locale @param {Words} words */
export function numberForms(locale, words) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1,
  });
  // As whoholds.figures.people.rounded: three digits from a million, else two.
  const rounded = (value) =>
    whole.format(value < 1 ? 0 : Number(value.toPrecision(value < 1e6 ? 2 : 3)));
  const fill = (text, value) => text.replace("{}", () => value);
  const km2 = (value) => `${(value && value < 10 ? tenths : whole).format(value)} ${words.km2}`;
  // As whoholds.words.numbers.kilometres: below its band an area is only said to be less.
  const area = (value, band) => (band >= value && value > 0
    ? fill(words.less_than, km2(roundedUp(value + band))) : km2(value));
  // As whoholds.words.numbers.kilometres: two digits, and none for what would be written as nothing.
  const sized = (value, band) => {
    const least = value < 10 ? 0.05 : 0.5;
    if (!(band >= least) || band >= value) return area(value, band);
    const form = value < 10 ? tenths : whole;
    return `${form.format(value)} ± ${form.format(Number(band.toPrecision(2)))} ${words.km2}`;
  };
  // As whoholds.words.headcounts: nobody is known of where no settlement is mapped, and below its band
  // a number is only said to be less.
  const told = (none, fewer, plain) => ({ people, settled, band }) => {
    if (!settled && people >= 1) return none;
    return band >= people && people > 0
      ? fill(fewer, whole.format(roundedUp(people + band))) : plain(rounded(people));
  };
  return {
    area, sized,
    count: told(words.none_known, words.fewer, (value) => value),
    people: told(words.none_known, `${words.fewer} ${words.residents}`,
      (value) => `${value} ${words.residents}`),
    about: told(words.about_none, words.about_fewer, (value) => fill(words.about, value)),
    share: (value) => percent.format(value),
  };
}
