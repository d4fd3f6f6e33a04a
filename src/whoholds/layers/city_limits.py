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
from whoholds.ground.tables import read_table
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.rings import Points
from whoholds.layers.waypoints import require_order, require_places

WINDS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split()  # noqa: SIM905 - a rose
"""The directions of the compass, clockwise from north, 22.5 degrees apart."""

DRAWN_DEGREES = 2e-6
"""Vertices of geodata/ are rounded to 6 decimals: a waypoint so near to a vertex is that vertex."""

LIMITS_SCHEMA = pa.DataFrameSchema(
    {
        "region": pa.Column(str, pa.Check.str_matches(r"^UA-\d\d$"), description="such as UA-30"),
        "sequence": pa.Column(int, pa.Check.ge(1), description="1, 2, 3 ... within the region"),
        "kind": pa.Column(str, pa.Check.isin(["limit", "coast"]), description="limit or coast"),
        "place": pa.Column(str, pa.Check.str_matches(r"^\d+$"), description="a GeoNames id"),
        "side": pa.Column(
            str, pa.Check.isin(["in", "out"]), description="in or out, where the place is"
        ),
        "km": pa.Column(
            float, pa.Check.in_range(0, 10), description="from the place to the waypoint, 0 to 10"
        ),
        "towards": pa.Column(
            str, pa.Check.isin(WINDS), description="from the place: N, NNE, NE ... NNW"
        ),
        "precision_km": pa.Column(float, pa.Check.gt(0), description="km, above 0"),
        "source": pa.Column(str),
        "note": pa.Column(str),
    },
    unique=["region", "sequence"],
    coerce=True,
    strict=True,
)

Places = Mapping[str, tuple[float, float]]
"""Longitude and latitude of settlements, by GeoNames id."""


def read_limits(path: Path) -> pd.DataFrame:
    """Read the table of limits.

    Parameters
    ----------
    path
        seeds/city_limits.csv, or a file of its form (`LIMITS_SCHEMA`).

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
    rows = read_table(path, LIMITS_SCHEMA)
    for region, group in rows.groupby("region", sort=False):
        require_order(group, path, f"the limit of {region} is", "region")
        ashore = group.loc[group["kind"] == "coast", "sequence"]
        if list(ashore) not in ([], [1, len(group)]):
            raise InputError(
                f"the limit of {region} does not run from coast to coast",
                where=f"{path}, column kind",
                expected="coast in the first and the last row, or in none for a closed limit",
                found=f"coast in {' '.join(map(str, ashore))} of {len(group)}",
                remedy="begin and end the limit at the coast, or close it inland",
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
    lon, lat = np.array([places[place] for place in rows["place"]]).T
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
        line = f"{where}, line {group.index[0] + 2}, column region"
        boundaries.require_region(str(region), line)
        city = boundaries.regions.geometry[region]
        corners = shapely.multipoints(shapely.get_coordinates(city))
        for row in group.itertuples():
            line = f"{where}, line {row.Index + 2}"
            point = shapely.Point(points[row.Index])
            inside = shapely.contains_xy(city, *places[row.place])
            if inside != (row.side == "in"):
                yield _wrong_side(str(region), row.place, row.side, line)
            # What meets the coast is moved to a vertex of the coast.
            if row.kind == "limit" and point.distance(corners) > DRAWN_DEGREES:
                yield _not_drawn(str(region), point, line)


def _wrong_side(region: str, place: str, side: str, where: str) -> WhoholdsError:
    return GeometryError(
        f"the place {place} lies on the wrong side of the limit of {region}",
        where=f"{where}, column side",
        expected=f"{side}, as the column says",
        found="the other side",
        remedy="move the waypoint, or mend the side",
    )


def _not_drawn(region: str, point: shapely.Point, where: str) -> WhoholdsError:
    return GeometryError(
        f"the polygon of {region} was not drawn with this waypoint",
        where=where,
        expected=f"a vertex at {point.x:.6f} {point.y:.6f} in geodata/regions.geojson",
        found="none",
        remedy="run `make geodata`, which draws the cities anew from the table",
    )
