"""The page of a comparison: where two proposals differ, on the map and in words."""

from __future__ import annotations

from typing import Any

from whoholds.figures.differences import by_difference, by_region_and_kind
from whoholds.figures.people import cities_differing
from whoholds.ground.tables import rows_of
from whoholds.maps.differing import said_of
from whoholds.maps.palette import differences as classes_of
from whoholds.maps.statuses import under
from whoholds.proposals.difference import OUTCOME, SIDES, Difference, Differing, difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.publishing.site.edition import Edition, Head, Page
from whoholds.publishing.site.pictures import Picture
from whoholds.publishing.site.plan import comparison_page, proposal_page
from whoholds.telling.comparison import compared_figures, comparison_finding
from whoholds.telling.layers import layer_in
from whoholds.words.headcounts import Headcount, rounded, told
from whoholds.words.reader import Reader

KINDS = {
    Differing.HOLDER: "map.differ",
    Differing.SILENT: "map.differ_silent",
    Differing.RECOGNITION: "map.differ_terms",
}

Pair = tuple[Evaluation, Evaluation]


def compared_by(pair: Pair, mode: str = "difference") -> str:
    """Return what the map page shows of a comparison, as its address has it."""
    first, second = pair
    return (
        f"proposal={first.proposal.id}&reading={first.reading.id}&mode={mode}"
        f"&other={second.proposal.id}&other_reading={second.reading.id}"
    )


def comparison_written(edition: Edition, pair: Pair, picture: Picture) -> Page:
    """Write the page of a comparison.

    Parameters
    ----------
    edition
        The language and what it is part of.
    pair
        Both proposals, on the same zones.
    picture
        Of what they differ over.
    """
    reader, found = edition.reader, difference(*pair)
    first, second = (one.proposal.id for one in pair)
    title = " / ".join(reader.text(one.proposal.name) for one in pair)
    shown, control = compared_by(pair), edition.zones.control
    return edition.page(
        comparison_page(first, second),
        "comparison.html",
        Head(title, comparison_finding(*pair, edition.language), picture, shown),
        figures=compared_figures(*pair, reader),
        sides=edition.zones.sides,
        shown=shown,
        embed=edition.embed_url(shown),
        modes=[
            {"name": reader.word(f"map.mode.{mode}"), "shown": compared_by(pair, mode)}
            for mode in ("side", "swipe")
        ],
        both=[
            {"page": proposal_page(one.proposal.id), "name": reader.text(one.proposal.name)}
            for one in pair
        ],
        differs=_differs(found, reader),
        regions=_regions(found, reader),
        towns=_towns(found, reader),
        dated=f"{reader.word('map.control_of')} {reader.day(control.date)}",
        notes=[
            f"{reader.word('map.contact_source')}: {layer_in(control, reader)}",
            reader.area_note(edition.zones.boundaries.area_km2),
            reader.word("map.people_note"),
        ],
        data=[f"api/compare/{first}_{second}.json"],
    )


def _differs(found: Difference, reader: Reader) -> list[dict[str, str]]:
    """What differs, from whom to whom, with its swatch, area and residents."""
    return [
        dict(zip(("change", "name"), _said(row, found, reader), strict=True)) | _sized(row, reader)
        for row in rows_of(by_difference(found))
        if row.differs != Differing.NOTHING
    ]


def _said(row: Any, found: Difference, reader: Reader) -> tuple[str, str]:
    """The class and the words of a row, with the names of the proposals in them."""
    first, second = (
        tuple(getattr(row, f"{side}_{name}") for name in (*OUTCOME, "recognition"))
        for side in SIDES
    )
    said = said_of(first, second, classes_of(found.first.zones.sides), reader)
    names = _names(found, reader)
    return said.kind, said.text.format(first=names[0], second=names[1])


def _names(found: Difference, reader: Reader) -> list[str]:
    return [under(one.proposal, one.zones, reader) for one in (found.first, found.second)]


def _sized(row: Any, reader: Reader) -> dict[str, str]:
    count = Headcount(row.people, row.band_people, row.fewer_than, row.settlements)
    return {"area": reader.area(row.area_km2, row.band_km2), "people": told(count, reader)}


def _regions(found: Difference, reader: Reader) -> list[dict[str, str]]:
    """The regions in which anything differs, the largest part of one first."""
    table = by_region_and_kind(found)
    order = table["differs"].map(list(KINDS).index)
    table = table.assign(order=order).sort_values(
        ["order", "area_km2"], ascending=[True, False], kind="stable"
    )
    return [
        {
            "name": getattr(row, reader.column("name")),
            "kind": reader.word(KINDS[Differing(row.differs)]),
            "share": reader.share(row.share_of_region),
        }
        | _sized(row, reader)
        for row in rows_of(table)
    ]


def _towns(found: Difference, reader: Reader) -> list[tuple[str, list[str]]]:
    """The cities whose holder differs, under what is said of them, the largest first."""
    said: dict[str, list[str]] = {}
    for row in rows_of(cities_differing(found)):
        close = f", {reader.word('people.near_line')}" if row.close else ""
        name, people = getattr(row, reader.column("name")), reader.count(rounded(row.population))
        said.setdefault(_said(row, found, reader)[1], []).append(f"{name} ({people}{close})")
    return list(said.items())
