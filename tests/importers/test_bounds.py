"""What would cost too much is refused before it is paid for."""

import random

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.drawn import DAY
from tests.importers.files import RING, collection, feature, in_english, polygon, write_json
from whoholds.ground.errors import GeometryError, InputError
from whoholds.importers.land.crossings import crossings
from whoholds.importers.layer import import_layer
from whoholds.importers.open.limits import MAX_CROSSINGS


def scribble(count, seed=1):
    chance = random.Random(seed)
    points = [[chance.uniform(33, 35), chance.uniform(46, 50)] for _ in range(count)]
    return polygon([*points, points[0]])


@pytest.mark.parametrize("count", [600, 1_500, 20_000])
def test_a_ring_that_crosses_itself_too_often_is_refused(tmp_path, grid, count):
    good = feature(polygon(RING))
    file = write_json(tmp_path / "a.geojson", collection(good, feature(scribble(count))))
    with pytest.raises(GeometryError, match="crosses itself too often") as caught:
        import_layer(file, grid, date=DAY)
    assert caught.value.where == f"{file}, feature 2"


def test_the_same_in_a_collection_is_refused_too(tmp_path, grid):
    inner = {"type": "GeometryCollection", "geometries": [scribble(1_000)]}
    file = write_json(tmp_path / "a.geojson", feature(inner))
    with pytest.raises(GeometryError, match="crosses itself too often") as caught:
        import_layer(file, grid, date=DAY)
    assert caught.value.where == f"{file}, feature 1"


def test_crossings_are_estimated_as_they_are_counted():
    chance = np.random.default_rng(1)
    for count in (250, 300, 350):
        shape = shapely.Polygon(chance.uniform(0, 1, (count, 2)))
        points = shapely.get_coordinates(shape)
        edges = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
        exact = shapely.STRtree(edges).query(edges, predicate="crosses").shape[1] / 2
        assert crossings(shape) == pytest.approx(exact, rel=0.1)
        assert exact < MAX_CROSSINGS


def test_a_fine_ring_that_crosses_itself_once_is_repaired(tmp_path, grid):
    turn = np.linspace(0, 2 * np.pi, 5_000)
    ring = np.column_stack([34 + 0.5 * np.cos(turn), 48 + 0.5 * np.sin(turn)])
    ring[[5, 6]] = ring[[6, 5]]
    file = write_json(tmp_path / "a.geojson", polygon(ring.tolist()))
    assert len(import_layer(file, grid, date=DAY).report.repaired) == 1


def test_too_many_names_of_properties_are_refused(tmp_path, grid):
    features = [feature(polygon(RING), **{f"p{n}": 1}) for n in range(501)]
    file = write_json(tmp_path / "a.geojson", collection(*features))
    with pytest.raises(InputError, match="larger than whoholds reads") as caught:
        import_layer(file, grid, date=DAY)
    assert caught.value.found == "501 different names of properties"


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet"])
def test_too_many_columns_are_refused(tmp_path, grid, suffix):
    table = {f"p{n}": [n] for n in range(501)}
    frame = gpd.GeoDataFrame(table, geometry=[shapely.box(33, 46, 34, 47)], crs="EPSG:4326")
    file = tmp_path / f"a{suffix}"
    frame.to_parquet(file) if suffix == ".parquet" else frame.to_file(file)
    with pytest.raises(InputError, match="larger than whoholds reads") as caught:
        import_layer(file, grid, date=DAY)
    assert "columns" in caught.value.expected


def test_a_table_with_too_many_columns_is_refused(tmp_path, grid):
    file = tmp_path / "a.csv"
    file.write_text(";".join(f"c{n}" for n in range(400_000)) + "\n")
    with pytest.raises(InputError, match="larger than whoholds reads") as caught:
        import_layer(file, grid, date=DAY)
    assert caught.value.found == "400,000 columns"


@pytest.mark.parametrize("empty", [None, float("nan"), 5, b"x"])
def test_a_name_that_is_none_ends_in_no_traceback(tmp_path, grid, empty):
    names = ["AssessedRussianControl_AUG16", empty if not isinstance(empty, bytes) else "x"]
    boxes = [shapely.box(33, 46, 34, 47), shapely.box(34, 46, 35, 47)]
    frame = gpd.GeoDataFrame({"Name": names}, geometry=boxes, crs="EPSG:4326")
    frame.to_file(tmp_path / "a.gpkg") if not isinstance(empty, int) else write_json(
        tmp_path / "a.gpkg.geojson",
        collection(*(feature(polygon(RING), Name=name) for name in names)),
    )
    (file,) = tmp_path.iterdir()
    result = import_layer(file, grid, date=DAY)
    assert result.report.form == "isw"
    assert in_english(result.report.dropped) == ["not of ISW's map of control"]
