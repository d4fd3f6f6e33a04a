"""The files that a reader can take home: the map as HTML, SVG or PNG, the zones, the tables.

Each comes as bytes, so that the dashboard can hand it out and the command line can write it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd

from whoholds.control import ControlLayer, embedded_dates, embedded_layer
from whoholds.errors import InputError
from whoholds.evaluation import Evaluation
from whoholds.outputs import replacing, write_vector
from whoholds.proposals import Catalogue
from whoholds.statistics import by_region, by_zone

MAP_FORMS = ("html", "svg", "png")
ZONE_FORMS = ("geojson", "gpkg", "csv")

MEDIA_TYPES = {
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}
"""What a server calls each form."""


def map_file(
    evaluation: Evaluation,
    catalogue: Catalogue,
    form: str,
    language: str = "en",
    theme: str = "light",
    width: int | None = None,
) -> bytes:
    """Return the map of an evaluation as a file.

    Parameters
    ----------
    evaluation
        What the map shows; the page opens at it.
    catalogue
        The page's other proposals, and what the source ids refer to.
    form
        One of `MAP_FORMS`.
    language
        "en" or "uk".
    theme
        "light" or "dark"; the page takes its reader's own.
    width
        Of the PNG, in pixels; None for 2000.

    Returns
    -------
    bytes
        The same for the same arguments.

    Raises
    ------
    InputError
        When the form is none of them.
    UnknownNameError
        When there is no such language or theme.
    """
    _require(form, MAP_FORMS)
    if form == "html":
        from whoholds.maps.build import build_map, render

        names = evaluation.proposal.id, evaluation.reading.id
        page = render(build_map(catalogue, evaluation.zones, *names, language))
        return page.encode("utf-8")
    from whoholds.maps.print import PIXELS, map_png, map_svg

    if form == "svg":
        return map_svg(evaluation, catalogue.sources, language, theme)
    return map_png(evaluation, catalogue.sources, language, theme, width or PIXELS)


def zones_file(evaluation: Evaluation, form: str) -> bytes:
    """Return the zones of an evaluation with their statuses and areas as a file.

    Parameters
    ----------
    evaluation
        Whose zones.
    form
        One of `ZONE_FORMS`; "csv" is the table of `whoholds.statistics.by_zone`, the others are
        `zones_frame`.

    Returns
    -------
    bytes
        The same for the same arguments.

    Raises
    ------
    InputError
        When the form is none of them.

    Examples
    --------
    >>> from whoholds.workbench import evaluate_proposal
    >>> zones_file(evaluate_proposal("putin-2024"), "csv")[:19]
    b'region,held_by,part'
    """
    _require(form, ZONE_FORMS)
    if form == "csv":
        return _csv(by_zone(evaluation))
    with tempfile.TemporaryDirectory(prefix="whoholds-") as folder:
        path = Path(folder, f"zones.{form}")
        write_vector(zones_frame(evaluation), path)
        if form == "gpkg":
            _date_package(path, evaluation.zones.control)
        return path.read_bytes()


def regions_csv(evaluation: Evaluation) -> bytes:
    """Return the table of `whoholds.statistics.by_region` as CSV."""
    return _csv(by_region(evaluation))


def zones_frame(evaluation: Evaluation) -> gpd.GeoDataFrame:
    """Return every zone with all that is known of it, ready for a geographic information system.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326, one row a zone: zone (its id), the columns of `by_zone`, name_en and name_uk
        of the region; and in each row the same proposal, reading, control_date, control_source,
        control_kind, control_licence, boundary_source and boundary_licence. band_km2 is empty
        where the line's precision is not known.
    """
    zones = evaluation.zones
    control, boundaries = zones.control, zones.boundaries
    table = by_zone(evaluation)
    names = boundaries.regions.loc[table["region"], ["name_en", "name_uk"]].reset_index(drop=True)
    table = table.join(names).assign(
        band_km2=pd.to_numeric(table["band_km2"]).astype(float),
        proposal=evaluation.proposal.id,
        reading=evaluation.reading.id,
        control_date=control.date.isoformat(),
        control_source=control.source,
        control_kind=control.kind,
        control_licence=_licence(control),
        boundary_source=boundaries.source,
        boundary_licence=boundaries.licence,
    )
    table.insert(0, "zone", zones.frame.index.to_numpy())
    shapes = zones.frame.geometry.to_numpy()
    return gpd.GeoDataFrame(table, geometry=shapes, crs=zones.frame.crs)


def file_name(evaluation: Evaluation, form: str, table: str = "") -> str:
    """Return a name that says what is in the file.

    Parameters
    ----------
    evaluation
        What is in it.
    form
        One of `MEDIA_TYPES`.
    table
        "regions" for the table of regions.

    Examples
    --------
    >>> from whoholds.workbench import evaluate_proposal
    >>> file_name(evaluate_proposal("putin-2024"), "csv", "regions")
    'putin-2024_stated_2025-08-16_regions.csv'
    """
    parts = [evaluation.proposal.id, evaluation.reading.id, str(evaluation.zones.control.date)]
    return "_".join([*parts, *([table] if table else [])]) + f".{form}"


def form_of(path: Path, forms: tuple[str, ...]) -> str:
    """Return the form that a file name's suffix asks for.

    Raises
    ------
    InputError
        When it asks for none of them, with the suffixes that there are.
    """
    form = path.suffix.lower().removeprefix(".")
    _require(form, forms, str(path), path.suffix)
    return form


def save(content: bytes, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written; what was there before stays.
    """
    with replacing(path) as draft:
        draft.write_bytes(content)


def _require(form: str, forms: tuple[str, ...], where: str = "form", found: str = "") -> None:
    if form not in forms:
        suffixes = [f".{name}" for name in forms]
        raise InputError(
            "the format of the file is not known",
            where=where,
            expected=", ".join(suffixes),
            found=found or form or "no suffix",
            remedy=f"end the name with {', '.join(suffixes[:-1])} or {suffixes[-1]}",
        )


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _licence(control: ControlLayer) -> str:
    """The shipped layers have the project's licence; what others allow, their source says."""
    shipped = control.date in embedded_dates()
    ours = shipped and embedded_layer(control.date).source == control.source
    return "MIT (whoholds)" if ours else "as its source says"


def _date_package(path: Path, control: ControlLayer) -> None:
    """Date a GeoPackage by its control layer and not by the clock, so that bytes repeat."""
    database = sqlite3.connect(path)
    with database:
        stamp = f"{control.date.isoformat()}T00:00:00.000Z"
        database.execute("UPDATE gpkg_contents SET last_change = ?", (stamp,))
    database.close()
