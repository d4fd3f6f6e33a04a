"""Figures of an evaluation: areas by holder, by change, by zone and by region.

Every area is given twice. `area_km2` comes first: it is measured on the polygon. `official_km2` is
the zone's share of its region's polygon times the region's official area, which counts the lakes
and lagoons that a 1:10m polygon leaves out. Every `share` is of `denominator_km2`, the polygons of
all regions of the same boundary layer; `share_of_region` is of the region's.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from pandera.typing import DataFrame

from whoholds.country.comparators import Comparison
from whoholds.figures.sides import gets_back, leaves
from whoholds.figures.tables import (
    AREAS,
    ChangeTable,
    HolderTable,
    RegionTable,
    TractTable,
)
from whoholds.ground.contracts import agreed
from whoholds.proposals.catalogue import STATUS
from whoholds.proposals.evaluation import Evaluation
from whoholds.proposals.tracts import tract_keys, tracts
from whoholds.vocabulary.closed import Change
from whoholds.words.text import columns
from whoholds.zones.bands import bands, told
from whoholds.zones.partition import KEY, Zones


@dataclass(frozen=True)
class Headline:
    """The first figures a reader asks for: what is held on the layer's day, and how much.

    Attributes
    ----------
    area_km2, official_km2
        Held territory, measured and by official areas.
    band_km2
        Plus or minus so many km2, from the precision of the line of contact
        (`whoholds.zones.bands`); None where that is not known.
    share
        `area_km2` as a fraction of `denominator_km2`, the area of all regions' polygons.
    official_share
        `official_km2` as a fraction of the country's official area.
    times_total, times_land
        The measured area against the whole of the conflict's comparator, and against its land.
    """

    area_km2: float
    official_km2: float
    band_km2: float | None
    share: float
    official_share: float
    denominator_km2: float
    times_total: Comparison
    times_land: Comparison


def headline(zones: Zones) -> Headline:
    """Return what the holding side holds on the day of the zones' control layer.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> figure = headline(baseline_zones())
    >>> round(figure.share, 2), round(figure.times_land.ratio, 1)
    (0.19, 1.1)
    """
    about, known = zones.boundaries.about, zones.known.comparators
    held = zones.frame.loc[zones.is_held, AREAS].sum()
    area, official = float(held["area_km2"]), float(held["official_km2"])
    return Headline(
        area_km2=area,
        official_km2=official,
        band_km2=bands(zones, zones.table["held_by"]).get(zones.sides.holding.code),
        share=area / zones.boundaries.area_km2,
        official_share=official / about.official_km2,
        denominator_km2=zones.boundaries.area_km2,
        times_total=known.compare(area, about.comparator, "total"),
        times_land=known.compare(area, about.comparator, "land"),
    )


def by_holder(evaluation: Evaluation) -> DataFrame[HolderTable]:
    """Areas by holder after, for the country.

    Returns
    -------
    pandas.DataFrame
        Columns holder, area_km2, official_km2, band_km2, share; holders that would hold nothing
        are left out. The band is None where the line's precision is not known.
    """
    return agreed(_sums(evaluation, "holder", evaluation.zones.sides.holders), HolderTable)


def by_change(evaluation: Evaluation) -> DataFrame[ChangeTable]:
    """Areas by what the proposal does to them.

    Returns
    -------
    pandas.DataFrame
        Columns change, area_km2, official_km2, band_km2, share; one row a change that happens.
    """
    return agreed(_sums(evaluation, "change", evaluation.zones.sides.changes), ChangeTable)


def _sums(evaluation: Evaluation, column: str, order: tuple[str, ...]) -> pd.DataFrame:
    groups = evaluation.frame[column]
    sums = evaluation.frame.groupby(column)[AREAS].sum()
    sums = sums.reindex([name for name in order if name in sums.index])
    sums["band_km2"] = _bands(evaluation, groups, sums.index)
    sums["share"] = sums["area_km2"] / evaluation.zones.boundaries.area_km2
    return sums.rename_axis(column).reset_index()


def _bands(evaluation: Evaluation, groups: pd.Series, names: pd.Index) -> pd.Series:
    """The band of each named group, as objects so that an unknown one stays None."""
    found = bands(evaluation.zones, groups)
    return pd.Series([found[name] for name in names], index=names, dtype=object)


def by_zone(evaluation: Evaluation) -> DataFrame[TractTable]:
    """The status and areas of every tract, without geometry.

    Zones of a region that one side holds and that share a status are one row
    (`whoholds.proposals.tracts`): pieces that the proposal does not treat apart are not told apart.

    Returns
    -------
    pandas.DataFrame
        Columns region, held_by, part (ids joined by "+" where the proposal treats parts of the
        region apart), change, holder, administration, counted_for, recognition, basis, source,
        note, area_km2, official_km2, band_km2, share, share_of_region.
    """
    table, keys = tracts(evaluation), tract_keys(evaluation)
    table = table.assign(
        share=table["area_km2"] / evaluation.zones.boundaries.area_km2,
        band_km2=_bands(evaluation, keys, table.index),
    )
    shown = [*KEY, "change", *STATUS, *AREAS, "band_km2", "share", "share_of_region"]
    return agreed(table[shown].reset_index(drop=True), TractTable)


def by_region(evaluation: Evaluation) -> DataFrame[RegionTable]:
    """Who would hold how much of each region, and how much of it changes hands.

    Returns
    -------
    pandas.DataFrame
        One row a region that is held in part, or where anything changes. Columns region,
        name_en, name_uk, area_km2 and official_km2 (of the region); held_km2, held_band_km2 (plus
        or minus) and held_share (of the region), what is held on the layer's day; then km2 by
        holder after (by lower-case code: dmz_km2, int_km2, open_km2); ceded_km2, returned_km2 and
        not_mentioned_km2 (in open_km2 too); leaves_km2 and gets_back_km2, what the recognised side
        would leave and get back, demilitarised land with the side that it is counted for.
    """
    frame, sides = evaluation.frame, evaluation.zones.sides
    holding = sides.holding.code
    regions = evaluation.zones.boundaries.regions
    table = pd.DataFrame(regions[[*columns("name"), *AREAS]])
    table["held_km2"] = _area_where(frame, frame["held_by"] == holding)
    held = frame["region"].where(frame["held_by"] == holding, "")
    for holder in sides.holders:
        table[f"{holder.lower()}_km2"] = _area_where(frame, frame["holder"] == holder)
    table["ceded_km2"] = _area_where(frame, frame["change"] == sides.cedes)
    table["returned_km2"] = _area_where(frame, frame["change"] == sides.returns)
    table["not_mentioned_km2"] = _area_where(frame, frame["change"] == Change.NOT_MENTIONED)
    table["leaves_km2"] = _area_where(frame, leaves(evaluation))
    table["gets_back_km2"] = _area_where(frame, gets_back(evaluation))
    table = table.fillna(0.0)
    table.insert(5, "held_share", table["held_km2"] / table["area_km2"])
    bands_of = bands(evaluation.zones, held)
    table.insert(5, "held_band_km2", [bands_of.get(region) for region in table.index])
    concerned = (frame["held_by"] == holding) | (frame["change"] != sides.recognised.keeps)
    shown = table[table.index.isin(frame.loc[concerned, "region"])].reset_index()
    return agreed(shown, RegionTable)


def told_by_zone(evaluation: Evaluation) -> pd.DataFrame:
    """Return `by_zone` as it is written down: no band exceeds its area (`uncertainty.told`)."""
    return told(by_zone(evaluation))


def told_by_region(evaluation: Evaluation) -> pd.DataFrame:
    """Return `by_region` as it is written down: no band exceeds its area (`uncertainty.told`)."""
    names = [f"held_{name}" for name in ("km2", "band_km2", "less_than_km2")]
    return told(by_region(evaluation), *names)


def _area_where(frame: pd.DataFrame, rows: pd.Series) -> pd.Series:
    return frame[rows].groupby("region")["area_km2"].sum()
