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
    'ISO 3166-2 code such as UA-14'
    """
    check = pa.Check.str_matches(territory.region)
    return pa.Column(str, check, description=territory.region_label)


def side_column(territory: Territory, *others: str) -> pa.Column:
    """Return a column of codes of sides, or of other texts that may stand in their place."""
    described = " or ".join(territory.sides.codes)
    if named := [other for other in others if other]:
        described = ", ".join(territory.sides.codes) + " or " + ", ".join(named)
    check = pa.Check.isin([*others, *territory.sides.codes])
    return pa.Column(str, check, description=described)


def longitude_column(territory: Territory) -> pa.Column:
    """Return a column of longitudes."""
    west, east = territory.bounds.west, territory.bounds.east
    check = pa.Check.in_range(west, east)
    return pa.Column(float, check, description=f"degrees east, {west:g} to {east:g}")


def latitude_column(territory: Territory) -> pa.Column:
    """Return a column of latitudes."""
    south, north = territory.bounds.south, territory.bounds.north
    check = pa.Check.in_range(south, north)
    return pa.Column(float, check, description=f"degrees north, {south:g} to {north:g}")
