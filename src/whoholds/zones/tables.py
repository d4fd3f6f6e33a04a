"""What the table of zones is: its columns, their types and what must hold of them."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Index, Series

SLACK = 1e-6
"""A share of a region may be above 1 by as much, since areas are measured piece by piece."""


class ZonesTable(pa.DataFrameModel):
    """One row a zone, by its id; the frame of `Zones` has the shapes as well.

    Examples
    --------
    >>> from whoholds.desk import baseline_zones
    >>> len(ZonesTable.validate(baseline_zones().table)) == len(baseline_zones().table)
    True
    """

    zone: Index[str] = pa.Field(unique=True, check_name=True)
    region: Series[str]
    held_by: Series[str]
    part: Series[str]
    area_km2: Series[float] = pa.Field(gt=0.0)
    official_km2: Series[float] = pa.Field(ge=0.0)
    share_of_region: Series[float] = pa.Field(gt=0.0, le=1.0 + SLACK)

    class Config:
        """Further columns are kept; nothing is turned into another type."""

        coerce = False
        strict = False
