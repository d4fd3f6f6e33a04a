"""The words of the printed map: title, figures, legend and sources, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from whoholds.figures.areas import by_change
from whoholds.figures.sides import balance
from whoholds.ground.tables import rows_of
from whoholds.maps.showing import LegendRow
from whoholds.proposals.citations import Sources
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.key_figures import key_figures
from whoholds.telling.layers import boundaries_in, layer_in
from whoholds.words.numbers import (
    SMALLEST_KM2,
)
from whoholds.words.reader import Reader


@dataclass(frozen=True)
class Figure:
    """A key figure: what it is, how much, and what that is like, in two lines."""

    name: str
    value: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """All that is written around the map, from top to bottom.

    Attributes
    ----------
    title, subtitle
        Name of the proposal; its date, proposer and reading.
    dated, date
        What the date is of, and the date of the control layer.
    figures
        What is held on the layer's day, would be held, left and returned.
    legend_title, legend
        One row a class that the map has.
    line, border
        The legend's words for the two lines.
    notes
        Sources, licences and the basis of the figures, one paragraph each.
    """

    title: str
    subtitle: str
    dated: str
    date: str
    figures: tuple[Figure, ...]
    legend_title: str
    legend: tuple[LegendRow, ...]
    line: str
    border: str
    notes: tuple[str, ...]


def sheet_of(evaluation: Evaluation, sources: Sources, language: str = "en") -> Sheet:
    """Write what stands around the printed map of an evaluation.

    Parameters
    ----------
    evaluation
        What is mapped.
    sources
        What the source ids of the proposal refer to.
    language
        "en" or "uk".

    Raises
    ------
    UnknownNameError
        When the interface does not speak that language.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal, opened
    >>> sheet = sheet_of(evaluate_proposal("formula-2022"), opened().catalogue.sources)
    >>> [row.name for row in sheet.legend]
    ['Ukraine keeps', 'Russia would return']
    """
    reader = evaluation.zones.known.reader(language)
    control = evaluation.zones.control
    kind = reader.words("layer").get(control.kind)
    dated = reader.word("map.control_of")
    return Sheet(
        title=reader.text(evaluation.proposal.name),
        subtitle=_subtitle(evaluation, reader),
        dated=f"{dated} ({kind})" if kind else dated,
        date=reader.day(control.date),
        figures=_figures(evaluation, reader),
        legend_title=reader.word("map.legend"),
        legend=tuple(
            LegendRow(
                row.change,
                reader.word(f"change.{row.change}"),
                f"{reader.area(row.area_km2, row.band_km2)} · {reader.share(row.share)}",
            )
            for row in rows_of(by_change(evaluation))
        ),
        line=reader.word("map.line"),
        border=reader.word("map.border"),
        notes=notes_of(evaluation, sources, reader),
    )


def _subtitle(evaluation: Evaluation, reader: Reader) -> str:
    proposal = evaluation.proposal
    words = []
    if proposal.kind == "proposal":
        words += [reader.text(proposal.proposer), reader.day(proposal.date)]
    if len(proposal.readings) > 1:
        reading = reader.text(evaluation.reading.name)
        words.append(f"{reader.word('map.reading')}: {reading}")
    return " · ".join(words)


def _figures(evaluation: Evaluation, reader: Reader) -> tuple[Figure, ...]:
    """What is held and would be, and what would be left and returned where that is any."""
    wanted = ("held", "after", *_moved(evaluation))
    shown = [figure for figure in key_figures(evaluation, reader) if figure.key in wanted]
    return tuple(
        Figure(
            figure.label,
            figure.value,
            tuple(filter(None, (figure.band, *figure.notes, figure.change))),
        )
        for figure in shown
    )


def _moved(evaluation: Evaluation) -> list[str]:
    found = balance(evaluation)
    areas = {"leaves": found.leaves_km2, "returned": found.returned_km2}
    return [key for key, area in areas.items() if area >= SMALLEST_KM2]


def notes_of(evaluation: Evaluation, sources: Sources, reader: Reader) -> tuple[str, ...]:
    """Write sources, licences and the basis of the figures, one paragraph each."""
    zones = evaluation.zones
    cited = [sources[name] for name in evaluation.proposal.sources if name in sources]
    publishers = dict.fromkeys(
        ", ".join([reader.text(one.publisher), *([reader.short_day(one.date)] if one.date else [])])
        for one in cited
    )
    notes = [f"{reader.word('map.contact_source')}: {layer_in(zones.control, reader)}"]
    if publishers:
        listed = "; ".join(publishers).removesuffix(".")
        cites = "map.source" if evaluation.proposal.kind == "line" else "map.proposal_sources"
        notes.append(f"{reader.word(cites)}: {listed}.")
    projection = "conic" if zones.boundaries.about.projection else "azimuthal"
    notes.append(
        f"{reader.word('map.boundaries')}: {boundaries_in(zones.boundaries, reader)}. "
        f"{reader.word('map.credits')} {reader.word(f'map.projection.{projection}')} "
        f"{reader.area_note(zones.boundaries.area_km2)}"
    )
    return tuple(notes)
