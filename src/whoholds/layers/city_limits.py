"""The limits of Kyiv and Sevastopol: waypoints near named places, in a table that people edit.

The edition that the boundaries come from draws Kyiv twice its size and Sevastopol a seventh too
small. Their limits are therefore drawn by the project, as the lines of contact are: each waypoint
lies so many km from a settlement in one of the sixteen directions of the compass. The build of
geodata/ draws regions.geojson with them; here the table is read, and held against that file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyproj
import shapely

from whoholds.ground.errors import GeometryError, InputError, WhoholdsError
from whoholds.ground.tables import read_table, rows_of
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.rings import Points
from whoholds.layers.waypoints import require_order, require_places
from whoholds.vocabulary.columns import region_column
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Place

WINDS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split()  # noqa: SIM905 - a rose
"""The directions of the compass, clockwise from north, 22.5 degrees apart."""

DRAWN_DEGREES = 2e-6
"""Vertices of geodata/ are rounded to 6 decimals: a waypoint so near to a vertex is that vertex."""


def limits_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of limits must be."""
    return pa.DataFrameSchema(
        {
            "region": region_column(territory),
            "sequence": pa.Column(int, pa.Check.ge(1), description="form.sequence_of_region"),
            "kind": pa.Column(str, pa.Check.isin(["limit", "coast"])),
            "place": pa.Column(str, pa.Check.str_matches(r"^\d+$"), description="form.geonames_id"),
            "side": pa.Column(str, pa.Check.isin(["in", "out"]), description="form.in_or_out"),
            "km": pa.Column(float, pa.Check.in_range(0, 10), description="form.km_to_waypoint"),
            "towards": pa.Column(str, pa.Check.isin(WINDS), description="form.wind"),
            "precision_km": pa.Column(float, pa.Check.gt(0), description="form.km_above"),
            "source": pa.Column(str),
            "note": pa.Column(str),
        },
        unique=["region", "sequence"],
        coerce=True,
        strict=True,
    )


Places = Mapping[str, tuple[float, float]]
"""Longitude and latitude of settlements, by GeoNames id."""


def read_limits(path: Path, territory: Territory) -> pd.DataFrame:
    """Read the table of limits.

    Parameters
    ----------
    path
        seeds/city_limits.csv, or a file of its form (`limits_schema`).
    territory
        Whose regions they are.

    Returns
    -------
    pandas.DataFrame
        The waypoints, in the order of the file.

    Raises
    ------
    InputError
        When a row is malformed, a region's sequence has a gap or under three rows, or a limit that
        meets the coast does not do so in its first and its last row alone.
    """
    rows = read_table(path, limits_schema(territory))
    for region, group in rows.groupby("region", sort=False):
        require_order(group, "limit.order", str(path), region=str(region))
        ashore = group.loc[group["kind"] == "coast", "sequence"]
        if list(ashore) not in ([], [1, len(group)]):
            raise InputError.of(
                "limit.coast",
                Place(str(path), column="kind"),
                region=str(region),
                rows=" ".join(map(str, ashore)),
                count=len(group),
            )
    return rows


def waypoints(rows: pd.DataFrame, places: Places, where: str) -> Points:
    """Return where the waypoints lie.

    Parameters
    ----------
    rows
        Rows of `read_limits`.
    places
        The settlements that the rows name.
    where
        The file's name, for messages.

    Returns
    -------
    numpy.ndarray
        Longitude and latitude in EPSG:4326, one row a waypoint, rounded to 6 decimals.

    Raises
    ------
    UnknownNameError
        When a row names no known settlement.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["1"], "km": [10.0], "towards": ["N"]})
    >>> waypoints(rows, {"1": (30.0, 50.0)}, "limits.csv").tolist()
    [[30.0, 50.089904]]
    """
    require_places(rows, places, where)
    lon, lat = np.array([places[place] for place in rows["place"]]).reshape(-1, 2).T
    azimuths = rows["towards"].map(WINDS.index).to_numpy() * 360.0 / len(WINDS)
    ends = pyproj.Geod(ellps="WGS84").fwd(lon, lat, azimuths, rows["km"].to_numpy() * 1e3)
    return np.round(np.column_stack(ends[:2]), 6)


def limit_faults(
    rows: pd.DataFrame, places: Places, boundaries: BoundaryLayer, where: str
) -> Iterator[WhoholdsError]:
    """Yield what is wrong with the limits beside the polygons of the cities.

    Parameters
    ----------
    rows, places, where
        As for `waypoints`.
    boundaries
        The boundary layer that was drawn with them.

    Yields
    ------
    WhoholdsError
        One for each region that is unknown, place on the wrong side, and waypoint that the
        polygon does not have.
    """
    points = waypoints(rows, places, where)
    for region, group in rows.groupby("region", sort=False):
        first = Place(where, line=int(group.index[0]) + 2, column="region")
        boundaries.require_region(str(region), first)
        city = boundaries.regions.geometry[region]
        corners = shapely.multipoints(shapely.get_coordinates(city))
        for row in rows_of(group):
            line = Place(where, line=row.Index + 2)
            point = shapely.Point(points[row.Index])
            inside = shapely.contains_xy(city, *places[row.place])
            if inside != (row.side == "in"):
                yield _wrong_side(str(region), row.place, row.side, line)
            # What meets the coast is moved to a vertex of the coast.
            if row.kind == "limit" and point.distance(corners) > DRAWN_DEGREES:
                yield _not_drawn(str(region), point, line)


def _wrong_side(region: str, place: str, side: str, line: Place) -> WhoholdsError:
    return GeometryError.of(
        "limit.wrong_side", line.at(column="side"), name=place, region=region, side=side
    )


def _not_drawn(region: str, point: shapely.Point, line: Place) -> WhoholdsError:
    return GeometryError.of("limit.not_drawn", line, region=region, lon=point.x, lat=point.y)
