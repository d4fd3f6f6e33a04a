"""The handbook: how the figures are made, which versions there were, what programs can read."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from whoholds.figures.people import residents
from whoholds.ground.resources import docs
from whoholds.publishing.site.edition import Edition, Head, Page
from whoholds.publishing.site.pictures import Picture
from whoholds.publishing.site.plan import HANDBOOK, handbook_page
from whoholds.telling.citation import HOME


def handbook_written(edition: Edition, picture: Picture) -> Page:
    """Write the first page of the handbook, in the words that the other pages use."""
    reader, zones = edition.reader, edition.zones
    error = reader.share(residents(zones).error, "0 %")
    title = reader.word("site.handbook")
    notes = [
        (reader.word("map.area"), [reader.area_note(zones.boundaries.area_km2)]),
        (
            reader.word("map.people"),
            [reader.word("map.people_note"), reader.word("people.method").format(error=error)],
        ),
        (reader.word("people.places"), [reader.word("people.places_note")]),
        (reader.word("page.claims"), [reader.word("claims.note")]),
    ]
    return edition.page(
        "handbook/index.html",
        "handbook.html",
        Head(title, reader.word("page.scope"), picture),
        scope=reader.word("page.scope"),
        notes=notes,
        versions=[
            {
                "id": one.id,
                "day": reader.day(one.date),
                "changes": [reader.text(change) for change in one.changes],
            }
            for one in edition.conflict.versions
        ],
        documents=[
            {
                "page": handbook_page(name),
                "title": title_of(document(name, edition.language)),
                "language": written_in(name, edition.language),
            }
            for name in edition.plan.handbook
        ],
        data=["api/index.json"],
    )


def document_written(edition: Edition, name: str, picture: Picture) -> Page:
    """Write a page of docs/; one that is there in English alone says so."""
    language = written_in(name, edition.language)
    text = document(name, language)
    description = edition.reader.word("site.handbook")
    return edition.page(
        handbook_page(name),
        "document.html",
        Head(title_of(text), description, picture),
        is_foreign=edition.language != language,
        body=Markup(marked_up(text, edition.plan.handbook)),  # noqa: S704 - raw HTML is off in it
    )


def written_in(name: str, language: str) -> str:
    """Return the language in which a reader of another one finds a page of docs/.

    Examples
    --------
    >>> written_in("figures", "uk"), written_in("figures", "xx")
    ('uk', 'en')
    """
    return language if language in HANDBOOK[name] else "en"


def document(name: str, language: str = "en") -> str:
    """Return the text of a page of docs/, in a language if it is there in it."""
    found = written_in(name, language)
    ending = "" if found == "en" else f".{found}"
    return docs(f"{name}{ending}.md").read_text("utf-8")


def title_of(text: str) -> str:
    """Return the heading that a document begins with.

    Examples
    --------
    >>> title_of(document("embedding"))
    'A map in the page of another site'
    """
    return re.sub(r"[`*]", "", text.partition("\n")[0].lstrip("# "))


def marked_up(text: str, pages: tuple[str, ...]) -> str:
    r"""Return Markdown as HTML: headings have ids, links lead to pages of the site or its home.

    Parameters
    ----------
    text
        Markdown; HTML in it is shown as text.
    pages
        Names of the documents that are beside it.

    Examples
    --------
    >>> marked_up("## A b\n[c](data.md#d) [e](other.md)", ("data",)).splitlines()[0]
    '<h2 id="a-b">A b</h2>'
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    for heading, inside in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", slug(inside.content))
    for token in tokens:
        # The page's policy takes no style of an element; the parser aligns columns with one.
        if "right" in str(token.attrs.pop("style", "")):
            token.attrSet("class", "number")
        for child in token.children or ():
            _lead(child, pages)
    html = str(parser.renderer.render(tokens, parser.options, {}))
    # Text of the document is escaped: these are tables. A wide one scrolls, by keyboard too.
    html = html.replace("<table>", '<div class="wide" tabindex="0" role="group"><table>')
    return html.replace("</table>", "</table></div>")


def _lead(token: Token, pages: tuple[str, ...]) -> None:
    """Set where a link leads."""
    target = str(token.attrGet("href") or "")
    if not target or re.match(r"[a-z]+:|#", target):
        return
    path, sign, anchor = target.partition("#")
    name = path.removesuffix(".md")
    if name == "claims":
        leads = "../claims.html"
    else:
        leads = f"{name}.html" if name in pages else f"{HOME}/blob/main/docs/{path}"
    token.attrSet("href", leads + sign + anchor)


def slug(heading: str) -> str:
    """Return the id of a heading, as links of the documents expect it.

    Examples
    --------
    >>> slug("The files, and `--format json`")
    'the-files-and---format-json'
    """
    plain = unicodedata.normalize("NFC", heading).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
