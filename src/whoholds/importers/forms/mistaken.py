"""Files that are no control layer, though they look like one: the regions, or the whole country."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError, InputError
from whoholds.importers.regions.matching import (
    CODE_COLUMNS,
    NAME_COLUMNS,
    Naming,
)
from whoholds.importers.remarks import cell_text
from whoholds.layers.boundaries import BoundaryLayer
from whoholds.words.saying import Note, Place

MOST_REGIONS = 10
"""Held land lies in fewer regions, and not in all: features named after more are the regions."""

MOST_SHARE = 0.9
"""Of the country, that no control layer reaches."""


def refuse_regions(
    frame: gpd.GeoDataFrame, boundaries: BoundaryLayer, naming: Naming, place: Place
) -> None:
    """Refuse a file whose features are named after regions or districts.

    Raises
    ------
    InputError
        When features are named after more than `MOST_REGIONS` regions, after all, or after twice as
        many districts.
    """
    regions: set[str] = set()
    districts = 0
    for name in frame.columns:
        if str(name).lower() not in (*CODE_COLUMNS, *NAME_COLUMNS):
            continue
        texts = {cell_text(value) for value in frame[name].array}
        coded = ((naming.region_of_code(text), naming.region_of_name(text)) for text in texts)
        regions |= {region for region in (code or name for code, name in coded) if region}
        districts = max(districts, sum(map(naming.is_district, texts)))
    most = max(min(MOST_REGIONS, len(boundaries.regions) - 1), 1)
    if len(regions) > most or districts > 2 * MOST_REGIONS:
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
