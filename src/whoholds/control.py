"""Control layers: dated, sourced polygons of the territory that Russia holds.

Two are shipped, built from the waypoints in seeds/lines/; any other comes from a file. The line
of contact is the edge of a control layer inside Ukraine: it is derived, never stored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from whoholds.boundaries import BoundaryLayer, load_boundaries
from whoholds.crs import WGS84, geodesic_km2, require_wgs84
from whoholds.errors import GeometryError, InputError, UnknownNameError
from whoholds.lines import contact_legs, held_territory, polygons_of, read_line
from whoholds.resources import seeds
from whoholds.tables import read_toml

BASELINE_DATE = dt.date(2025, 8, 16)
"""Date of the control layer that figures use unless another is named."""

BORDER_MISMATCH_DEGREES = 0.02
"""Width up to which two drawings of one border differ: 1.5 km west to east, 2.2 km to the north.

The shipped borders run up to 1.4 km off the full 1:10m lines; see geodata/provenance.toml.
"""


@dataclass(frozen=True)
class ControlLayer:
    """Territory that Russia holds on a date.

    Attributes
    ----------
    held
        Valid polygon or multipolygon in EPSG:4326, inside the boundary layer's territory.
    date
        The day that the layer describes, from its source and never from the clock.
    source
        One sentence for captions.
    kind
        "assessed", or "claimed" where a side's claims are drawn.
    outside_km2
        What the file drew outside every region (coast, lagoons, the far side of the border) and
        was left out of `held`, geodesic km2.
    legs
        The line of contact in pieces with column precision_km, for the bands of areas; None
        where the source does not say how precise its line is.
    """

    held: shapely.Geometry
    date: dt.date
    source: str
    kind: str = "assessed"
    outside_km2: float = 0.0
    legs: gpd.GeoDataFrame | None = None


def embedded_dates() -> list[dt.date]:
    """Return the dates of the shipped control layers, oldest first.

    Examples
    --------
    >>> [date.isoformat() for date in embedded_dates()]
    ['2022-02-23', '2025-08-16']
    """
    return sorted(
        dt.date.fromisoformat(path.stem) for path in seeds("lines").glob("????-??-??.csv")
    )


@cache
def embedded_layer(date: dt.date = BASELINE_DATE) -> ControlLayer:
    """Build the shipped control layer of a date.

    Parameters
    ----------
    date
        One of `embedded_dates`.

    Raises
    ------
    UnknownNameError
        When no layer of that date is shipped.

    Examples
    --------
    >>> layer = embedded_layer(dt.date(2025, 8, 16))
    >>> layer.date.isoformat(), layer.kind
    ('2025-08-16', 'assessed')
    """
    path = seeds(f"lines/{date.isoformat()}.csv")
    if not path.is_file():
        raise UnknownNameError(
            f"no control layer of {date.isoformat()} is shipped",
            where=str(seeds("lines")),
            expected=", ".join(known.isoformat() for known in embedded_dates()),
            found=date.isoformat(),
            remedy="use one of these dates, or bring a layer of that day with --control FILE",
        )
    about = read_toml(path.with_suffix(".toml"))
    rows = read_line(path)
    return ControlLayer(
        held=held_territory(rows, load_boundaries(), where=str(path)),
        date=date,
        source=about["source"],
        kind=about.get("kind", "assessed"),
        legs=contact_legs(rows, load_boundaries(), where=str(path)),
    )


def read_layer(
    path: Path, boundaries: BoundaryLayer, *, date: dt.date | None = None
) -> ControlLayer:
    """Read a control layer from a vector file (GeoJSON, GeoPackage, shapefile ...).

    Parameters
    ----------
    path
        A file whose polygons, in EPSG:4326, are territory held by Russia; where there is a
        column held_by, the rows with RU are.
    boundaries
        What the layer is clipped to; the rest is measured as `outside_km2`.
    date
        The layer's day, where no column date says it.

    Raises
    ------
    InputError
        When the file is no vector file, holds no polygon, or gives no date.
    CRSError
        When it is in another reference system.
    GeometryError
        When a polygon is empty, invalid, or all lies outside Ukraine.
    """
    frame = _read_polygons(path)
    if "held_by" in frame.columns:
        frame = _held_rows(frame, path)
    drawn = shapely.union_all(frame.geometry.to_numpy())
    held = polygons_of(drawn.intersection(boundaries.territory))
    if held.is_empty:
        raise GeometryError(
            "the layer holds nothing of Ukraine",
            where=str(path),
            expected="polygons in degrees, longitude before latitude, inside Ukraine",
            found="bounds " + " ".join(f"{value:.2f}" for value in drawn.bounds),
            remedy="check the order of the coordinates and the reference system",
        )
    outside = geodesic_km2([polygons_of(drawn.difference(boundaries.territory))])
    return ControlLayer(
        held=held,
        date=date or _date_in(frame, path),
        source=_text_in(frame, "source") or path.name,
        kind=_text_in(frame, "kind") or "assessed",
        outside_km2=float(outside[0]),
    )


def _read_polygons(path: Path) -> gpd.GeoDataFrame:
    if not path.is_file():
        raise InputError(
            "the file does not exist", where=str(path), remedy="check the name and the folder"
        )
    try:
        layers = [name for name, _ in pyogrio.list_layers(path)]
        frame = pyogrio.read_dataframe(path, layer=layers[0], datetime_as_string=True)
    except (RuntimeError, ValueError, shapely.errors.ShapelyError) as error:
        # pyogrio's own errors are RuntimeErrors; a date or ring that is none gives the others
        raise InputError(
            "the file cannot be read as a vector layer",
            where=str(path),
            expected="GeoJSON, GeoPackage, shapefile or another format that GDAL reads",
            found=str(error).splitlines()[0],
            remedy="export the layer again, as GeoJSON say",
        ) from error
    if len(layers) > 1:
        raise InputError(
            "the file has more than one layer",
            where=str(path),
            expected="one layer, the territory that Russia holds",
            found=", ".join(layers),
            remedy="export that layer into a file of its own",
        )
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise InputError(
            "the layer has no features",
            where=str(path),
            expected="at least one polygon",
            remedy="export the layer again",
        )
    require_wgs84(frame.crs, str(path))
    _check_geometries(frame, path)
    return frame


def _check_geometries(frame: gpd.GeoDataFrame, path: Path) -> None:
    for position, shape in enumerate(frame.geometry, start=1):
        if shape is None or shape.is_empty:
            found = "an empty geometry"
        elif shape.geom_type not in ("Polygon", "MultiPolygon"):
            found = f"a {shape.geom_type}"
        elif not shape.is_valid:
            found = shapely.is_valid_reason(shape)
        else:
            continue
        raise GeometryError(
            "a feature of the layer is not a usable polygon",
            where=f"{path}, feature {position}",
            expected="a valid Polygon or MultiPolygon",
            found=found,
            remedy="remove or repair that feature (QGIS: Fix geometries)",
        )


def _held_rows(frame: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    unknown = sorted(set(_texts(frame, "held_by")) - {"RU", "UA"})
    if unknown or not (frame["held_by"] == "RU").any():
        raise InputError(
            "the column held_by does not say what Russia holds",
            where=str(path),
            expected="RU (and UA) in the column held_by, RU at least once",
            found=", ".join(unknown) or "only UA",
            remedy="name the holders RU and UA",
        )
    return frame[frame["held_by"] == "RU"]


def _texts(frame: gpd.GeoDataFrame, column: str) -> list[str]:
    if column not in frame.columns:
        return []
    return ["(empty)" if pd.isna(value) else str(value) for value in frame[column]]


def _text_in(frame: gpd.GeoDataFrame, column: str) -> str:
    if column not in frame.columns or frame[column].isna().all():
        return ""
    return str(frame[column].dropna().iloc[0])


def _date_in(frame: gpd.GeoDataFrame, path: Path) -> dt.date:
    dates = sorted(set(_texts(frame, "date")))
    text = dates[0][:10] if len(dates) == 1 else " ".join(dates)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            "the layer does not say its date",
            where=str(path),
            expected="a column date such as 2025-08-16, the same in each row",
            found=repr(text) if dates else "no such column",
            remedy="add the column, or name the day with --control-date",
        ) from error


def layer_frame(layer: ControlLayer) -> gpd.GeoDataFrame:
    """Return a control layer as a table of one row, ready to be written to a file.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns held_by, date, source, kind and geometry in EPSG:4326.
    """
    return gpd.GeoDataFrame(
        {
            "held_by": ["RU"],
            "date": [layer.date.isoformat()],
            "source": [layer.source],
            "kind": [layer.kind],
        },
        geometry=[layer.held],
        crs=WGS84,
    )


def line_of_contact(layer: ControlLayer, boundaries: BoundaryLayer) -> shapely.Geometry:
    """Derive the line of contact: where held territory and the rest of Ukraine meet.

    A layer drawn against another border leaves slivers of the rest between itself and the border
    of `boundaries`; their edge is the border, not the line, and is left out.

    Returns
    -------
    shapely.Geometry
        MultiLineString (or LineString) in EPSG:4326.
    """
    rest = boundaries.territory.difference(layer.held)
    shared = shapely.get_parts(layer.held.boundary.intersection(rest.boundary))
    lines = shared[shapely.get_type_id(shared) == shapely.GeometryType.LINESTRING]
    contact = shapely.intersection(shapely.multilinestrings(lines), _without_slivers(rest))
    return shapely.line_merge(contact) if contact.geom_type == "MultiLineString" else contact


def _without_slivers(rest: shapely.Geometry) -> shapely.Geometry:
    """The rest and a little around it, but for where it is thinner than a border mismatch.

    Shrunk by half that width, then grown by half as much again, so that corners are kept.
    """
    core = shapely.buffer(rest, -BORDER_MISMATCH_DEGREES / 2, quad_segs=4)
    return shapely.buffer(core, 0.75 * BORDER_MISMATCH_DEGREES, quad_segs=4)
