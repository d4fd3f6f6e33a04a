"""Areas against pyproj's geodesics and against the official figures."""

import pyproj
import pytest
import shapely

from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2

GEOD = pyproj.Geod(ellps="WGS84")
REGIONS = [
    *("UA-05", "UA-07", "UA-09", "UA-12", "UA-14", "UA-18", "UA-21", "UA-23", "UA-26"),
    *("UA-30", "UA-32", "UA-35", "UA-40", "UA-43", "UA-46", "UA-48", "UA-51", "UA-53"),
    *("UA-56", "UA-59", "UA-61", "UA-63", "UA-65", "UA-68", "UA-71", "UA-74", "UA-77"),
]
each_region = pytest.mark.parametrize("region", REGIONS)


def pyproj_km2(shape, step=0.002):
    """Area by pyproj, which draws edges as geodesics: edges are cut until that is the same."""
    dense = shapely.orient_polygons(shapely.segmentize(shape, step))
    areas = [GEOD.geometry_area_perimeter(part)[0] for part in shapely.get_parts(dense)]
    return sum(areas) / 1e6


def test_the_list_of_regions_is_the_shipped_one():
    assert list(load_boundaries().regions.index) == REGIONS


@each_region
def test_area_of_a_region_against_pyproj(region):
    shape = load_boundaries().regions.geometry[region]
    assert geodesic_km2([shape])[0] == pytest.approx(pyproj_km2(shape), rel=1e-6)


@pytest.mark.parametrize(
    "shape",
    [
        shapely.box(30, 46, 34, 50),
        shapely.box(30, 46, 34, 50) - shapely.box(31, 47, 33, 49),
        shapely.Polygon([(22, 48), (40, 49.9), (33.5, 44.4)]),
        shapely.box(33.0, 47.0, 33.0001, 47.0001),
        shapely.box(30, -10, 34, 10),
    ],
    ids=["square", "hole", "long edges", "ten metres", "over the equator"],
)
def test_area_of_a_shape_against_pyproj(shape):
    assert geodesic_km2([shape])[0] == pytest.approx(pyproj_km2(shape), rel=1e-6)


# The polygon's area against the official one. Borders of the 1:10m edition run up to 1.4 km off
# the true ones, which moves an oblast's area by up to 2 %. Beyond that there is a reason:
GENERALISED = 0.02
WIDER = {
    "UA-65": (0.09, "the official area counts the Dnipro estuary and sea bays"),
    "UA-48": (0.05, "the official area counts the Dnipro estuary"),
}


@each_region
def test_polygon_against_the_official_area(region):
    row = load_boundaries().regions.loc[region]
    tolerance, _ = WIDER.get(region, (GENERALISED, ""))
    assert row["area_km2"] == pytest.approx(row["official_km2"], rel=tolerance)


def test_a_wider_tolerance_is_still_needed():
    """An exception that no longer is one would hide a region that goes wrong."""
    regions = load_boundaries().regions
    off = (regions["area_km2"] / regions["official_km2"] - 1).abs()
    assert set(off.index[off > GENERALISED]) == set(WIDER)


def test_the_country_against_the_official_area():
    """Inland water, lagoons and limans that 1:10m leaves out are 0.7 % of the country."""
    regions = load_boundaries().regions
    assert regions["area_km2"].sum() == pytest.approx(regions["official_km2"].sum(), rel=0.01)
