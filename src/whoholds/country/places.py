"""The table of places that decide negotiations: points with a reach."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from whoholds.ground.tables import read_table, text_columns
from whoholds.vocabulary.columns import latitude_column, longitude_column, region_column
from whoholds.vocabulary.territory import Territory

KINDS = [
    *("nuclear_plant", "dam", "canal", "bridge", "port", "rail_hub", "naval_base", "isthmus"),
    *("capital", "fortress_belt", "city", "town", "spit", "deposit"),
]


def places_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of places must be."""
    return pa.DataFrameSchema(
        {
            "place": pa.Column(str, pa.Check.str_matches(r"^[a-z0-9-]+$"), description="form.id"),
            "kind": pa.Column(str, pa.Check.isin(KINDS)),
            "region": region_column(territory),
            "lon": longitude_column(territory),
            "lat": latitude_column(territory),
            "exact": pa.Column(str, pa.Check.isin(["yes", "approximate"])),
            "reach_km": pa.Column(float, pa.Check.in_range(0, 50), description="form.km"),
            **text_columns("name"),
            **text_columns("why"),
            "source": pa.Column(str, pa.Check.str_length(min_value=1), description="form.sources"),
        },
        checks=pa.Check(
            lambda table: (table["exact"] != "approximate") | (table["reach_km"] > 0),
            name="approximate_places_have_a_reach",
            error="form.reach",
        ),
        unique=["place"],
        coerce=True,
        strict=True,
    )


def read_places(path: Path, territory: Territory) -> pd.DataFrame:
    """Read a table of places.

    Raises
    ------
    InputError
        When a row is malformed, or an approximate place has no reach.
    """
    return read_table(path, places_schema(territory))
