"""Make the 27 regions of Ukraine and the land around them from one Natural Earth layer.

Both come from the same coverage, so the edge of the backdrop is the border of Ukraine,
vertex by vertex.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from .errors import BuildError
from .names import COUNTRY_NAMES, REGION_BY_FIPS
from .writing import round_coordinates

FRAME = shapely.box(17, 41, 46, 57)
"""What the maps can show around Ukraine: longitude 17 to 46, latitude 41 to 57."""


def read_admin(path: Path) -> gpd.GeoDataFrame:
    """Read the first-level units in the frame, with rounded vertices and their region.

    Column ``region`` is empty outside Ukraine. Natural Earth's default point of view files
    Crimea and Sevastopol under Russia; their FIPS codes (UP11, UP20) stay Ukraine's, and
    the FIPS code is what decides here.
    """
    admin = gpd.read_file(path, layer="states_provinces", bbox=FRAME.bounds)
    admin = admin[["iso_a2", "fips", "geometry"]]
    admin["region"] = admin["fips"].map(REGION_BY_FIPS)
    admin["geometry"] = admin.geometry.map(round_coordinates)
    return admin


def select_regions(admin: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the 27 regions, sorted, as a coverage without gaps or overlaps."""
    regions = admin.loc[admin["region"].notna(), ["region", "geometry"]]
    regions = regions.sort_values("region", ignore_index=True)
    check_codes(regions, admin)
    check_coverage(regions)
    return regions


def check_codes(regions: gpd.GeoDataFrame, admin: gpd.GeoDataFrame) -> None:
    """Raise unless every code occurs once and no unit of Ukraine was left behind."""
    missing = sorted(set(REGION_BY_FIPS.values()) - set(regions["region"]))
    twice = sorted(regions.loc[regions["region"].duplicated(), "region"])
    uncoded = sorted(admin.loc[(admin["iso_a2"] == "UA") & admin["region"].isna(), "fips"])
    if missing or twice or uncoded:
        raise BuildError(
            "layer states_provinces of world_map.gpkg does not give Ukraine's regions",
            "27 rows, FIPS codes UP01 to UP27, each once",
            f"missing {missing}, twice {twice}, without a code {uncoded}",
            "compare the layer with REGION_BY_FIPS in tools/geodata/steps/names.py",
        )


def check_coverage(regions: gpd.GeoDataFrame) -> None:
    """Raise if a region is invalid, two overlap, or a hole opens inside Ukraine."""
    invalid = sorted(regions.loc[~regions.is_valid, "region"])
    shapes = regions.geometry.array
    whole = shapely.union_all(shapes)
    holes = sum(shapely.get_num_interior_rings(part) for part in shapely.get_parts(whole))
    if invalid or holes or not shapely.coverage_is_valid(shapes):
        raise BuildError(
            "the regions are not a clean coverage after rounding",
            "valid polygons that share their edges, no hole",
            f"invalid {invalid}, {holes} holes, edges shared:"
            f" {bool(shapely.coverage_is_valid(shapes))}",
            "raise DECIMALS in tools/geodata/steps/writing.py, or mend the polygons named",
        )


def select_neighbours(admin: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the land of the countries around Ukraine, clipped to the frame.

    Only whole polygons of the same coverage are joined: nothing is simplified, so neither
    a gap nor an overlap with Ukraine can arise.
    """
    around = admin[admin["region"].isna()]
    rows = []
    for code, units in around.groupby("iso_a2", sort=True):
        clipped = shapely.intersection(shapely.coverage_union_all(units.geometry.array), FRAME)
        polygons = [part for part in shapely.get_parts(clipped) if part.geom_type == "Polygon"]
        if polygons:
            rows.append(name_country(str(code), shapely.multipolygons(polygons)))
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=admin.crs)


def name_country(code: str, geometry: shapely.MultiPolygon) -> dict[str, object]:
    """Return a country's row with its names."""
    if code not in COUNTRY_NAMES:
        raise BuildError(
            f"country {code} in the frame has no name",
            "an entry in COUNTRY_NAMES",
            "none",
            "add it in tools/geodata/steps/names.py",
        )
    name_en, name_uk = COUNTRY_NAMES[code]
    return {"country": code, "name_en": name_en, "name_uk": name_uk, "geometry": geometry}
