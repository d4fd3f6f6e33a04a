"""The words of a picture: title, figures, legend, sources and alternative text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, zip_longest

from whoholds.figures.areas import headline
from whoholds.maps.sheet import notes_of
from whoholds.maps.short_source import control_source, publishers
from whoholds.maps.showing import GAINED, LOST, Face, LegendRow, Shown
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.comparison import compared_figures, comparison_finding
from whoholds.telling.finding import finding
from whoholds.telling.key_figures import shown_figures
from whoholds.telling.layers import licence_in
from whoholds.words.reader import Reader

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of a picture whose layers all allow it: the places are GeoNames', CC BY 4.0."""

_FREE = re.compile(r"(public domain|cc0|mit\b|cc.by.\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A key figure: what it is, about how much, and what belongs beside it."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Caption:
    """All that is written around the maps of a picture.

    Attributes
    ----------
    title, subtitle
        The finding; what the day is of, and the reading.
    headings
        Over each of two maps: the proposal, and what would change.
    figures, legend
        The most important first.
    line, border
        The legend's words for the two lines.
    source, notes
        One short line, and all of it: sources, licences, the basis of the figures.
    licence, rights
        Address of the picture's licence, "" where a layer's is not known; and each one's.
    alt
        The picture in words.
    """

    title: str
    subtitle: str
    headings: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    legend: tuple[LegendRow, ...]
    line: str
    border: str
    source: str
    notes: tuple[str, ...]
    licence: str
    rights: str
    alt: str


def caption_of(
    picture: Shown, faces: tuple[Face, ...], sources: Sources, reader: Reader
) -> Caption:
    """Write what stands around the maps of a picture.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> from whoholds.maps.showing import faces_of, shown
    >>> picture, reader = shown("single", evaluate_proposal("formula-2022")), opened().reader("en")
    >>> caption = caption_of(picture, faces_of(picture, reader), {}, reader)
    >>> [row.name for row in caption.legend]
    ['Ukraine keeps', 'Russia would return']
    """
    title, figures = title_of(picture, reader), _figures(picture, faces, reader)
    headings = _headings(picture, reader)
    subtitle, legend = _subtitle(picture, reader), _legend(faces)
    source = _short_source(picture, sources, reader)
    every = [one.zones for one in picture.evaluations]
    about, boundaries = [one.control.provenance for one in every], every[0].boundaries
    texts = [one.licence.text if one.licence else "" for one in about] + [boundaries.licence]
    controls = dict.fromkeys(licence_in(one, reader) for one in about)
    return Caption(
        title=title,
        subtitle=subtitle,
        headings=headings,
        figures=figures,
        legend=legend,
        line=reader.word("map.line"),
        border=reader.word("map.border"),
        source=source,
        notes=_notes(picture, sources, reader),
        licence=LICENCE if all(_FREE.match(text) for text in texts) else "",
        rights="; ".join(
            [
                *(f"{reader.word('map.contact_source')}: {one}" for one in controls),
                f"{reader.word('map.boundaries')}: {boundaries.licence}",
                "GeoNames: CC BY 4.0",
            ]
        ),
        alt=_alt(title, subtitle, headings, figures, legend, source, reader),
    )


def title_of(picture: Shown, reader: Reader) -> str:
    """Return the finding that stands over a picture."""
    if picture.second is None:
        return finding(picture.first, reader.language)
    if picture.mode == "then":
        return _finding_of_days(picture.first, picture.second, reader)
    return comparison_finding(picture.first, picture.second, reader.language, brief=True)


def _finding_of_days(before: Evaluation, after: Evaluation, reader: Reader) -> str:
    days = [reader.day(one.zones.control.date) for one in (before, after)]
    held = [headline(one.zones) for one in (before, after)]
    areas = [reader.about(one.area_km2, one.band_km2) for one in held]
    return reader.word("picture.then").format(
        side=reader.words("holder")[after.zones.sides.holding.code],
        before=areas[0], first=days[0], after=areas[1], second=days[1],
    )  # fmt: skip


def _name(evaluation: Evaluation, reader: Reader) -> str:
    """The proposal with its reading where there are several."""
    name = reader.text(evaluation.proposal.name)
    if len(evaluation.proposal.readings) < 2:
        return name
    return f"{name}: {reader.text(evaluation.reading.name)}"


def _subtitle(picture: Shown, reader: Reader) -> str:
    if picture.mode == "then":
        return _two_sources(picture, reader)
    control = picture.first.zones.control
    kind = reader.words("layer").get(control.kind)
    dated = reader.word("map.control_of") + (f" ({kind})" if kind else "")
    said = [f"{dated} {reader.short_day(control.date)}"]
    proposal = picture.first.proposal
    if picture.mode == "difference":
        said += _readings(picture, reader)
    if picture.second is None and proposal.kind == "proposal":
        said.append(f"{reader.word('map.proposal_sources')}: {reader.short_day(proposal.date)}")
    if picture.second is None and len(proposal.readings) > 1:
        reading = reader.text(picture.first.reading.name)
        said.append(f"{reader.word('map.reading')}: {reading}")
    return " · ".join(said)


def _two_sources(picture: Shown, reader: Reader) -> str:
    """Say of two days that their maps are of two makers, who may count differently."""
    makers = {control_source(one.zones.control.provenance, reader) for one in picture.evaluations}
    return reader.word("picture.two_sources") if len(makers) > 1 else ""


def _readings(picture: Shown, reader: Reader) -> list[str]:
    """How proposals with several readings are read; two readings of one are in the title."""
    if len({one.proposal.id for one in picture.evaluations}) < 2:
        return []
    return [_name(one, reader) for one in picture.evaluations if len(one.proposal.readings) > 1]


def _headings(picture: Shown, reader: Reader) -> tuple[tuple[str, str], ...]:
    if picture.mode != "side":
        return ()
    told = []
    for one in picture.evaluations:
        figures = shown_figures(one, reader)
        said = [figure for figure in figures if figure.key in _MOVES] or figures[:1]
        told.append((_name(one, reader), "; ".join(f"{the.label} {the.about}" for the in said)))
    return tuple(told)


_MOVES = ("leaves", "returned")


def _figures(picture: Shown, faces: tuple[Face, ...], reader: Reader) -> tuple[Figure, ...]:
    """What would change sides before what is held; of two, what each comes to."""
    if picture.mode == "side":
        return ()
    if picture.mode == "then":
        return tuple(
            Figure(row.name, row.area) for row in faces[0].rows if row.kind in (GAINED, LOST)
        )
    if picture.second is None:
        known = shown_figures(picture.first, reader)
        told = sorted(known, key=lambda one: one.key not in _MOVES)
        return tuple(Figure(one.label, one.about, (*one.short, "")[0]) for one in told)
    *each, both = compared_figures(picture.first, picture.second, reader)
    of = [Figure(f"{one.label}: {one.short[0]}", one.about, (*one.short, "")[1]) for one in each]
    return (*of, Figure(both.label, both.about, (*both.short, "")[0]))


def _legend(faces: tuple[Face, ...]) -> tuple[LegendRow, ...]:
    """The rows of the maps together; an area that two maps tell differently is left out."""
    found: dict[tuple[str, str], LegendRow] = {}
    for face in faces:
        for row in face.rows:
            area = row.area if len(faces) == 1 else ""
            found.setdefault((row.kind, row.name), LegendRow(row.kind, row.name, area))
    return tuple(found.values())


def _short_source(picture: Shown, sources: Sources, reader: Reader) -> str:
    # Of two days each has its own; of two proposals each is cited before either is cited twice.
    controls = [control_source(one.zones.control.provenance, reader) for one in picture.evaluations]
    named = [one.proposal.sources for one in picture.evaluations if one.proposal.kind == "proposal"]
    cited = [name for turn in zip_longest(*named) for name in turn if name is not None]
    said = publishers(cited, sources, reader) if picture.mode != "then" else ""
    parts = [f"{reader.word('picture.control')}: {'; '.join(dict.fromkeys(controls))}"]
    if said:
        parts.append(f"{reader.word('map.proposal_sources')}: {said}")
    return "; ".join([*parts, reader.word("picture.credit")])


def _notes(picture: Shown, sources: Sources, reader: Reader) -> tuple[str, ...]:
    """The notes of each proposal's sheet, none twice."""
    notes = (notes_of(one, sources, reader) for one in picture.evaluations)
    return tuple(dict.fromkeys(chain.from_iterable(notes)))


def _alt(
    title: str, subtitle: str, headings: tuple[tuple[str, str], ...], figures: tuple[Figure, ...],
    legend: tuple[LegendRow, ...], source: str, reader: Reader,
) -> str:  # fmt: skip
    """The picture in words: what it is, what it finds, what each colour stands for."""
    told = [f"{name}: {said}" for name, said in headings]
    told += [f"{one.name}: {one.value}{f' ({one.note})' if one.note else ''}" for one in figures]
    rows = [f"{row.name} {row.area}".strip() for row in legend]
    parts = [title, subtitle, "; ".join(told), f"{reader.word('map.legend')}: {'; '.join(rows)}"]
    said = " ".join(f"{part.removesuffix('.')}." for part in parts if part)
    return f"{reader.word('picture.alt')} {said} {source.removesuffix('.')}."
