/* Sharing: the link to what is shown, the code that embeds it, the finding with its source in every
   language, and the citation, each to be copied. The texts stand in fields, so that they can be taken
   where a page may not copy. */
import { addressOf, hasAddress } from "./address.js";
import { fill, findingOf } from "./finding.js";
import { askWhere, isInDashboard } from "./frame.js";
import { element, iconButton } from "./nodes.js";
import { sourceLineOf } from "./source_line.js";

/* Where the map will be found is for the reader to say. */
const UNKNOWN = "https://example.org/map.html";
const OWN_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/* How the dashboard names a layer that a reader laid in. */
const OWN_LAYER = /^own-/;

/* What is shared of what is shown. */
/** @param {Page} page @returns {Shared} */
export function sharedOf(page) {
  const { words, tellings, data } = page;
  const link = linkOf(page);
  const isOwn = Boolean(link) && isOnOwnMachine(link);
  const file = isInDashboard(page) || !link || isOwn ? data.url ?? UNKNOWN : link.split("#")[0];
  const asked = addressOf(page, isInDashboard(page) ? "" : location.hash);
  const isOwnLayer = Boolean(link) && OWN_LAYER.test(new URL(link).searchParams.get("layer") ?? "");
  return {
    link, embed: frameOf(page, `${file}${asked}&bare`),
    figures: tellings.map((telling) => `${findingOf(page, telling)} ${sourceLineOf(page, telling)}`),
    cite: citationOf(page, link && !isOwn && !isOwnLayer ? link : data.citing.home),
    notes: {
      link: [isOwn ? words.share_local : "", isOwnLayer ? words.share_own : ""].filter(Boolean).join(" "),
      embed: file === UNKNOWN ? words.share_file : "",
    },
  };
}

/* The address of what is shown: in the dashboard its own, else that of the page, or where it is said
   to be found; "" where there is none. */
/** @param {Page} page */
function linkOf(page) {
  const { around, data } = page;
  if (around) {
    const link = new URL(around);
    for (const [name, value] of new URLSearchParams(addressOf(page, "").slice(1))) link.searchParams.set(name, value);
    link.searchParams.set("language", data.language);
    return String(link);
  }
  if (isInDashboard(page) || !hasAddress()) return "";
  const here = location.href.split("#")[0];
  const isFile = location.protocol === "file:";
  return `${isFile ? data.url ?? here : here}${addressOf(page, location.hash)}`;
}

/** @param {string} link */
function isOnOwnMachine(link) {
  const { protocol, hostname } = new URL(link);
  return protocol === "file:" || OWN_MACHINE.test(hostname);
}

/** @param {Page} page */
function titleOf({ state, words, first, second }) {
  const titles = state.mode === "single" ? [first] : [first, second];
  return `${words.label}: ${titles.map(({ title }) => title).join(" / ")}`;
}

/** @param {Page} page @param {string} address */
function frameOf(page, address) {
  return `<iframe src="${escaped(address)}" data-whoholds title="${escaped(titleOf(page))}" `
    + 'style="width: 100%; height: 600px; border: 0" loading="lazy"></iframe>';
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("&#38;", "&amp;");
}

/** @param {Page} page @param {string} link */
function citationOf({ data, state, byId, words }, link) {
  const named = (id, chosen) => {
    const { name, readings } = byId.get(id);
    return Object.keys(readings).length < 2 ? name : fill(data.citing.reading, { name, reading: readings[chosen].name });
  };
  const first = named(state.proposal, state.reading);
  const title = state.mode === "single" ? first
    : fill(words.finding.pair, { first, second: named(state.other, state.otherReading) });
  return fill(data.citing.text, { title, link });
}

/** @param {Page} page */
export function addShare(page) {
  const { words, tellings } = page;
  const button = iconButton("wh-button wh-share", "M7 9 13 6M7 11l6 3M15 3.500a2 2 0 1 1-.01 0M15 12.500a2 2 0 1 1-.01 0M5 8a2 2 0 1 1-.01 0");
  button.append(element("span", "", words.share));
  button.title = words.share;
  button.setAttribute("aria-haspopup", "dialog");
  const dialog = element("dialog", "wh-dialog");
  const title = element("h2", "", words.share);
  title.id = "wh-share-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const close = element("button", "wh-close", "×");
  Object.assign(close, { type: "button", title: words.close });
  close.setAttribute("aria-label", words.close);
  close.addEventListener("click", () => dialog.close());
  const live = element("p", "wh-copied");
  live.setAttribute("role", "status");
  dialog.append(title, close);
  const link = addField(dialog, live, words, words.share_link);
  const embed = addField(dialog, live, words, words.share_embed);
  const figures = tellings.map(({ language, name }) => {
    const field = addField(dialog, live, words, `${words.share_figure}: ${name}`);
    field.text.lang = language;
    return field;
  });
  const cite = addField(dialog, live, words, words.share_cite);
  dialog.append(live);
  const show = () => {
    const shared = sharedOf(page);
    link.box.hidden = !shared.link;
    write(link, shared.link, shared.notes.link);
    write(embed, shared.embed, shared.notes.embed);
    figures.forEach((field, index) => write(field, shared.figures[index], ""));
    write(cite, shared.cite, "");
  };
  button.addEventListener("click", () => {
    askWhere(page, show);
    live.textContent = "";
    show();
    dialog.showModal();
    place(dialog, button);
  });
  // A click beside the panel is one on the dialog itself.
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
  document.querySelector(".wh-modes").after(button);
  document.body.append(dialog);
}

/* Below its button: a frame may be higher than the screen around it, and its middle out of sight. */
/** @param {HTMLElement} dialog @param {HTMLElement} button */
function place(dialog, button) {
  const { bottom } = button.getBoundingClientRect();
  const top = Math.max(8, Math.min(bottom + 6, innerHeight - dialog.offsetHeight - 8));
  dialog.style.top = `${top}px`;
}

/** @param {HTMLElement} dialog @param {HTMLElement} live @param {Words} words @param {string} name @returns {Field} */
function addField(dialog, live, words, name) {
  const box = element("div", "wh-field");
  const label = element("label");
  const text = element("textarea");
  Object.assign(text, { readOnly: true, rows: 3, spellcheck: false });
  label.append(element("span", "", name), text);
  const button = element("button", "wh-button", words.copy);
  button.type = "button";
  button.setAttribute("aria-label", `${words.copy}: ${name}`);
  button.addEventListener("click", async () => {
    const isCopied = await copied(text);
    live.textContent = isCopied ? `${words.copied}: ${name}` : words.not_copied;
    if (!isCopied) return;
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  const note = element("p", "wh-note");
  box.append(label, button, note);
  dialog.append(box);
  return { box, text, note };
}

/** @param {Field} field @param {string} value @param {string} note */
function write({ text, note: line }, value, note) {
  text.value = value;
  line.textContent = note;
}

/* Copies a field. Where the page may not write to the clipboard, the browser copies what is selected. */
/** @param {HTMLTextAreaElement} text */
async function copied(text) {
  text.focus();
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
