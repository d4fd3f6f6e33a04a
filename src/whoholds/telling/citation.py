"""How a figure or map is cited: what it shows, of which day, from which version of the data."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.layers import source_in
from whoholds.vocabulary.versions import Version
from whoholds.words.reader import Reader
from whoholds.words.saying import Note

HOME = "https://github.com/whoholds/whoholds"
"""Where the project is at home; a citation names it where it is given no page of its own."""


@dataclass(frozen=True)
class Citation:
    """What a citation says.

    Attributes
    ----------
    software
        The version of whoholds.
    data
        The version of the data; None where the conflict states none.
    is_altered
        Whether tables or geodata were changed since that version.
    proposal, reading
        Ids of what is cited.
    title
        The proposal's name, with the reading's where there are several; of two, both.
    control_date, control_source
        The day of the control layer, and where it is from.
    link
        The page that is cited.
    """

    software: str
    data: Version | None
    is_altered: bool
    proposal: str
    reading: str
    title: str
    control_date: dt.date
    control_source: str
    link: str

    def text(self, reader: Reader) -> str:
        """Return the citation as one paragraph.

        Examples
        --------
        >>> from whoholds.desk import cite
        >>> from whoholds.words.reader import ENGLISH
        >>> cite("putin-2024").text(ENGLISH)[:51]
        'whoholds: Russian terms of 14 June 2024; control as'
        """
        said = Note.of(
            "cite.text",
            title=self.title,
            day=reader.day(self.control_date),
            source=self.control_source,
            versions=self.versions(reader),
            link=self.link,
        )
        return reader.note(said)

    def versions(self, reader: Reader) -> str:
        """Say the versions of the software and of the data."""
        parts = [reader.note(Note.of("cite.software", version=self.software))]
        if self.data is None:
            parts.append(reader.word("cite.no_data"))
        else:
            day = reader.day(self.data.date)
            parts.append(reader.note(Note.of("cite.data", version=self.data.id, day=day)))
        if self.is_altered:
            parts.append(reader.word("cite.altered"))
        return ", ".join(parts)

    def bibtex(self, reader: Reader) -> str:
        """Return the citation as an entry of BibTeX (`@misc`).

        Examples
        --------
        >>> from whoholds.desk import cite
        >>> from whoholds.words.reader import ENGLISH
        >>> print(cite("putin-2024").bibtex(ENGLISH).splitlines()[0])
        @misc{whoholds-putin-2024-2025-08-16,
        """
        day = self.data.date if self.data else None
        control = Note.of(
            "cite.control", day=reader.day(self.control_date), source=self.control_source
        )
        fields = {
            "author": "{The whoholds authors}",
            "title": f"{{{_escaped(self.title)}}}",
            "year": str(day.year) if day else "",
            "month": str(day.month) if day else "",
            "version": _escaped(self.software),
            "howpublished": f"\\url{{{_plain_link(self.link)}}}",
            "note": _escaped(f"{reader.note(control)}; {self.versions(reader)}"),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        key = f"whoholds-{self.proposal}-{self.control_date}"
        return "\n".join([f"@misc{{{key},", *lines, "}"])

    def record(self, reader: Reader) -> dict[str, Any]:
        """Return the citation as plain data, with the paragraph beside its pieces."""
        return {
            "proposal": self.proposal,
            "reading": self.reading,
            "title": self.title,
            "control_date": self.control_date.isoformat(),
            "control_source": self.control_source,
            "software_version": self.software,
            "data_version": self.data.id if self.data else None,
            "data_date": self.data.date.isoformat() if self.data else None,
            "data_altered": self.is_altered,
            "link": self.link,
            "text": self.text(reader),
        }


def citation(
    evaluation: Evaluation,
    data: Version | None,
    reader: Reader,
    *,
    other: Evaluation | None = None,
    is_altered: bool = False,
    link: str = HOME,
) -> Citation:
    """Say how what an evaluation shows is cited, or two of them together.

    Parameters
    ----------
    evaluation
        What is cited.
    data
        The version of the data that it rests on; None where none is stated.
    reader
        In whose language the proposal and the source of its control layer are named.
    other
        What it is compared with, on the same control layer.
    is_altered
        Whether the data were changed since that version.
    link
        The page that is cited.
    """
    proposal, reading = evaluation.proposal, evaluation.reading
    name = _named(evaluation, reader)
    if other is not None:
        name = reader.word("finding.pair").format(first=name, second=_named(other, reader))
    control = evaluation.zones.control
    return Citation(
        software=version("whoholds"),
        data=data,
        is_altered=is_altered,
        proposal=proposal.id,
        reading=reading.id,
        title=name,
        control_date=control.date,
        control_source=source_in(control.provenance, reader).removesuffix("."),
        link=link,
    )


def _named(evaluation: Evaluation, reader: Reader) -> str:
    """The proposal, and the reading where there are several."""
    name = reader.text(evaluation.proposal.name)
    if len(evaluation.proposal.readings) < 2:
        return name
    reading = reader.text(evaluation.reading.name)
    return reader.note(Note.of("cite.reading", name=name, reading=reading))


_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _escaped(text: str) -> str:
    r"""Text that BibTeX and LaTeX take as it is.

    Examples
    --------
    >>> _escaped("5 % of R&D {a}")
    '5 \\% of R\\&D \\{a\\}'
    """
    return re.sub(r"[\\{}$&#_%~^]", lambda found: _SPECIAL[found[0]], " ".join(text.split()))


def _plain_link(link: str) -> str:
    r"""A link without what would end the command of LaTeX that it stands in."""
    return link.translate({ord(sign): f"%{ord(sign):02X}" for sign in "\\{} \n\r\t"})
