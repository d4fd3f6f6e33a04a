"""Files that are no control layer, though they look like one: the regions, or the whole country."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError, InputError
from whoholds.importers.regions.matching import (
    CODE_COLUMNS,
    NAME_COLUMNS,
    is_district,
    region_of_code,
    region_of_name,
)
from whoholds.importers.remarks import cell_text
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note, Place

MOST_REGIONS = 10
"""Held land lies in fewer regions: features named after more of them are the regions themselves."""

MOST_SHARE = 0.9
"""Of Ukraine, that no control layer reaches."""


def refuse_regions(frame: gpd.GeoDataFrame, place: Place) -> None:
    """Refuse a file whose features are named after regions or districts.

    Raises
    ------
    InputError
        When features are named after more than `MOST_REGIONS` regions, or twice as many districts.
    """
    regions: set[str] = set()
    districts = 0
    for name in frame.columns:
        if str(name).lower() not in (*CODE_COLUMNS, *NAME_COLUMNS):
            continue
        texts = {cell_text(value) for value in frame[name].array}
        regions |= {region_of_code(text) or region_of_name(text) or "" for text in texts} - {""}
        districts = max(districts, sum(map(is_district, texts)))
    if len(regions) > MOST_REGIONS or districts > 2 * MOST_REGIONS:
        found = (
            Note.of("named.districts", count=len(frame), number=districts)
            if districts > len(regions)
            else Note.of("named.regions", count=len(frame), number=len(regions))
        )
        choice = Note.of("choice.regions")
        raise InputError.of("file_of_regions", place, found=found, choice=choice)


def refuse_country(inside: BaseGeometry, boundaries: BoundaryLayer, place: Place) -> None:
    """Refuse held territory that is nearly all of Ukraine.

    Raises
    ------
    GeometryError
        When it is more than `MOST_SHARE` of it.
    """
    held_km2, whole_km2 = geodesic_km2([inside, boundaries.territory])
    if held_km2 > MOST_SHARE * whole_km2:
        raise GeometryError.of(
            "whole_country",
            place,
            held=float(held_km2),
            whole=float(whole_km2),
            share=float(held_km2 / whole_km2),
            column=Note.of("choice.held_column"),
            regions=Note.of("choice.regions_file"),
        )
