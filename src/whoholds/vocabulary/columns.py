"""Columns of tables whose cells name a region, a side or a spot of a territory."""

from __future__ import annotations

import pandera.pandas as pa

from whoholds.vocabulary.territory import Territory


def region_column(territory: Territory) -> pa.Column:
    """Return a column of codes of regions.

    Examples
    --------
    >>> from whoholds.ground.resources import seeds
    >>> from whoholds.vocabulary.territory import read_territory
    >>> region_column(read_territory(seeds("conflict.toml"))).description
    'form.region'
    """
    check, metadata = pa.Check.str_matches(territory.region), {"example": territory.example}
    return pa.Column(str, check, description="form.region", metadata=metadata)


def side_column(territory: Territory, *others: str) -> pa.Column:
    """Return a column of codes of sides, or of other texts that may stand in their place."""
    return pa.Column(str, pa.Check.isin([*others, *territory.sides.codes]))


def longitude_column(territory: Territory) -> pa.Column:
    """Return a column of longitudes."""
    west, east = territory.bounds.west, territory.bounds.east
    return pa.Column(float, pa.Check.in_range(west, east), description="form.degrees_east")


def latitude_column(territory: Territory) -> pa.Column:
    """Return a column of latitudes."""
    south, north = territory.bounds.south, territory.bounds.north
    return pa.Column(float, pa.Check.in_range(south, north), description="form.degrees_north")
