"""What a page that holds every proposal is called: how many there are, of what."""

from __future__ import annotations

from whoholds.proposals.catalogue import Catalogue
from whoholds.words.reader import Reader
from whoholds.words.saying import Note


def page_title(catalogue: Catalogue, reader: Reader) -> str:
    """Return the title of a page of all proposals; lines of contact are not counted.

    Examples
    --------
    >>> from whoholds.desk import opened
    >>> page_title(opened().catalogue, opened().reader("en"))
    'Who would hold what: 14 peace proposals for Ukraine, mapped'
    """
    count = sum(one.kind == "proposal" for one in catalogue.proposals.values())
    return reader.note(Note.of("page.title", count=count))
