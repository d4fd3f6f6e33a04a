"""What the maps of a picture show: one proposal, two side by side, what differs, or two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.figures.areas import by_change
from whoholds.geometry.areas import geodesic_km2
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.errors import InputError, require_one_of
from whoholds.ground.tables import rows_of
from whoholds.maps.differing import Said, alike, held_otherwise, said_of
from whoholds.maps.palette import differences
from whoholds.maps.statuses import under
from whoholds.proposals.difference import OUTCOME, SIDES, Difference, Differing, difference
from whoholds.proposals.evaluation import Evaluation
from whoholds.proposals.tracts import tract_shapes, tracts
from whoholds.vocabulary.closed import Change
from whoholds.words.numbers import SMALLEST_KM2
from whoholds.words.reader import Reader
from whoholds.zones.bands import bands
from whoholds.zones.partition import Zones

MODES = ("single", "side", "difference", "then")

GAINED, LOST = "gained", "lost"
"""Of two days: ground that the holding side holds on the later alone, and on the earlier alone."""

_OUTCOME = (*OUTCOME, "recognition")

_ORDER = tuple(Differing)
"""What is told of a difference first."""

_ALIKE = (Differing.RECOGNITION, Differing.NOTHING)
"""What leaves the land with the same side."""

_SILENT = (Change.LEFT_OPEN, Change.NOT_MENTIONED)


@dataclass(frozen=True)
class Shown:
    """What a picture is of.

    Attributes
    ----------
    mode
        One of `MODES`.
    first, second
        The proposals, the second None where there is one; of two days, the earlier and the later.
    recognition
        Whether a difference shows where recognition alone differs; it does so in any case where
        nothing else does.
    """

    mode: str
    first: Evaluation
    second: Evaluation | None = None
    recognition: bool = False

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """The proposals that are shown."""
        return (self.first,) if self.second is None else (self.first, self.second)


@dataclass(frozen=True)
class LegendRow:
    """A kind of ground in the legend, with its area in words."""

    kind: str
    name: str
    area: str


@dataclass(frozen=True)
class Face:
    """One map.

    Attributes
    ----------
    zones
        Whose lines, water and places are drawn.
    pieces
        In EPSG:4326: id, name of the region, said (what the piece is), kind, area_km2.
    rows
        The legend, in order.
    moving
        The kinds that the map is about.
    """

    zones: Zones
    pieces: gpd.GeoDataFrame
    rows: tuple[LegendRow, ...]
    moving: tuple[str, ...]


def shown(
    mode: str, first: Evaluation, second: Evaluation | None = None, *, recognition: bool = False
) -> Shown:
    """Say what a picture is of.

    Raises
    ------
    UnknownNameError
        When there is no such mode.
    InputError
        When the mode needs a second proposal and there is none, or the other way round; when
        recognition is asked for and no difference is shown.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> shown("single", evaluate_proposal("putin-2024")).second is None
    True
    """
    require_one_of(mode, MODES, "mode")
    if mode != "single" and second is None:
        raise InputError.of("picture.alone", mode=mode)
    if mode == "single" and second is not None:
        raise InputError.of("picture.two", modes=MODES[1:3])
    if recognition and mode != "difference":
        raise InputError.of("picture.recognition", mode=mode)
    return Shown(mode, first, second, recognition)


def faces_of(picture: Shown, reader: Reader) -> tuple[Face, ...]:
    """Return the maps of a picture, from left to right or from top to bottom."""
    if picture.second is None:
        return (face_of(picture.first, reader),)
    if picture.mode == "side":
        return tuple(face_of(one, reader) for one in picture.evaluations)
    if picture.mode == "difference":
        found = difference(picture.first, picture.second)
        return (_difference(found, reader, recognition=picture.recognition),)
    return (_days(picture.first.zones, picture.second.zones, reader),)


def face_of(evaluation: Evaluation, reader: Reader) -> Face:
    """Return the map of one proposal."""
    table, zones = tracts(evaluation), evaluation.zones
    names = reader.words("change")
    pieces = _framed(
        table.index, table["region"], table["change"].map(names), table["change"],
        table["area_km2"], list(tract_shapes(evaluation)), zones, reader,
    )  # fmt: skip
    rows = tuple(
        LegendRow(row.change, names[row.change], reader.area(row.area_km2, row.band_km2))
        for row in rows_of(by_change(evaluation))
    )
    moved = [row.kind for row in rows if row.kind not in zones.sides.keeps]
    moved = [kind for kind in moved if kind not in _SILENT] or moved
    return Face(zones, pieces, rows, tuple(moved))


def _difference(found: Difference, reader: Reader, *, recognition: bool) -> Face:
    """Zones by region, by who holds them and by what differs, as one piece each."""
    zones, frame = found.first.zones, found.frame
    said = _said(found, reader, recognition=recognition)
    table = frame[["region", "held_by", "area_km2"]].assign(
        how=[one.how.value for one in said],
        kind=[one.kind for one in said],
        text=[_with_names(one.text, found, reader) for one in said],
    )
    groups = table.groupby(["region", "held_by", "kind", "text"], sort=True)
    shapes = np.asarray(zones.frame.geometry)
    sums = groups["area_km2"].sum().reset_index()
    united = [shapely.union_all(shapes[rows]) for rows in groups.indices.values()]
    ids = sums[["region", "held_by", "kind"]].agg("/".join, axis="columns")
    pieces = _framed(
        ids + "/" + ids.groupby(ids).cumcount().astype(str), sums["region"], sums["text"],
        sums["kind"], sums["area_km2"], united, zones, reader,
    )  # fmt: skip
    rows = _difference_rows(found, table, reader)
    hows = table.groupby("kind")["how"].first()
    moving = [row.kind for row in rows if hows[row.kind] not in _ALIKE]
    alike = [row.kind for row in rows if hows[row.kind] == Differing.RECOGNITION]
    return Face(zones, pieces, rows, tuple(moving or alike))


def _said(found: Difference, reader: Reader, *, recognition: bool) -> list[Said]:
    """What differs in each zone, as the page has it."""
    classes, frame = differences(found.first.zones.sides), found.frame
    with_recognition = recognition or frame["differs"].isin(_ALIKE).all()
    return [
        said_of(one, other, classes, reader)
        if with_recognition or how not in _ALIKE
        else alike(one, classes, reader)
        for one, other, how in zip(*_outcomes(found, frame.index), frame["differs"], strict=True)
    ]


def _outcomes(found: Difference, zones: pd.Index) -> list[list[tuple[str, ...]]]:
    """What either proposal says of zones."""
    rows = found.frame.loc[zones]
    return [
        list(rows[[f"{side}_{name}" for name in _OUTCOME]].itertuples(index=False, name=None))
        for side in SIDES
    ]


def _with_names(text: str, found: Difference, reader: Reader) -> str:
    """The gaps of a text filled: by two proposals, or by how one of them is read."""
    both = (found.first, found.second)
    if both[0].proposal.id == both[1].proposal.id:
        read_as = reader.word("map.read_as")
        names = [read_as.format(reader.text(one.reading.name)) for one in both]
    else:
        names = [under(one.proposal, one.zones, reader) for one in both]
    for side, name in zip(SIDES, names, strict=True):
        text = text.replace(f"{{{side}}}", name)
    return text


def _difference_rows(
    found: Difference, table: pd.DataFrame, reader: Reader
) -> tuple[LegendRow, ...]:
    """One row for each colour: the larger first, what is alike last."""
    zones = found.first.zones
    sums, wide = table.groupby("kind")["area_km2"].sum(), bands(zones, table["kind"])
    areas = {str(kind): float(area) for kind, area in sums.items()}
    hows = table.groupby("kind")["how"].first().map(_ORDER.index)
    order = sorted(areas.items(), key=lambda row: (hows[row[0]], -row[1]))
    return tuple(
        LegendRow(kind, _row_text(kind, found, table, reader), reader.area(area, wide[kind]))
        for kind, area in order
    )


def _row_text(kind: str, found: Difference, table: pd.DataFrame, reader: Reader) -> str:
    """What is said of all land of one colour, the outcome of most of it first."""
    mine = table[table["kind"] == kind].sort_values("area_km2", ascending=False)
    texts = mine["text"].unique()
    if len(texts) == 1:
        return str(texts[0])
    match mine["how"].iloc[0]:
        case Differing.RECOGNITION:
            return reader.word("map.differ_terms")
        case Differing.NOTHING:
            return reader.word("map.same_otherwise")
    classes = differences(found.first.zones.sides).instead
    firsts, seconds = _outcomes(found, mine.index)
    return _with_names(held_otherwise(firsts, seconds, classes, reader), found, reader)


def _days(before: Zones, after: Zones, reader: Reader) -> Face:
    """Regions cut by what was held on the one day and on the other."""
    held = [shapely.union_all(_held(zones)) for zones in (before, after)]
    both = shapely.intersection(held[0], held[1])
    ground = {
        GAINED: shapely.difference(held[1], held[0]),
        LOST: shapely.difference(held[0], held[1]),
        after.sides.holding.keeps: both,
        after.sides.recognised.keeps: shapely.difference(
            after.boundaries.territory, shapely.union_all(held)
        ),
    }
    regions = after.boundaries.regions.geometry
    rows = []
    for kind, shape in ground.items():
        cut = shapely.intersection(np.asarray(regions), shape)
        for region, piece in zip(regions.index, cut, strict=True):
            rows.append((f"{region}/{kind}", region, kind, polygons_of(piece)))
    table = pd.DataFrame(rows, columns=["id", "region", "kind", "shape"])
    table["area_km2"] = geodesic_km2(gpd.GeoSeries(table["shape"].to_list(), crs="EPSG:4326"))
    table = table[table["area_km2"] >= SMALLEST_KM2]
    names = _named_days(before, after, reader)
    pieces = _framed(
        table["id"], table["region"], table["kind"].map(names), table["kind"],
        table["area_km2"], list(table["shape"]), after, reader,
    )  # fmt: skip
    sums = table.groupby("kind")["area_km2"].sum()
    legend = tuple(
        LegendRow(kind, name, reader.about(sums[kind]))
        for kind, name in names.items()
        if kind in sums.index
    )
    return Face(after, pieces, legend, (GAINED, LOST))


def _held(zones: Zones) -> np.ndarray:
    return np.asarray(zones.frame.geometry)[zones.is_held.to_numpy()]


def _named_days(before: Zones, after: Zones, reader: Reader) -> dict[str, str]:
    sides, holders = after.sides, reader.words("holder")
    held = holders[sides.holding.code]
    days = {GAINED: after.control.date, LOST: before.control.date}
    one, both = reader.word("picture.one_day"), reader.word("picture.both_days")
    return {
        **{kind: one.format(side=held, day=reader.short_day(day)) for kind, day in days.items()},
        sides.holding.keeps: both.format(side=held),
        sides.recognised.keeps: both.format(side=holders[sides.recognised.code]),
    }


def _framed(
    ids: pd.Index | pd.Series, regions: pd.Series, said: pd.Series, kinds: pd.Series,
    areas: pd.Series, shapes: Sequence[BaseGeometry], zones: Zones, reader: Reader,
) -> gpd.GeoDataFrame:  # fmt: skip
    names = zones.boundaries.regions[reader.column("name")]
    return gpd.GeoDataFrame(
        {
            "id": list(ids),
            "name": [str(names.loc[region]) for region in regions],
            "said": list(said),
            "kind": list(kinds),
            "area_km2": list(areas),
        },
        geometry=list(shapes),
        crs="EPSG:4326",
    )
