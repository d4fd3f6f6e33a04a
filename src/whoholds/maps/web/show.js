/* Shows in the lists what was chosen, and says it to those who listen. */
function showChoices(page, before) {
  const { state } = page;
  if (state.proposal !== before.proposal) showReadings(page);
  for (const name of ["proposal", "reading", "mode"]) {
    for (const input of document.querySelectorAll(`input[name=${name}]`)) {
      input.checked = input.value === state[name];
    }
  }
  page.other.value = state.other;
  if (state.other !== before.other) fillSelect(page.otherReading, readingsOf(page, state.other));
  page.otherReading.value = state.otherReading;
  const idle = page.otherReading.options.length < 2;
  page.otherReading.parentElement.classList.toggle("wh-idle", idle);
  document.querySelector(".wh-compare").hidden = state.mode === "single";
  if (state.proposal !== before.proposal) requestAnimationFrame(reveal);
}

/* The list scrolls, sideways on a phone: keep the chosen card in view without moving the page. */
function reveal() {
  for (const input of document.querySelectorAll(".wh-side input:checked")) {
    const card = input.closest(".wh-choice");
    for (const box of [card.parentElement, document.querySelector(".wh-side")]) {
      const [outer, inner] = [box.getBoundingClientRect(), card.getBoundingClientRect()];
      if (inner.left < outer.left || inner.right > outer.right) {
        box.scrollLeft += inner.left - outer.left;
      }
      if (inner.top < outer.top || inner.bottom > outer.bottom) {
        box.scrollTop += inner.top - outer.top;
      }
    }
  }
}

function announce(page, before) {
  const { state, words, forms, first, second, live } = page;
  if (state.region !== before.region) {
    live.textContent = state.region ? `${words.details}: ${page.details.title.textContent}` : "";
    return;
  }
  const say = (found, skip) => [...found.values()]
    .filter(({ kind }) => !skip.includes(kind))
    .map(({ text, area, zones }) => `${text}: ${forms.area(area, bandOf(page, zones))}`);
  const figures = state.mode === "single"
    ? say(changeSums(page, first), [page.data.keeps])
    : say(differenceSums(page), ["same"]);
  const titles = state.mode === "single" ? first.title : `${first.title} / ${second.title}`;
  const rest = figures.length ? figures : [words.nothing_differs];
  live.textContent = [titles, ...rest].join(". ");
}
