"""From a file to a control layer, with a report of everything that happened on the way."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.country.country import Country
from whoholds.geometry.polygons import polygons_of
from whoholds.ground.errors import GeometryError, WhoholdsError
from whoholds.ground.receipts import receipt_of, sha256_of
from whoholds.importers.doubts import dropped_warnings, missing_warnings
from whoholds.importers.forms import viina
from whoholds.importers.forms.detection import FORMS, form_of
from whoholds.importers.forms.form import Wanted
from whoholds.importers.forms.mistaken import refuse_country
from whoholds.importers.land.assembly import Placed, clip, gather, misplaced
from whoholds.importers.land.dates import days_in_names
from whoholds.importers.land.measures import held_by_name, km2_of, total_of
from whoholds.importers.land.placing import to_wgs84
from whoholds.importers.land.precision import COLUMN, precision_of
from whoholds.importers.land.settling import settle_day
from whoholds.importers.open.raw import Raw
from whoholds.importers.open.reading import open_file
from whoholds.importers.own import (
    is_own,
    legs_of,
    licence_of,
    own_shape,
    retrieved_of,
    said,
    sources_of,
)
from whoholds.importers.remarks import library_said, plain
from whoholds.importers.report import ImportReport
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.layers.control import ControlLayer
from whoholds.layers.provenance import Provenance
from whoholds.words.reader import LANGUAGES
from whoholds.words.saying import Note, Place
from whoholds.words.text import said_in_each
from whoholds.zones.slivers import Slivers, fit, sliver_km2


@dataclass(frozen=True)
class ImportResult:
    """A control layer and the report of its import."""

    layer: ControlLayer
    report: ImportReport


def import_layer(
    path: str | Path,
    boundaries: BoundaryLayer,
    country: Country | None = None,
    *,
    form: str | None = None,
    date: dt.date | None = None,
    held_field: str | None = None,
    held_value: str | Sequence[str] | None = None,
    layer: str | None = None,
    crs: str | None = None,
    reproject: bool = False,
    slivers: str = Slivers.COUNT,
    precision_km: float | None = None,
    licence: str | None = None,
) -> ImportResult:
    """Read a control layer from a file.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, GeoParquet, shapefile, KML, any of them in a ZIP or KMZ, or VIINA's
        JSON or CSV.
    boundaries
        What the layer is clipped to and measured by.
    country
        What else is known: points of settlements, for files without coordinates, and what was held
        at the beginning; None for nothing.
    form
        One of `whoholds.importers.forms.detection.FORMS`; None to tell it from the content.
    date
        The layer's day, where its data do not say it; which day, where they are of several.
    held_field, held_value
        For the generic form: which column, and which value or values in it, mean held by the
        holding side.
    layer
        Which layer of the file, where it has several.
    crs, reproject
        The reference system, where the file names none; and whether one other than EPSG:4326 may
        be reprojected.
    slivers
        "count": thin strips between the layer and coast or border take the side of the land behind
        them (`whoholds.zones.slivers`); "leave": they stay as the file draws them.
    precision_km
        How precise its line of contact is, for the bands of areas; None for the default of its
        form (`whoholds.importers.land.precision`).
    licence
        What the file allows, where its bringer knows it; None for what the file says itself or the
        note of its download does.

    Returns
    -------
    ImportResult
        The layer, `held` valid and inside the country, and its report.

    Raises
    ------
    InputError
        When the file cannot be read, its form is in doubt, or it gives no date or two.
    CRSError
        When its coordinates are in another reference system.
    GeometryError
        When nothing of what it draws is a polygon in the country.

    Examples
    --------
    >>> import tempfile
    >>> from whoholds.desk import boundary_layer
    >>> ring = "[[[37.0, 47.2], [38.0, 47.2], [38.0, 48.0], [37.0, 48.0], [37.0, 47.2]]]"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "mine_2025-08-16.geojson"
    ...     _ = file.write_text('{"type": "Polygon", "coordinates": ' + ring + "}")
    ...     result = import_layer(file, boundary_layer())
    >>> result.layer.date.isoformat(), round(result.report.area_km2)
    ('2025-08-16', 6689)
    """
    values = (held_value,) if isinstance(held_value, str) else tuple(held_value or ())
    options = Options(
        form, date, held_field, values, layer, crs, reproject=reproject,
        slivers=slivers, precision_km=precision_km, licence=licence,
    )  # fmt: skip
    result, faults = salvage_layer(path, boundaries, country, options)
    if result is None:
        raise faults[0]
    return result


@dataclass(frozen=True)
class Options:
    """What the caller asks of an import; see `import_layer`."""

    form: str | None = None
    date: dt.date | None = None
    held_field: str | None = None
    held_values: tuple[str, ...] = ()
    layer: str | None = None
    crs: str | None = None
    reproject: bool = False
    slivers: str = Slivers.COUNT
    precision_km: float | None = None
    licence: str | None = None


def salvage_layer(
    path: str | Path, boundaries: BoundaryLayer, country: Country | None, options: Options
) -> tuple[ImportResult | None, list[WhoholdsError]]:
    """Read a control layer from a file, or say everything that is wrong with it.

    Parameters
    ----------
    path, boundaries, country, options
        As for `import_layer`.

    Returns
    -------
    tuple
        The layer and its report, None where anything is wrong; and an error for every fault, as
        far as each can be looked for after the others.
    """
    faults: list[WhoholdsError] = []
    with _noting(faults):
        raw = open_file(Path(path), options.layer, options.date)
        form = form_of(raw, options.form, options.held_field)
        wanted = Wanted(
            boundaries, options.date, options.held_field, options.held_values, country=country
        )
        selection = form.select(raw, wanted)
    if faults:
        return None, faults
    with _noting(faults), _geometry_failures(raw.place):
        frame = to_wgs84(selection.frame, raw.place, crs=options.crs, reproject=options.reproject)
        faults += misplaced(frame, selection.verdicts, boundaries, raw.place)
        if not faults:
            pieces = gather(raw, frame, selection.verdicts)
    with _noting(faults):
        named = [] if form is viina.FORM else days_in_names(raw.file_names, "file_name")
        day = settle_day(selection.said, named, options.date, raw.place, boundaries.about.first_day)
    if faults:
        return None, faults
    with _noting(faults), _geometry_failures(raw.place):
        placed = clip(pieces, boundaries, raw.place)
        if selection.is_whole:
            refuse_country(placed.held, boundaries, raw.place)
        precision, basis = _precision(frame, form.name, options.precision_km)
        drawn, legs, astray = _drawn(raw, frame, placed, options)
        receipt = receipt_of(Path(path))
        about = Provenance(
            {**said_in_each(selection.source), **sources_of(frame)},
            day,
            licence_of(frame, options.licence, receipt),
            receipt.retrieved if receipt else retrieved_of(frame),
            sha256_of(Path(path)),
            kind=selection.kind,
            precision_km=None if legs is not None else precision,
        )
        ground = said(frame, "ground") if is_own(frame) else ""
        fitted = fit(ControlLayer(drawn, legs, about, ground), boundaries, options.slivers)
        counted = polygons_of(shapely.union(placed.held, fitted.slivers))
        other = counted if options.slivers == Slivers.LEAVE else placed.held
        regions = held_by_name(fitted.held, boundaries)
        report = ImportReport(
            file=plain(Path(path).name),
            form=form.name,
            date=day,
            source=selection.source,
            kind=selection.kind,
            read=len(frame) + len(raw.dropped),
            repaired=pieces.repaired,
            dropped=pieces.dropped,
            warnings=[
                *dropped_warnings(pieces.dropped),
                *missing_warnings(placed.held, boundaries, day, _first_of(country)),
            ],
            notes=[*selection.notes, *pieces.notes, *raw.notes, *astray],
            drawn_km2=km2_of(pieces.held),
            stated_km2=selection.stated_km2,
            overlap_km2=pieces.overlap_km2,
            outside_km2=placed.outside_km2,
            slivers=sliver_km2(fitted.slivers, boundaries),
            slivers_counted=options.slivers == Slivers.COUNT,
            contested_km2=placed.contested_km2,
            precision_km=precision,
            precision_basis=basis,
            regions=regions,
            denominator_km2=boundaries.area_km2,
            territory_km2=boundaries.about.official_km2,
            region_names={language: boundaries.names(language) for language in LANGUAGES},
            other_total=total_of(
                regions if fitted.slivers.is_empty else held_by_name(other, boundaries)
            ),
        )
        layer = ControlLayer(fitted.held, legs, about, boundaries.ground)
    return (None, faults) if faults else (ImportResult(layer, report), [])


def _precision(frame: gpd.GeoDataFrame, form: str, given: float | None) -> tuple[float | None, str]:
    """The line's precision and whose it is; of a layer of our own that has none, none."""
    if given is None and is_own(frame) and not said(frame, COLUMN):
        return None, "unknown"
    return precision_of(frame, FORMS[form].precision_km, given)


def _drawn(
    raw: Raw, frame: gpd.GeoDataFrame, placed: Placed, options: Options
) -> tuple[BaseGeometry, gpd.GeoDataFrame | None, list[Note]]:
    """Held land with its line and notes: as it was written where the file is one of our own."""
    if not is_own(frame):
        return placed.held, None, []
    held = own_shape(frame, placed.held, placed.outside_km2)
    if held is None:
        return placed.held, None, []
    legs, notes = legs_of(raw, held) if options.precision_km is None else (None, [])
    return held, legs, notes


def _first_of(country: Country | None) -> ControlLayer | None:
    """The earliest line of a country."""
    day = next(iter(country.lines), None) if country else None
    return country.lines[day] if country and day else None


@contextlib.contextmanager
def _noting(faults: list[WhoholdsError]) -> Iterator[None]:
    """Put an error with the others, and leave the block."""
    try:
        yield
    except WhoholdsError as error:
        faults.append(error)


@contextlib.contextmanager
def _geometry_failures(place: Place) -> Iterator[None]:
    """Say what the geometry library could not do."""
    try:
        yield
    except shapely.errors.GEOSException as error:
        if "bad_alloc" in str(error):
            raise MemoryError from error
        reason = library_said(error, 200)
        raise GeometryError.of("cannot_join", place, reason=reason) from error
