"""What the tables of figures are: their columns, their types and what must hold of them.

A band may be unknown: its column is of objects, so that None stays None beside numbers.
"""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from whoholds.zones.tables import SLACK

AREAS = ["area_km2", "official_km2"]
"""Measured on the polygons, and by official areas (`whoholds.figures.areas`)."""


class AreaTable(pa.DataFrameModel):
    """Areas of whatever the rows are of, with the band and the share of the country.

    Examples
    --------
    >>> from whoholds.desk import evaluate_proposal
    >>> from whoholds.figures.areas import by_zone
    >>> len(AreaTable.validate(by_zone(evaluate_proposal("putin-2024")))) > 0
    True
    """

    area_km2: Series[float] = pa.Field(ge=0.0)
    official_km2: Series[float] = pa.Field(ge=0.0)
    band_km2: Series[object] = pa.Field(nullable=True)
    share: Series[float] = pa.Field(ge=0.0, le=1.0 + SLACK)

    class Config:
        """Further columns are kept; nothing is turned into another type."""

        coerce = False
        strict = False


class HolderTable(AreaTable):
    """One row a holder after."""

    holder: Series[str] = pa.Field(unique=True)


class ChangeTable(AreaTable):
    """One row a change that happens."""

    change: Series[str] = pa.Field(unique=True)


class RecognitionTable(AreaTable):
    """One row a recognition that occurs."""

    recognition: Series[str] = pa.Field(unique=True)


class TractTable(AreaTable):
    """One row a tract, with its status."""

    region: Series[str]
    held_by: Series[str]
    part: Series[str]
    change: Series[str]
    holder: Series[str]
    administration: Series[str]
    counted_for: Series[str]
    recognition: Series[str]
    basis: Series[str]
    source: Series[str]
    note: Series[str]
    share_of_region: Series[float] = pa.Field(gt=0.0, le=1.0 + SLACK)


class RegionTable(pa.DataFrameModel):
    """One row a region that is held in part or where anything changes.

    There is a further column of km2 for every holder after, by its code in lower case.
    """

    region: Series[str] = pa.Field(unique=True)
    area_km2: Series[float] = pa.Field(gt=0.0)
    official_km2: Series[float] = pa.Field(gt=0.0)
    held_km2: Series[float] = pa.Field(ge=0.0)
    held_share: Series[float] = pa.Field(ge=0.0, le=1.0 + SLACK)
    ceded_km2: Series[float] = pa.Field(ge=0.0)
    returned_km2: Series[float] = pa.Field(ge=0.0)
    not_mentioned_km2: Series[float] = pa.Field(ge=0.0)
    leaves_km2: Series[float] = pa.Field(ge=0.0)
    gets_back_km2: Series[float] = pa.Field(ge=0.0)


class SideTable(pa.DataFrameModel):
    """One row a side: what it holds, would hold, leave and get."""

    side: Series[str] = pa.Field(unique=True)
    held_km2: Series[float] = pa.Field(ge=0.0)
    after_km2: Series[float] = pa.Field(ge=0.0)
    after_band_km2: Series[object] = pa.Field(nullable=True)
    after_share: Series[float] = pa.Field(ge=0.0, le=1.0 + SLACK)
    counted_km2: Series[float] = pa.Field(ge=0.0)
    gives_km2: Series[float] = pa.Field(ge=0.0)
    demilitarised_km2: Series[float]
    leaves_km2: Series[float] = pa.Field(ge=0.0)
    gains_km2: Series[float] = pa.Field(ge=0.0)
    left_open_km2: Series[float] = pa.Field(ge=0.0)
    not_mentioned_km2: Series[float] = pa.Field(ge=0.0)
    other_km2: Series[float] = pa.Field(ge=0.0)
    at_most_km2: Series[float] = pa.Field(ge=0.0)
    change_km2: Series[object] = pa.Field(nullable=True)


class HeadcountTable(pa.DataFrameModel):
    """Residents of whatever the rows are of, with the band."""

    people: Series[float] = pa.Field(ge=0.0)
    band_people: Series[object] = pa.Field(nullable=True)
    fewer_than: Series[object] = pa.Field(nullable=True)
    settlements: Series[int] = pa.Field(ge=0)


class DifferenceTable(AreaTable, HeadcountTable):
    """Areas and residents by how two proposals differ."""

    differs: Series[str]


class CityTable(pa.DataFrameModel):
    """One row a city whose status changes."""

    geonames_id: Series[str] = pa.Field(unique=True)
    region: Series[str]
    population: Series[float] = pa.Field(gt=0.0)
    close: Series[bool]
    held_by: Series[str]
    holder: Series[str]
    change: Series[str]
