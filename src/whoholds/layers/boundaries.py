"""The boundary layer: polygons of a territory's regions with their official figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pandera.pandas as pa
import shapely
from shapely.geometry.base import BaseGeometry

from whoholds.geometry.areas import geodesic_km2, require_wgs84
from whoholds.geometry.shapes import read_shapes
from whoholds.ground.errors import GeometryError, InputError, UnknownNameError
from whoholds.ground.forms import NOTHING
from whoholds.ground.intact import Geodata
from whoholds.ground.tables import DAY, in_each_language, text_columns
from whoholds.vocabulary.columns import region_column
from whoholds.vocabulary.sides import Sides
from whoholds.vocabulary.territory import Territory
from whoholds.words.saying import Note, Place
from whoholds.words.text import by_suffix, columns

REGIONS_FILE = "regions.geojson"
"""The polygons of the regions, in a folder of geodata."""


def regions_schema(territory: Territory) -> pa.DataFrameSchema:
    """Return what the table of regions must be."""
    return pa.DataFrameSchema(
        {
            "region": region_column(territory),
            "kind": pa.Column(str, pa.Check.isin(["oblast", "autonomous_republic", "city"])),
            **text_columns("name"),
            "official_km2": pa.Column(float, pa.Check.gt(0), description="form.official_km2"),
            "area_source": pa.Column(str),
            "population": pa.Column(int, pa.Check.gt(0), description="form.residents"),
            "population_date": pa.Column(DAY),
            "population_source": pa.Column(str),
        },
        unique=["region"],
        coerce=True,
        strict=True,
    )


@dataclass(frozen=True, eq=False)
class BoundaryLayer:
    """Polygons of the regions with names and official areas; compared by identity.

    Attributes
    ----------
    regions
        One row a region, indexed and sorted by its ISO 3166-2 code, in EPSG:4326; columns
        name_en, name_uk, kind, area_km2 (geodesic, of the polygon), official_km2,
        population, population_date, geometry.
    about
        The territory that the regions make up, and whose it is.
    source, licence, scale, point_of_view
        Provenance of the polygons, for captions.
    captions
        Source, scale and licence in Ukrainian; "" where the layer has none.
    """

    regions: gpd.GeoDataFrame
    about: Territory
    source: str
    licence: str = ""
    scale: str = ""
    point_of_view: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)

    @property
    def sides(self) -> Sides:
        """Whose recognised territory it is, and who holds a part of it."""
        return self.about.sides

    @cached_property
    def territory(self) -> BaseGeometry:
        """The regions together: the country within its internationally recognised border."""
        return shapely.union_all(self.regions.geometry.to_numpy())

    @cached_property
    def ground(self) -> str:
        """Fingerprint of coast and border, to the last vertex."""
        return hashlib.sha256(shapely.to_wkb(shapely.normalize(self.territory))).hexdigest()

    @cached_property
    def area_km2(self) -> float:
        """Area of all regions' polygons in km2: the denominator of shares of the country.

        Examples
        --------
        >>> from whoholds.desk import opened
        >>> regions = opened().country.boundaries
        >>> 590_000 < regions.area_km2 < regions.about.official_km2
        True
        """
        return float(self.regions["area_km2"].sum())

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """Both areas of every region, by its code: region_area_km2 and region_official_km2."""
        both = self.regions[["area_km2", "official_km2"]]
        return pd.DataFrame(both).add_prefix("region_")

    def names(self, language: str) -> dict[str, str]:
        """Return the name of every region in a language, by its code.

        Examples
        --------
        >>> from whoholds.desk import load_boundaries
        >>> load_boundaries().names("uk")["UA-30"]
        'м. Київ'
        """
        return dict(zip(self.regions.index, self.regions[f"name_{language}"], strict=True))

    def require_region(self, region: str, where: Place | str) -> None:
        """Raise `UnknownNameError` unless `region` is one of the layer's codes."""
        if region not in self.regions.index:
            raise unknown_region(region, self.regions.index, where)


def unknown_region(region: str, codes: Iterable[str], where: Place | str) -> UnknownNameError:
    """Return the error of a code that is none of those known."""
    return UnknownNameError.of("region.unknown", where, name=region, known=tuple(codes))


def make_boundaries(
    polygons: gpd.GeoDataFrame, facts: pd.DataFrame, about: Territory, **provenance: Any
) -> BoundaryLayer:
    """Join polygons with the table of regions, by code, one to one.

    Parameters
    ----------
    polygons
        Column region and geometry in EPSG:4326, one row a region.
    facts
        The table of seeds/regions.csv (`regions_schema`).
    about
        The territory that they make up.
    **provenance
        source, licence, scale, point_of_view, captions.

    Raises
    ------
    CRSError
        When the polygons are in another reference system.
    GeometryError
        When a polygon is empty or invalid.
    InputError
        When a region is missing, doubled or unknown on either side.
    """
    where = str(provenance.get("source", "boundary layer"))
    require_wgs84(polygons.crs, where)
    _check_keys(polygons["region"], facts["region"], where)
    _check_polygons(polygons, where)
    taken = [
        "region",
        "kind",
        *columns("name"),
        "official_km2",
        "population",
        "population_date",
    ]
    known = in_each_language(facts, "name")
    joined = polygons[["region", "geometry"]].merge(
        known[taken], on="region", how="inner", validate="one_to_one"
    )
    joined = joined.set_index("region").sort_index()
    joined["area_km2"] = geodesic_km2(joined.geometry)
    return BoundaryLayer(regions=joined, about=about, **provenance)


def _check_keys(drawn: pd.Series, listed: pd.Series, where: str) -> None:
    doubled = sorted(set(drawn[drawn.duplicated()]))
    missing, unknown = sorted(set(listed) - set(drawn)), sorted(set(drawn) - set(listed))
    if doubled or missing or unknown:
        faults = (
            Note.of("regions.doubled", names=tuple(doubled)) if doubled else None,
            Note.of("regions.missing", names=tuple(missing)) if missing else None,
            Note.of("regions.unknown", names=tuple(unknown)) if unknown else None,
        )
        raise InputError.of("regions.keys", where, found=tuple(filter(None, faults)))


def _check_polygons(polygons: gpd.GeoDataFrame, where: str) -> None:
    shapes = polygons.geometry.to_numpy()
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    bad = empty | ~shapely.is_valid(shapes)
    if bad.any():
        position = int(np.flatnonzero(bad)[0])
        place = Place(where).at(region=str(polygons["region"].iloc[position]))
        found = NOTHING if empty[position] else shapely.is_valid_reason(shapes[position])
        raise GeometryError.of("region.broken", place, found=found)


def read_boundaries(geodata: Geodata, facts: pd.DataFrame, about: Territory) -> BoundaryLayer:
    """Read the boundaries of a folder of geodata.

    Parameters
    ----------
    geodata
        With a file regions.geojson.
    facts
        The table of seeds/regions.csv (`regions_schema`).
    about
        The territory that they make up.

    Returns
    -------
    BoundaryLayer
        In EPSG:4326. Of the shipped ones, Natural Earth 1:10m, the limits of Kyiv and Sevastopol
        are the project's own drawing (`whoholds.layers.city_limits`).

    Raises
    ------
    WhoholdsError
        As `make_boundaries` does.
    """
    polygons = read_shapes(geodata.intact(REGIONS_FILE), ["region"])
    known = geodata.recorded.get(REGIONS_FILE, {})
    names = ("source", "licence", "scale", "point_of_view")
    said = {name: known[name] for name in names if name in known}
    said = {"source": REGIONS_FILE, **said}
    captions = by_suffix(known, "caption")
    return make_boundaries(polygons, facts, about, captions=captions, **said)
