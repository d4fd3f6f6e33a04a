"""What notebooks show: an evaluation, a difference or zones as a short table, or as their map."""

from __future__ import annotations

from html import escape
from typing import Any

from whoholds.conflict.conflict import Conflict
from whoholds.desk import opened
from whoholds.figures.areas import headline
from whoholds.figures.people import residents
from whoholds.ground.extras import extras_named
from whoholds.proposals.difference import Difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.telling.comparison import compared_figures, differing_finding
from whoholds.telling.finding import finding
from whoholds.telling.key_figures import KeyFigure, shown_figures
from whoholds.telling.layers import source_in
from whoholds.words.reader import Reader
from whoholds.zones.partition import Zones

Row = tuple[str, str, str]
"""What a figure is, how much, and what belongs beside it."""


def described(shown: object) -> str | None:
    """Return the finding of an object with its figures, its day and its source, as HTML.

    Parameters
    ----------
    shown
        An evaluation, a difference, or zones.

    Returns
    -------
    str or None
        None for zones that were cut without a country: nothing is known to say of them.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> table = described(evaluate_proposal("putin-2024"))
    >>> '<th scope="row">Ukraine would leave</th>' in table, "16 August 2025" in table
    (True, True)
    """
    zones = _zones_of(shown)
    if zones.country is None:
        return None
    reader = zones.known.reader("en")
    title, rows = _said(shown, zones, reader)
    source = source_in(zones.control.provenance, reader)
    dated = f"{reader.word('map.control_of')} {reader.day(zones.control.date)}: {source}"
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td>'
        f"<td>{escape(note)}</td></tr>"
        for name, value, note in rows
    )
    return (
        f"<table><caption>{escape(title)}</caption><tbody>{lines}</tbody>"
        f'<tfoot><tr><td colspan="3">{escape(dated)}</td></tr></tfoot></table>'
    )


def explored(shown: object, *, language: str = "en", conflict: Conflict | None = None) -> Any:
    """Return the map of an object: see `whoholds.ground.notebooks.InNotebook.explore`.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> type(explored(baseline_zones())).__name__
    'OfflineMap'
    """
    catalogue, zones = (conflict or opened()).catalogue, _zones_of(shown)
    with extras_named():
        from whoholds.maps.build import build_map

        first, second = _opened_at(shown)
        return build_map(
            catalogue, zones,
            first.proposal.id if first else catalogue.baseline,
            first.reading.id if first else None,
            language,
            mode="difference" if second else "single",
            other=second.proposal.id if second else None,
            other_reading=second.reading.id if second else None,
            people=residents(zones).people,
        )  # fmt: skip


def _zones_of(shown: object) -> Zones:
    if isinstance(shown, Difference):
        return shown.first.zones
    if isinstance(shown, Evaluation):
        return shown.zones
    if isinstance(shown, Zones):
        return shown
    raise TypeError(f"{type(shown).__name__} has nothing to show in a notebook")


def _opened_at(shown: object) -> tuple[Evaluation | None, Evaluation | None]:
    """What a map shows first, and what beside it."""
    if isinstance(shown, Difference):
        return shown.first, shown.second
    return (shown if isinstance(shown, Evaluation) else None), None


def _said(shown: object, zones: Zones, reader: Reader) -> tuple[str, list[Row]]:
    """The finding, and the rows of the table."""
    if isinstance(shown, Evaluation):
        return finding(shown), [_row(one) for one in shown_figures(shown, reader)]
    if isinstance(shown, Difference):
        figures = compared_figures(shown.first, shown.second, reader)
        return differing_finding(shown, reader), [_row(one) for one in figures]
    held, day = headline(zones), reader.day(zones.control.date)
    share = f"{reader.share(held.share)} {reader.word('page.of_country')}"
    return (
        f"{reader.word('map.control_of')} {day}",
        [(reader.word("page.held").format(day), reader.area(held.area_km2, held.band_km2), share)],
    )


def _row(figure: KeyFigure) -> Row:
    return figure.label, f"{figure.value} {figure.band}".strip(), "; ".join(figure.notes)
