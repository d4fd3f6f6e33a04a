"""Every file of a site, by its path: nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.claims.checking import Checked, check_claims
from whoholds.conflict.conflict import Conflict
from whoholds.desk import claim_layers, shipped_zones
from whoholds.maps.document import page_file
from whoholds.maps.palette import icon, stylesheet
from whoholds.maps.policy import site_policy
from whoholds.maps.showing import shown
from whoholds.maps.tokens import token_rules
from whoholds.publishing.site.comparison_pages import comparison_written
from whoholds.publishing.site.contracts import contract_files
from whoholds.publishing.site.edition import Edition, Page
from whoholds.publishing.site.handbook_pages import document_written, handbook_written
from whoholds.publishing.site.matrix_pages import claims_written, terms_written
from whoholds.publishing.site.overview_pages import index_written, map_pieces, map_written
from whoholds.publishing.site.pictures import Picture, picture_of
from whoholds.publishing.site.plan import Plan
from whoholds.publishing.site.proposal_pages import proposal_written
from whoholds.publishing.site.rendering import rendered, template_file
from whoholds.publishing.site.sharing import oembed_file, robots, sitemap
from whoholds.words.reader import LANGUAGES


class Shelf:
    """The files of a site, to which pages are added."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def asset(self, name: str, text: str) -> str:
        """Put a file that pages share on the shelf, and return its path, which has its hash in it.

        A server may tell browsers to keep it for good: what changes gets another name.
        """
        content = text.encode("utf-8")
        stem, _, ending = name.rpartition(".")
        path = f"assets/{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
        self.files[path] = content
        return path


def site_files(conflict: Conflict, base: str, plan: Plan) -> dict[str, bytes]:
    """Return the content of every file of a site by its path.

    Parameters
    ----------
    conflict
        What it is about.
    base
        Where it will be found, ending in a slash.
    plan
        Its pages.
    """
    shelf = Shelf()
    zones = shipped_zones(conflict.lines.newest, conflict)
    styles = (token_rules(), stylesheet(zones.sides), template_file("site.css"))
    style = shelf.asset("site.css", "\n".join(styles))
    script = shelf.asset("embed.js", page_file("embed.js"))
    checked = check_claims(conflict.claims, claim_layers(conflict=conflict))
    one = Edition(conflict, zones, plan, base, plan.languages[0], style, script)
    editions = [replace(one, language=language) for language in plan.languages]
    for edition in editions:
        pictures = _pictures(edition, shelf)
        for page in _pages(edition, pictures, checked, shelf):
            shelf.files[edition.path(page.name)] = page.html.encode()
            if page.head.shown:
                path, said = oembed_file(edition, page)
                shelf.files[path] = said
    shelf.files |= contract_files(editions, checked)
    shelf.files |= {
        "index.html": _choice(editions).encode(),
        "robots.txt": robots(base),
        "sitemap.xml": sitemap(editions),
    }
    return shelf.files


def _pictures(edition: Edition, shelf: Shelf) -> dict[tuple[str, ...], Picture]:
    """The picture of each proposal, and of what each two that are compared differ over."""
    found = {}
    for names in [*((name,) for name in edition.plan.proposals), *edition.plan.pairs]:
        mode = "single" if len(names) == 1 else "difference"
        shows = shown(mode, *map(edition.evaluation, names))
        picture = picture_of(shows, edition.conflict.sources, edition.language)
        shelf.files[picture.path] = picture.content
        found[names] = picture
    return found


def _pages(
    edition: Edition,
    pictures: dict[tuple[str, ...], Picture],
    checked: Sequence[Checked],
    shelf: Shelf,
) -> Iterator[Page]:
    """The pages of a language, each with the picture of what it is about."""
    plan, first = edition.plan, pictures[edition.conflict.shown_first,]
    yield index_written(edition, first)
    yield _map(edition, first, shelf)
    for name in plan.proposals:
        yield proposal_written(edition, edition.evaluation(name), pictures[name,])
    for pair in plan.pairs:
        both = edition.evaluation(pair[0]), edition.evaluation(pair[1])
        yield comparison_written(edition, both, pictures[pair])
    yield terms_written(edition, first)
    yield claims_written(edition, checked, first)
    yield handbook_written(edition, first)
    for name in plan.handbook:
        yield document_written(edition, name, first)


def _map(edition: Edition, picture: Picture, shelf: Shelf) -> Page:
    """The map page; what it shares with that of another language is one file."""
    pieces = map_pieces(edition)
    styles = [shelf.asset("map.css", text) for text in pieces.styles]
    *shared, data = pieces.scripts
    scripts = [shelf.asset("map.js", text) for text in shared]
    scripts.append(shelf.asset(f"map-{edition.language}.js", data))
    return map_written(edition, pieces.body, picture, styles, scripts)


def _choice(editions: list[Edition]) -> str:
    """The page above the languages: a list of them, which needs no script."""
    languages = [
        {
            "code": one.language,
            "name": LANGUAGES[one.language],
            "title": one.title,
            "url": one.url("index.html"),
            "href": one.path("index.html"),
        }
        for one in editions
    ]
    first = editions[0]
    return rendered(
        "languages.html",
        policy=site_policy(),
        icon=icon(first.zones.sides),
        style=first.style,
        base=first.base,
        languages=languages,
    )
