import datetime as dt
import json

import geopandas as gpd
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from tests.drawn import DAY, HELD, control_of
from tests.mistakes import mistake
from whoholds.control import embedded_dates, embedded_layer, layer_frame, read_layer
from whoholds.crs import geodesic_km2
from whoholds.errors import CRSError, GeometryError, InputError, UnknownNameError
from whoholds.outputs import write_vector

EAST = box(33, 46, 35, 50)
BOW = Polygon([(30, 47), (32, 49), (32, 47), (30, 49)])
RING = [[33, 46], [35, 46], [35, 50], [33, 46]]


def feature(ring, **properties):
    """The text of a GeoJSON file with one polygon."""
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry})


@pytest.fixture
def write(tmp_path):
    def write_layer(*shapes, name="layer.geojson", crs="EPSG:4326", **columns):
        path = tmp_path / name
        columns = columns or {"date": "2025-08-16"}
        gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs, index=range(len(shapes))).to_file(
            path
        )
        return path

    return write_layer


def test_a_layer_is_clipped_and_what_lies_outside_is_measured(write, grid):
    layer = read_layer(write(EAST), grid)
    assert layer.held.equals(box(33, 46, 34, 50))
    assert layer.date == DAY
    assert layer.outside_km2 == pytest.approx(geodesic_km2([box(34, 46, 35, 50)])[0])


@pytest.mark.parametrize("name", ["layer.geojson", "layer.gpkg", "layer.shp"])
def test_formats_of_layers(write, grid, name):
    assert read_layer(write(EAST, name=name), grid).held.equals(box(33, 46, 34, 50))


def test_only_the_rows_held_by_russia_count(write, grid):
    path = write(box(30, 46, 31, 48), EAST, held_by=["UA", "RU"], date=["2025-08-16"] * 2)
    assert read_layer(path, grid).held.equals(box(33, 46, 34, 50))


def test_overlapping_rows_count_once(write, grid):
    path = write(EAST, box(32.5, 46, 35, 50))
    assert read_layer(path, grid).held.equals(box(32.5, 46, 34, 50))


def test_provenance_comes_from_the_file(write, grid):
    path = write(EAST, date="2024-05-06", source="A map", kind="claimed")
    layer = read_layer(path, grid)
    assert (layer.date, layer.source, layer.kind) == (dt.date(2024, 5, 6), "A map", "claimed")


def test_a_layer_without_provenance_takes_the_given_day_and_its_name(write, grid):
    layer = read_layer(write(EAST, colour="red"), grid, date=DAY)
    assert (layer.date, layer.source, layer.kind) == (DAY, "layer.geojson", "assessed")


def test_three_dimensions_are_no_fault(write, grid):
    layer = read_layer(write(shapely.force_3d(EAST, 5.0)), grid)
    assert geodesic_km2([layer.held])[0] == pytest.approx(geodesic_km2([box(33, 46, 34, 50)])[0])


@pytest.mark.parametrize(
    ("shape", "where", "found"),
    [
        (BOW, "feature 1", "Self-intersection"),
        (Point(33, 47), "feature 1", "a Point"),
        (LineString([(33, 47), (34, 48)]), "feature 1", "a LineString"),
        (Polygon(), "feature 1", "an empty geometry"),
        (None, "feature 1", "an empty geometry"),
        (box(47, 33, 49, 34), "layer.geojson", "bounds 47.00 33.00"),
        (box(20, 46, 22, 48), "layer.geojson", "bounds 20.00 46.00"),
        (box(34, 46, 35, 48), "layer.geojson", "bounds 34.00 46.00"),
    ],
    ids=["crosses itself", "point", "line", "empty", "none", "swapped", "abroad", "touches"],
)
def test_a_shape_that_is_no_held_territory_is_refused(write, grid, shape, where, found):
    path = write(shape)
    with mistake(GeometryError, r"usable polygon|nothing of Ukraine", where=where, found=found):
        read_layer(path, grid)


def test_the_faulty_feature_is_counted_from_one(write, grid):
    path = write(EAST, BOW)
    with mistake(GeometryError, "usable polygon", where=f"{path}, feature 2"):
        read_layer(path, grid)


@pytest.mark.parametrize(
    ("crs", "found"),
    [("EPSG:3857", "Pseudo-Mercator"), ("EPSG:32636", "UTM zone 36N"), (None, "no CRS")],
)
def test_a_layer_in_another_crs_is_refused(write, grid, crs, found):
    shape = gpd.GeoSeries([EAST], crs="EPSG:4326").to_crs(crs or "EPSG:4326")[0]
    path = write(shape, name="layer.shp", crs=crs or "EPSG:4326")
    if crs is None:
        path.with_suffix(".prj").unlink()
    with mistake(CRSError, "reference system", where=str(path), expected="EPSG:4326", found=found):
        read_layer(path, grid)


@pytest.mark.parametrize(
    ("content", "match", "found"),
    [
        (feature(RING, date="2025-02-30"), "cannot be read as a vector", "day is out of range"),
        ('{"type": "FeatureCollection", "features": [', "cannot be read as a vector", ""),
        ("held by Russia: the east", "cannot be read as a vector", ""),
        ("", "cannot be read as a vector", ""),
        ('{"type": "FeatureCollection", "features": []}', "no features", ""),
        ('{"colour": "red"}', "cannot be read as a vector", ""),
    ],
    ids=[
        "no such day",
        "broken JSON",
        "prose",
        "empty file",
        "no features",
        "no GeoJSON",
    ],
)
def test_a_file_that_is_no_layer_is_refused(tmp_path, grid, content, match, found):
    path = tmp_path / "layer.geojson"
    path.write_text(content, encoding="utf-8")
    with mistake(InputError, match, where=str(path), found=found):
        read_layer(path, grid)


def test_a_table_without_geometry_is_no_layer(tmp_path, grid):
    path = tmp_path / "layer.csv"
    path.write_text("date,colour\n2025-08-16,red\n", encoding="utf-8")
    with mistake(InputError, "no features", where=str(path), expected="polygon"):
        read_layer(path, grid)


def test_a_package_of_two_layers_leaves_a_choice(write, grid):
    path = write(EAST, name="layers.gpkg")
    frame = gpd.GeoDataFrame(geometry=[EAST], crs="EPSG:4326")
    frame.to_file(path, layer="second")
    with mistake(InputError, "more than one layer", where=str(path), found="layers, second"):
        read_layer(path, grid, date=DAY)


def test_a_missing_file_is_named(tmp_path, grid):
    with mistake(InputError, "does not exist", where=str(tmp_path / "none.geojson")):
        read_layer(tmp_path / "none.geojson", grid)


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({"colour": "red"}, "no such column"),
        ({"date": ["16 August", "16 August"]}, "'16 August'"),
        ({"date": ["2025-08-16", "2025-08-17"]}, "2025-08-16 2025-08-17"),
        ({"date": [None, "2025-08-17"]}, "2025-08-17"),
    ],
    ids=["no column", "words", "two days", "a day missing"],
)
def test_a_layer_must_say_its_one_day(write, grid, dates, found):
    path = write(EAST, box(32, 47, 34, 48), **dates)
    with mistake(
        InputError, "does not say its date", where=str(path), expected="the same", found=found
    ):
        read_layer(path, grid)


@pytest.mark.parametrize(
    ("holders", "found"),
    [(["RU", "PL"], "PL"), (["UA", "UA"], "only UA"), (["RU", None], "(empty)")],
    ids=["outside the vocabulary", "only UA", "empty"],
)
def test_the_holders_of_a_layer_are_of_the_vocabulary(write, grid, holders, found):
    path = write(EAST, box(32, 47, 34, 48), held_by=holders, date=["2025-08-16"] * 2)
    with mistake(InputError, "held_by", where=str(path), expected="RU (and UA)", found=found):
        read_layer(path, grid)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
def test_a_written_layer_is_read_back(tmp_path, grid, suffix):
    layer = control_of(HELD.intersection(grid.territory))
    path = tmp_path / f"held{suffix}"
    write_vector(layer_frame(layer), path)
    again = read_layer(path, grid)
    assert (again.date, again.source, again.kind) == (layer.date, layer.source, layer.kind)
    assert geodesic_km2([again.held]) == pytest.approx(geodesic_km2([layer.held]), rel=1e-9)
    assert again.outside_km2 == pytest.approx(0, abs=1e-6)


def test_a_multipolygon_keeps_all_its_parts(write, grid):
    both = MultiPolygon([box(30, 46, 31, 47), box(33, 46, 33.5, 47)])
    assert read_layer(write(both), grid).held.equals(both)


def test_geojson_of_features_is_wound_as_rfc7946_asks(tmp_path, grid):
    path = tmp_path / "held.geojson"
    write_vector(layer_frame(control_of(box(30, 46, 31, 47).reverse())), path)
    drawn = shapely.from_geojson(
        json.dumps(json.loads(path.read_text())["features"][0]["geometry"])
    )
    assert shapely.is_ccw(shapely.get_parts(drawn)[0].exterior)


def test_a_day_without_a_shipped_layer_is_refused():
    with mistake(
        UnknownNameError, "2024-01-01", where="lines", expected="2025-08-16", found="2024-01-01"
    ):
        embedded_layer(dt.date(2024, 1, 1))


@pytest.mark.parametrize("day", embedded_dates(), ids=str)
def test_a_shipped_layer_is_valid_and_inside_the_country(day):
    layer = embedded_layer(day)
    assert shapely.is_valid(layer.held)
    assert layer.date == day
    assert layer.source
    assert layer.outside_km2 == 0
