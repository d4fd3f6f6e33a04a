"""One language's edition of a site, and what goes around each of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from whoholds.conflict.conflict import Conflict
from whoholds.maps.palette import icon, pattern_definitions
from whoholds.maps.policy import site_policy
from whoholds.proposals.evaluation import Evaluation, evaluate
from whoholds.publishing.site.address import link
from whoholds.publishing.site.pictures import Picture
from whoholds.publishing.site.plan import Plan
from whoholds.publishing.site.rendering import rendered
from whoholds.telling.title import page_title
from whoholds.words.reader import LANGUAGES, LOCALES, Reader
from whoholds.zones.partition import Zones

NAVIGATION = {
    "index.html": "site.proposals",
    "map.html": "page.map",
    "terms.html": "page.terms_page",
    "claims.html": "page.claims",
    "handbook/index.html": "site.handbook",
}
"""What every page leads to, and what it is called."""


@dataclass(frozen=True)
class Head:
    """What a page says of itself to those who list or share it.

    Attributes
    ----------
    title, description
        In one line, and in one sentence.
    picture
        What it shows.
    shown
        What the map page is to show in a frame of another site, as its address has it; "" for
        a page that is not about what a map shows.
    """

    title: str
    description: str
    picture: Picture
    shown: str = ""


@dataclass(frozen=True)
class Page:
    """A page of an edition: its path below the folder of the language, what it says, its HTML."""

    name: str
    head: Head
    html: str


@dataclass(frozen=True)
class Edition:
    """A site in one language.

    Attributes
    ----------
    conflict, zones
        What it is about; the zones are those of the newest line.
    plan
        Its pages.
    base
        Where it will be found, ending in a slash.
    language
        A code.
    style, script
        Paths of the style sheet and the script that its pages share.
    evaluations
        Those that were made, for all editions together.
    """

    conflict: Conflict
    zones: Zones
    plan: Plan
    base: str
    language: str
    style: str
    script: str
    evaluations: dict[tuple[str, str | None], Evaluation] = field(default_factory=dict, repr=False)

    @cached_property
    def reader(self) -> Reader:
        """Who reads it."""
        return self.conflict.reader(self.language)

    @cached_property
    def title(self) -> str:
        """What the site is called."""
        return page_title(self.conflict.catalogue, self.reader)

    def path(self, page: str) -> str:
        """Return the path of a page in the site."""
        return f"{self.language}/{page}"

    def url(self, page: str) -> str:
        """Return where a page will be found; the first one of a language by its folder."""
        return self.base + self.path("" if page == "index.html" else page)

    def evaluation(self, proposal: str, reading: str | None = None) -> Evaluation:
        """Evaluate a proposal of the site."""
        key = proposal, reading
        if key not in self.evaluations:
            self.evaluations[key] = evaluate(self.conflict.catalogue, proposal, self.zones, reading)
        return self.evaluations[key]

    def embed_url(self, shown: str) -> str:
        """Return the address of a bare map for a frame of another site."""
        return f"{self.url('map.html')}#{shown}&bare"

    def page(self, name: str, template: str, head: Head, **content: Any) -> Page:
        """Write a page: the content in its template, and around it what every page has."""
        return Page(name, head, rendered(template, **self.around(name, head), **content))

    def around(self, page: str, head: Head) -> dict[str, Any]:
        """Return what stands around the content of a page, as the template knows it."""
        here = self.path(page)
        return {
            "language": self.language,
            "policy": site_policy(),
            "icon": icon(self.zones.sides),
            "style": link(here, self.style),
            "script": link(here, self.script),
            "site": self.title,
            "title": head.title,
            "description": head.description,
            "url": self.url(page),
            "locale": LOCALES[self.language],
            "picture": head.picture,
            "picture_url": self.base + head.picture.path,
            "oembed": f"{self.base}{oembed_path(here)}" if head.shown else "",
            "home": link(here, self.path("index.html")),
            "others": [
                {
                    "code": code,
                    "name": LANGUAGES[code],
                    "url": replace(self, language=code).url(page),
                    "href": link(here, f"{code}/{page}"),
                }
                for code in self.plan.languages
            ],
            "navigation": [
                {
                    "href": link(here, self.path(target)),
                    "name": self.reader.word(word),
                    "here": target == page,
                }
                for target, word in NAVIGATION.items()
            ],
            "link": lambda target: link(here, self.path(target)),
            "file": lambda target: link(here, target),
            "word": self.reader.word,
            "patterns": Markup(pattern_definitions(self.zones.sides)),  # noqa: S704 - our own
        }


def oembed_path(path: str) -> str:
    """Return the path of what a page says to those who embed it.

    Examples
    --------
    >>> oembed_path("en/proposals/mine.html")
    'oembed/en/proposals/mine.json'
    """
    return f"oembed/{path.removesuffix('.html')}.json"
