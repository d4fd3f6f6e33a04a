"""The words of a picture: title, figures, legend, sources and alternative text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whoholds.figures.differences import by_kind
from whoholds.figures.sides import balance
from whoholds.maps.showing import GAINED, LOST, Face, LegendRow, Shown
from whoholds.proposals.citations import Sources
from whoholds.proposals.difference import difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import key_figures
from whoholds.telling.layers import boundaries_in, layer_in, licence_in, source_in
from whoholds.words.numbers import SMALLEST_KM2, two_digits
from whoholds.words.reader import Reader

MOST_PUBLISHERS = 3
"""So many publishers are named in the short line; all of them are in the long one."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of a picture whose layers all allow it: the places are GeoNames', CC BY 4.0."""

_FREE = re.compile(r"(public domain|cc0|mit\b|cc.by.\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A key figure: what it is, how much, its band, and what belongs beside it."""

    name: str
    value: str
    band: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sheet:
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


def sheet_of(picture: Shown, faces: tuple[Face, ...], sources: Sources, reader: Reader) -> Sheet:
    """Write what stands around the maps of a picture.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> from whoholds.maps.showing import faces_of, shown
    >>> picture, reader = shown("single", evaluate_proposal("formula-2022")), opened().reader("en")
    >>> sheet = sheet_of(picture, faces_of(picture, reader), opened().catalogue.sources, reader)
    >>> [row.name for row in sheet.legend]
    ['Ukraine keeps', 'Russia would return']
    """
    title, figures = title_of(picture, reader), _figures(picture, faces, reader)
    subtitle, legend = _subtitle(picture, reader), _legend(faces)
    source = _short_source(picture, sources, reader)
    zones = faces[0].zones
    about, boundaries = zones.control.provenance, zones.boundaries
    texts = [about.licence.text if about.licence else "", boundaries.licence]
    return Sheet(
        title=title,
        subtitle=subtitle,
        headings=_headings(picture, reader),
        figures=figures,
        legend=legend,
        line=reader.word("map.line"),
        border=reader.word("map.border"),
        source=source,
        notes=_notes(picture, sources, reader),
        licence=LICENCE if all(_FREE.match(text) for text in texts) else "",
        rights="; ".join(
            [
                f"{reader.word('map.contact_source')}: {licence_in(about, reader)}",
                f"{reader.word('map.boundaries')}: {boundaries.licence}",
                "GeoNames: CC BY 4.0",
            ]
        ),
        alt=_alt(title, subtitle, figures, legend, source, reader),
    )


def title_of(picture: Shown, reader: Reader) -> str:
    """Return the finding that stands over a picture."""
    if picture.second is None:
        return _finding(picture.first, reader)
    if picture.mode == "then":
        return _finding_of_days(picture.first, picture.second, reader)
    names = {
        "first": _name(picture.first, reader, is_short=True),
        "second": _name(picture.second, reader, is_short=True),
    }
    sums = by_kind(difference(picture.first, picture.second)).set_index("differs")["area_km2"]
    for kind in ("holder", "recognition"):
        if sums.get(kind, 0.0) >= SMALLEST_KM2:
            area = reader.area(two_digits(sums[kind]))
            return reader.word(f"picture.differ.{kind}").format(**names, area=area)
    return reader.word("picture.differ.nothing").format(**names)


def _finding(evaluation: Evaluation, reader: Reader) -> str:
    """The proposal's name and what would change sides, or what is held where nothing would."""
    name, found = reader.text(evaluation.proposal.name), balance(evaluation)
    moves = {"leaves": found.leaves_km2, "returned": found.returned_km2}
    said = [
        reader.word("picture.about").format(
            what=reader.word(f"page.{key}"), area=reader.area(two_digits(area))
        )
        for key, area in moves.items()
        if area >= SMALLEST_KM2
    ]
    if not said:
        held = key_figures(evaluation, reader)[0]
        said = [f"{held.label}: {held.value}"]
    return f"{name}: {', '.join(said)}"


def _finding_of_days(before: Evaluation, after: Evaluation, reader: Reader) -> str:
    days = [reader.day(one.zones.control.date) for one in (before, after)]
    areas = [reader.area(one.zones.held_km2) for one in (before, after)]
    return reader.word("picture.then").format(
        side=reader.words("holder")[after.zones.sides.holding.code],
        before=areas[0], first=days[0], after=areas[1], second=days[1],
    )  # fmt: skip


def _name(evaluation: Evaluation, reader: Reader, *, is_short: bool = False) -> str:
    """The proposal with its reading where there are several; in short where it is not the usual."""
    proposal, reading = evaluation.proposal, evaluation.reading
    name = reader.text(proposal.name)
    if len(proposal.readings) < 2 or (is_short and reading.default):
        return name
    return f"{name} · {reader.text(reading.name)}"


def _subtitle(picture: Shown, reader: Reader) -> str:
    if picture.mode == "then":
        return ""
    control = picture.first.zones.control
    kind = reader.words("layer").get(control.kind)
    dated = reader.word("map.control_of") + (f" ({kind})" if kind else "")
    said = [f"{dated} {reader.day(control.date)}"]
    proposal = picture.first.proposal
    if picture.second is None and proposal.kind == "proposal":
        said.append(f"{reader.word('map.proposal_sources')}: {reader.day(proposal.date)}")
    if picture.second is None and len(proposal.readings) > 1:
        reading = reader.text(picture.first.reading.name)
        said.append(f"{reader.word('map.reading')}: {reading}")
    return " · ".join(said)


def _headings(picture: Shown, reader: Reader) -> tuple[tuple[str, str], ...]:
    if picture.mode != "side":
        return ()
    return tuple(
        (
            _name(one, reader),
            "; ".join(f"{figure.name} {figure.value}" for figure in _moves(one, reader)),
        )
        for one in picture.evaluations
    )


def _figures(picture: Shown, faces: tuple[Face, ...], reader: Reader) -> tuple[Figure, ...]:
    """What would change sides before what is held; of two, what differs."""
    if picture.mode == "side":
        return ()
    if picture.mode == "single":
        told = _told(picture.first, reader)
        return (*_moves(picture.first, reader), told["after"], told["held"])
    if picture.mode == "then":
        return tuple(
            Figure(row.name, row.area) for row in faces[0].rows if row.kind in (GAINED, LOST)
        )
    assert picture.second is not None
    said = {"holder": "map.differ", "recognition": "map.differ_terms"}
    sums = by_kind(difference(picture.first, picture.second)).set_index("differs")
    return tuple(
        Figure(reader.word(key), reader.area(sums["area_km2"][kind], sums["band_km2"][kind]))
        for kind, key in said.items()
        if kind in sums.index
    )


def _told(evaluation: Evaluation, reader: Reader) -> dict[str, Figure]:
    return {
        one.key: Figure(one.label, one.value, one.band, one.notes[-1] if one.notes else "")
        if one.key in ("leaves", "returned")
        else Figure(one.label, one.value, one.band, one.notes[0] if one.notes else "")
        for one in key_figures(evaluation, reader)
    }


def _moves(evaluation: Evaluation, reader: Reader) -> list[Figure]:
    found, told = balance(evaluation), _told(evaluation, reader)
    areas = {"leaves": found.leaves_km2, "returned": found.returned_km2}
    return [told[key] for key, area in areas.items() if area >= SMALLEST_KM2]


def _legend(faces: tuple[Face, ...]) -> tuple[LegendRow, ...]:
    """The rows of the maps together; an area that two maps tell differently is left out."""
    found: dict[tuple[str, str], LegendRow] = {}
    for face in faces:
        for row in face.rows:
            area = row.area if len(faces) == 1 else ""
            found.setdefault((row.kind, row.name), LegendRow(row.kind, row.name, area))
    return tuple(found.values())


def _publishers(picture: Shown, sources: Sources) -> list[str]:
    # "Reuters, reprinted by a paper" is Reuters; the long line has both.
    cited = [
        sources[name].publisher.partition(", ")[0]
        for one in picture.evaluations
        for name in one.proposal.sources
        if name in sources
    ]
    return list(dict.fromkeys(cited))


def _short_source(picture: Shown, sources: Sources, reader: Reader) -> str:
    control = picture.evaluations[-1].zones.control
    own = control.provenance.is_shipped
    source = reader.word("picture.own") if own else source_in(control.provenance, reader)
    publishers = _publishers(picture, sources) if picture.mode != "then" else []
    said = ", ".join(publishers[:MOST_PUBLISHERS])
    if len(publishers) > MOST_PUBLISHERS:
        said = reader.word("picture.others").format(said)
    parts = [f"{reader.word('picture.control')}: {source.removesuffix('.')}"]
    if said:
        parts.append(f"{reader.word('map.proposal_sources')}: {said}")
    return "; ".join([*parts, reader.word("picture.credit")])


def _notes(picture: Shown, sources: Sources, reader: Reader) -> tuple[str, ...]:
    notes = []
    for layer in dict.fromkeys(one.zones.control for one in picture.evaluations):
        day = reader.day(layer.date)
        notes.append(f"{reader.word('map.contact_source')} ({day}): {layer_in(layer, reader)}")
    for one in picture.evaluations:
        cited = [sources[name] for name in one.proposal.sources if name in sources]
        listed = "; ".join(
            dict.fromkeys(
                f"{source.publisher}, {reader.short_day(source.date)}"
                if source.date
                else source.publisher
                for source in cited
            )
        ).removesuffix(".")
        if listed and picture.mode != "then":
            notes.append(f"{_name(one, reader)}: {listed}.")
    boundaries = picture.first.zones.boundaries
    projection = "conic" if boundaries.about.projection else "azimuthal"
    notes.append(
        f"{reader.word('map.boundaries')}: {boundaries_in(boundaries, reader)}. "
        f"{reader.word('map.credits')} {reader.word(f'map.projection.{projection}')} "
        f"{reader.area_note(boundaries.area_km2)}"
    )
    return tuple(notes)


def _alt(
    title: str, subtitle: str, figures: tuple[Figure, ...], legend: tuple[LegendRow, ...],
    source: str, reader: Reader,
) -> str:  # fmt: skip
    """The picture in words: what it is, what it finds, what each colour stands for."""
    told = [f"{one.name}: {one.value}{f' {one.band}' if one.band else ''}" for one in figures]
    rows = [f"{row.name} {row.area}".strip() for row in legend]
    parts = [title, subtitle, "; ".join(told), f"{reader.word('map.legend')}: {'; '.join(rows)}"]
    said = " ".join(f"{part.removesuffix('.')}." for part in parts if part)
    return f"{reader.word('picture.alt')} {said} {source.removesuffix('.')}."
