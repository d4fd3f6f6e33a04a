"""What a file offers to choose from, for those who choose before they import: no import is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from whoholds.importers.land.days import days_of
from whoholds.importers.open.reading import layer_names, open_file
from whoholds.importers.remarks import cell_text

MOST_VALUES = 50
"""A column with more values than this tells features apart; it does not say who holds them."""


@dataclass(frozen=True)
class Column:
    """A column of a layer.

    Attributes
    ----------
    name
        As `--held-field` takes it.
    values
        Its different values in the order of the alphabet, as `--held-value` takes them; without
        any where there are more than `MOST_VALUES`.
    count
        How many different values there are.
    """

    name: str
    values: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Offer:
    """What of a file can be chosen in an import.

    Attributes
    ----------
    layers
        Names as `--layer` takes them; none where the file has one layer alone.
    columns
        Columns of the layer that was looked at; none before one of several was named.
    days
        The days that the rows are of, as `--date` takes them; none where they say none.
    crs
        Name of the reference system; None where the file does not say it, so that `--crs` has to.
    is_wgs84
        Whether that is longitude and latitude on WGS84; another one needs `--reproject`.
    """

    layers: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    days: tuple[dt.date, ...] = ()
    crs: str | None = None
    is_wgs84: bool = False


def offer_of(path: str | Path, layer: str | None = None, date: dt.date | None = None) -> Offer:
    """Say what of a file can be chosen.

    Parameters
    ----------
    path
        A file that `whoholds.importers.layer.import_layer` takes.
    layer
        Which of its layers to look at, where it has several.
    date
        The day that was named, which chooses among the layers of several days.

    Raises
    ------
    InputError
        When the file cannot be read, or has no such layer.

    Examples
    --------
    >>> import tempfile
    >>> import geopandas as gpd, shapely
    >>> where = [shapely.Point(31, 48)] * 2
    >>> frame = gpd.GeoDataFrame({"who": ["ru", "ua"]}, geometry=where, crs="EPSG:4326")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     frame.to_file(Path(folder, "mine.geojson"))
    ...     offer = offer_of(Path(folder, "mine.geojson"))
    >>> offer.layers, offer.columns[0].name, offer.columns[0].values, offer.is_wgs84
    ((), 'who', ('ru', 'ua'), True)
    """
    names = layer_names(Path(path))
    if layer is None and date is None and len(names) > 1:
        return Offer(names)
    raw = open_file(Path(path), layer, date)
    crs = raw.frame.crs
    return Offer(
        layers=names if len(names) > 1 else (),
        columns=tuple(_columns(raw.frame)),
        days=tuple(days_of(raw.frame)),
        crs=None if crs is None else crs.name,
        is_wgs84=crs is not None and crs.to_2d().equals("EPSG:4326", ignore_axis_order=True),
    )


def _columns(frame: gpd.GeoDataFrame) -> list[Column]:
    columns = []
    for name in frame.columns:
        if name == frame.geometry.name:
            continue
        values = sorted({cell_text(value) for value in frame[name].array})
        shown = tuple(values) if len(values) <= MOST_VALUES else ()
        columns.append(Column(str(name), shown, len(values)))
    return columns
