import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import (
    GeometryCollection,
    LineString,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from tests.mistakes import mistake
from whoholds.geometry.areas import buffer_km, geodesic_km, geodesic_km2, require_wgs84
from whoholds.ground.errors import CRSError

SQUARE, FAR_SQUARE = box(30, 48, 32, 50), box(36, 48, 38, 50)
HOLE = box(30.5, 48.5, 31.5, 49.5)
ONE = float(geodesic_km2([SQUARE])[0])


def test_the_whole_ellipsoid():
    assert geodesic_km2([box(-180, -90, 180, 90)])[0] == pytest.approx(510_065_621.724, rel=2e-5)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (FAR_SQUARE, ONE),
        (SQUARE.reverse(), ONE),
        (SQUARE.difference(HOLE), ONE - float(geodesic_km2([HOLE])[0])),
        (MultiPolygon([SQUARE, FAR_SQUARE]), 2 * ONE),
        (GeometryCollection([SQUARE, LineString([(0, 0), (1, 1)]), Point(1, 1)]), ONE),
        (shapely.force_3d(SQUARE, 100.0), ONE),
        (Polygon(), 0.0),
        (MultiPolygon(), 0.0),
        (LineString([(30, 48), (31, 49)]), 0.0),
        (Point(30, 48), 0.0),
        (None, 0.0),
    ],
    ids=lambda value: getattr(value, "geom_type", ""),
)
def test_area_of_one_geometry(shape, expected):
    assert geodesic_km2([shape])[0] == pytest.approx(expected, rel=1e-12)


def test_areas_stay_in_the_order_of_the_geometries():
    areas = geodesic_km2([None, SQUARE, Polygon(), MultiPolygon([SQUARE, FAR_SQUARE]), SQUARE])
    assert areas == pytest.approx([0, ONE, 0, 2 * ONE, ONE])
    assert areas.dtype == np.float64


def test_no_geometries_have_no_areas():
    assert geodesic_km2([]).shape == (0,)


def test_a_series_in_degrees_is_taken():
    series = gpd.GeoSeries([SQUARE, None], crs="EPSG:4326")
    assert geodesic_km2(series) == pytest.approx([ONE, 0])


@pytest.mark.parametrize(
    ("crs", "found"), [("EPSG:3857", "Pseudo-Mercator"), (None, "no CRS"), ("EPSG:4284", "Pulkovo")]
)
def test_a_series_in_another_crs_is_refused(crs, found):
    series = gpd.GeoSeries([SQUARE], crs=crs)
    for measure in (geodesic_km2, geodesic_km):
        with mistake(
            CRSError,
            "another reference system",
            where="geodesic_km",
            expected="EPSG:4326",
            found=found,
        ):
            measure(series)


@pytest.mark.parametrize("crs", ["EPSG:4326", "OGC:CRS84", 4326, "+proj=longlat +datum=WGS84"])
def test_spellings_of_wgs84_are_accepted(crs):
    require_wgs84(crs, "here")


@pytest.mark.parametrize("point", [(22.2, 48.6), (37.5, 48.0), (33.5, 44.6)])
@pytest.mark.parametrize("radius", [5, 40, 100])
def test_a_buffer_is_a_disc_of_that_radius(point, radius):
    disc = buffer_km(Point(point), radius)
    assert geodesic_km2([disc])[0] == pytest.approx(np.pi * radius**2, rel=2e-3)
    spokes = [LineString([point, corner]) for corner in disc.exterior.coords]
    assert geodesic_km(spokes) == pytest.approx(radius, rel=5e-4)
