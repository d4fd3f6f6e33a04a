"""The tracts of an evaluation for a geographic information system: one row each, with its shape."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from whoholds.figures.areas import told_by_zone
from whoholds.ground.outputs import date_package, write_vector
from whoholds.maps.qgis_style import write_style
from whoholds.proposals.evaluation import Evaluation
from whoholds.proposals.tracts import tract_shapes
from whoholds.telling.layers import licence_in, precision_in
from whoholds.words.reader import ENGLISH
from whoholds.words.text import columns


def zones_frame(evaluation: Evaluation) -> gpd.GeoDataFrame:
    """Return every tract with all that is known of it, ready for a geographic information system.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326, one row a tract: zone (region/held_by/part), the columns of `told_by_zone`,
        name_en and name_uk of the region; and in each row the same proposal, reading and
        `provenance_columns`. band_km2 is empty where the line's precision is not known, and where
        the band exceeds the area; less_than_km2 then says what the area is below.
    """
    zones = evaluation.zones
    boundaries = zones.boundaries
    table = told_by_zone(evaluation)
    names = boundaries.regions.loc[table["region"], columns("name")].reset_index(drop=True)
    table = table.join(names).assign(
        band_km2=pd.to_numeric(table["band_km2"]).astype(float),
        less_than_km2=pd.to_numeric(table["less_than_km2"]).astype(float),
        proposal=evaluation.proposal.id,
        reading=evaluation.reading.id,
        **provenance_columns(evaluation),
    )
    shapes = tract_shapes(evaluation)
    table.insert(0, "zone", shapes.index.to_numpy())
    return gpd.GeoDataFrame(table, geometry=shapes.to_numpy(), crs=shapes.crs)


def provenance_columns(evaluation: Evaluation) -> dict[str, str]:
    """Return where the figures of an evaluation are from, as columns that every row has alike.

    Returns
    -------
    dict
        control_date, control_source, control_kind, control_precision, control_licence,
        control_retrieved and control_sha256 ("" where nobody says it), boundary_source and
        boundary_licence; in English.
    """
    control, boundaries = evaluation.zones.control, evaluation.zones.boundaries
    about = control.provenance
    return {
        "control_date": control.date.isoformat(),
        "control_source": control.source,
        "control_kind": control.kind,
        "control_precision": precision_in(control, ENGLISH),
        "control_licence": licence_in(about, ENGLISH),
        "control_retrieved": about.retrieved.isoformat() if about.retrieved else "",
        "control_sha256": about.sha256,
        "boundary_source": boundaries.source,
        "boundary_licence": boundaries.licence,
    }


def write_zones(evaluation: Evaluation, path: Path) -> None:
    """Write `zones_frame` in the format of the suffix; the same bytes for the same evaluation.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    driver = "FlatGeobuf" if path.suffix == ".fgb" else None
    write_vector(zones_frame(evaluation), path, driver)
    if path.suffix == ".gpkg":
        day, sides = evaluation.zones.control.date, evaluation.zones.sides
        reader = evaluation.zones.known.reader(ENGLISH.language)
        write_style(path, path.stem, sides, reader, day)
        date_package(path, day)
