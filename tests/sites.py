"""Sites for tests: that of a few shipped proposals, and how pages of one are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

from tests.shipped import CONFLICT
from whoholds.conflict.conflict import Conflict
from whoholds.publishing.site.writing import write_site

BASE = "https://example.org/ukraine/"
FEW = ("line-2025-08-16", "putin-2024", "anchorage-aug-2025", "us-28-nov-2025")
"""A line; a proposal, one that changes it, and one that changes that, two of them with readings."""


def few() -> Conflict:
    """The shipped conflict with a few of its proposals: pictures of all take a while."""
    known = CONFLICT.catalogue
    proposals = {name: one for name, one in known.proposals.items() if name in FEW}
    status = known.status[known.status["proposal"].isin(FEW)].reset_index(drop=True)
    reactions = known.reactions[known.reactions["proposal"].isin(FEW)].reset_index(drop=True)
    catalogue = replace(known, proposals=proposals, status=status, reactions=reactions)
    return CONFLICT._but(catalogue=catalogue)


def write_few(folder: Path) -> dict[str, int]:
    return write_site(folder, few(), BASE)


EMPTY = {"meta", "link", "img", "br", "hr", "input"}


@dataclass
class Read(HTMLParser):
    """A page, as far as tests ask: whether its elements close, what it links to, its ids."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)
        self.close()
        self.faults += [f"never closed: {tag}" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag not in EMPTY:
            self._open.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src") if name in found]
        if "content" in found:
            name = found.get("property") or found.get("name") or found.get("http-equiv", "")
            self.metas[name] = found["content"]
        self.faults += [f"{tag} has {name}" for name in found if name.startswith("on")]
        self.faults += [f"{tag} has a style"] if "style" in found else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"closes {tag} within {self._open[-1:]}")
