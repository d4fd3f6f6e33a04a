"""From a file to a control layer: formats, overlaps, holes, clipping, provenance, the report."""

import datetime as dt
import itertools
import json

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from tests.drawn import DAY, HELD, control_of
from tests.importers.files import (
    EAST,
    INSIDE,
    KML_RING,
    RING,
    collection,
    feature,
    in_english,
    kml,
    polygon,
    write_json,
    write_layer,
    write_zip,
)
from tests.mistakes import mistake
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import CRSError, GeometryError, InputError
from whoholds.ground.outputs import write_vector
from whoholds.importers.layer import import_layer
from whoholds.layers.layer_file import layer_frame
from whoholds.telling.imports import import_record, import_table

BOW = Polygon([(30, 47), (32, 49), (32, 47), (30, 49)])


@pytest.fixture
def write(tmp_path):
    def write_one(*shapes, name="layer.geojson", crs="EPSG:4326", **columns):
        return write_layer(tmp_path / name, *shapes, crs=crs, **columns)

    return write_one


def held_of(path, grid, **options):
    return import_layer(path, grid, **options).layer.held


# What is held


def test_a_layer_is_clipped_and_what_lies_outside_is_measured(write, grid):
    result = import_layer(write(EAST), grid)
    assert result.layer.held.equals(INSIDE)
    assert result.layer.date == DAY
    assert result.report.outside_km2 == pytest.approx(geodesic_km2([box(34, 46, 35, 50)])[0])
    assert result.report.drawn_km2 == pytest.approx(geodesic_km2([EAST])[0])


@pytest.mark.parametrize("name", ["layer.geojson", "layer.json", "layer.gpkg", "layer.shp"])
def test_formats_of_layers(write, grid, name):
    assert held_of(write(EAST, name=name), grid).equals(INSIDE)


def test_geoparquet(write, grid):
    assert held_of(write(EAST, name="layer.parquet"), grid).equals(INSIDE)


def test_geoparquet_whose_geometry_has_another_name(tmp_path, grid):
    import geopandas as gpd

    frame = gpd.GeoDataFrame({"date": ["2025-08-16"]}, geometry=[EAST], crs="EPSG:4326")
    frame.rename_geometry("shape").to_parquet(tmp_path / "layer.parquet")
    assert held_of(tmp_path / "layer.parquet", grid).equals(INSIDE)


def test_kml(tmp_path, grid):
    path = tmp_path / "layer.kml"
    path.write_text(kml(KML_RING), encoding="utf-8")
    assert held_of(path, grid, date=DAY).equals(INSIDE)


@pytest.mark.parametrize("members", [["doc.kml"], ["held.kml"], ["doc.kml", "extra.kml"]])
def test_kmz(tmp_path, grid, members):
    path = write_zip(
        tmp_path / "layer.kmz",
        {**dict.fromkeys(members, kml(KML_RING).encode()), "files/icon.png": b"\x89PNG"},
    )
    assert held_of(path, grid, date=DAY).equals(INSIDE)


@pytest.mark.parametrize("folder", ["", "data/2025/"])
def test_a_zipped_shapefile(write, tmp_path, grid, folder):
    path = write(EAST, name="east.shp")
    members = {folder + file.name: file for file in tmp_path.glob("east.*")}
    archive = write_zip(tmp_path / "layer.zip", {**members, "README.txt": b"read me"})
    path.unlink()
    assert held_of(archive, grid).equals(INSIDE)


def test_a_zipped_geojson(write, tmp_path, grid):
    path = write_zip(tmp_path / "any.zip", {"east.geojson": write(EAST)})
    assert held_of(path, grid).equals(INSIDE)


@pytest.mark.parametrize(
    "document",
    [
        polygon(RING),
        feature(polygon(RING)),
        collection(feature(polygon(RING)), name="day_2025-08-16"),
    ],
    ids=["geometry", "feature", "collection"],
)
def test_every_shape_of_geojson(tmp_path, grid, document):
    path = write_json(tmp_path / "layer.geojson", document)
    assert held_of(path, grid, date=DAY).equals(INSIDE)


def test_only_the_rows_held_by_russia_count(write, grid):
    path = write(box(30, 46, 31, 48), EAST, held_by=["UA", "RU"], date=["2025-08-16"] * 2)
    result = import_layer(path, grid)
    assert result.layer.held.equals(INSIDE)
    assert [(one.feature, *in_english([one])) for one in result.report.dropped] == [
        (1, "held_by is UA")
    ]


def test_overlapping_rows_count_once(write, grid):
    result = import_layer(write(EAST, box(32.5, 46, 35, 50)), grid)
    assert result.layer.held.equals(box(32.5, 46, 34, 50))
    assert result.report.overlap_km2 == pytest.approx(geodesic_km2([EAST])[0])
    assert result.report.area_km2 == pytest.approx(geodesic_km2([box(32.5, 46, 34, 50)])[0])


def test_overlapping_polygons_of_one_feature_are_held_and_not_a_hole(tmp_path, grid):
    """The repair by crossings would leave the land that is drawn twice to the other side."""
    both = MultiPolygon([box(32.5, 46, 33.5, 50), box(33, 46, 35, 50)])
    path = write_json(
        tmp_path / "layer.geojson", feature(json.loads(shapely.to_geojson(both)), date="2025-08-16")
    )
    assert held_of(path, grid).equals(box(32.5, 46, 34, 50))


def test_holes_are_kept(write, grid):
    ring = Polygon(EAST.exterior, [box(33.2, 47, 33.8, 48).exterior])
    assert held_of(write(ring), grid).equals(INSIDE.difference(box(33.2, 47, 33.8, 48)))


def test_a_multipolygon_keeps_all_its_parts(write, grid):
    both = MultiPolygon([box(30, 46, 31, 47), box(33, 46, 33.5, 47)])
    assert held_of(write(both), grid).equals(both)


def test_the_order_of_features_and_rings_is_irrelevant(write, grid):
    shapes = [EAST, box(32.5, 46, 33.5, 48), box(30.5, 46.5, 33, 47)]
    layers = [
        held_of(write(*order, name=f"{n}.geojson"), grid)
        for n, order in enumerate(itertools.permutations(shapes))
    ]
    assert {shapely.normalize(one).wkt for one in layers} == {shapely.normalize(layers[0]).wkt}
    turned = held_of(write(*[one.reverse() for one in shapes], name="turned.geojson"), grid)
    assert turned.equals(layers[0])


def test_heights_are_dropped_and_said(write, grid):
    result = import_layer(write(shapely.force_3d(EAST, 5.0)), grid)
    assert not result.layer.held.has_z
    assert result.layer.held.equals(INSIDE)
    assert "1 feature had heights, which are left out" in in_english(result.report.notes)


def test_shells_are_wound_as_rfc7946_asks(tmp_path, grid):
    path = write_json(tmp_path / "layer_2025-08-16.geojson", polygon(RING[::-1]))
    result = import_layer(path, grid)
    assert result.layer.held.exterior.is_ccw
    assert any("clockwise" in note for note in in_english(result.report.notes))


# What was repaired and dropped


def test_a_crossing_ring_is_repaired_and_said(write, grid):
    result = import_layer(write(EAST, BOW), grid)
    assert result.layer.held.area == pytest.approx(4.0 + 2.0, rel=1e-6)
    (remark,) = result.report.repaired
    assert (remark.feature, *in_english([remark])) == (2, "Self-intersection[31 48]")
    assert remark.km2 == pytest.approx(geodesic_km2(result.layer.held.geoms).min() * 2, rel=0.1)


def test_a_second_shell_packed_as_a_hole_is_kept(tmp_path, grid):
    """So OpenStreetMap's extracts of Kherson, Mykolaiv and Odesa oblasts are packed."""
    island, main = box(30.1, 46.1, 30.2, 46.2), box(33, 46, 34, 50)
    rings = [[list(point) for point in one.exterior.coords] for one in (island, main)]
    path = write_json(tmp_path / "layer_2025-08-16.geojson", polygon(*rings))
    result = import_layer(path, grid)
    assert result.layer.held.equals(MultiPolygon([island, main]))
    assert "Hole lies outside shell" in in_english(result.report.repaired)[0]


def test_a_ring_without_area_is_said(tmp_path, grid):
    flat = [[33.5, 47], [33.6, 48], [33.5, 47], [33.5, 47]]
    path = write_json(tmp_path / "layer_2025-08-16.geojson", polygon(RING, flat))
    result = import_layer(path, grid)
    assert result.layer.held.equals(INSIDE)
    assert "1 of its rings without area" in in_english(result.report.repaired)[0]


def test_an_open_ring_is_closed_and_said(tmp_path, grid):
    path = write_json(tmp_path / "layer_2025-08-16.geojson", polygon(RING[:-1]))
    result = import_layer(path, grid)
    assert result.layer.held.equals(INSIDE)
    assert in_english(result.report.repaired)[0] == "a ring that was not closed"


def test_what_is_no_polygon_is_dropped_and_said(tmp_path, grid):
    mixed = {"type": "GeometryCollection", "geometries": [polygon(RING), {"type": "Point"}]}
    mixed["geometries"][1]["coordinates"] = [33, 47]
    document = collection(
        feature(mixed, date="2025-08-16"),
        feature({"type": "Point", "coordinates": [33, 47]}, date="2025-08-16"),
        feature({"type": "LineString", "coordinates": [[33, 47], [34, 48]]}, date="2025-08-16"),
        feature(None, date="2025-08-16"),
    )
    result = import_layer(write_json(tmp_path / "layer.geojson", document), grid)
    assert result.layer.held.equals(INSIDE)
    assert result.report.read == 4
    assert [(one.feature, *in_english([one])) for one in result.report.dropped] == [
        (1, "beside its polygons a Point"),
        (2, "a Point, not a polygon"),
        (3, "a LineString, not a polygon"),
        (4, "no geometry, or one that cannot be read"),
    ]


def test_an_entry_that_is_no_feature_is_dropped_and_said(tmp_path, grid):
    document = collection(None, feature(polygon(RING)), {"type": "Fixture"})
    result = import_layer(write_json(tmp_path / "a.geojson", document), grid, date=DAY)
    assert result.report.read == 3
    assert [one.feature for one in result.report.dropped] == [1, 3]


@pytest.mark.parametrize(
    ("shape", "match", "found"),
    [
        (Point(33, 47), "no polygon", "feature 1: a Point"),
        (LineString([(33, 47), (34, 48)]), "no polygon", "a LineString"),
        (Polygon(), "no polygon", "no geometry"),
        (None, "no polygon", "no geometry"),
        (Polygon([(33, 47), (33.5, 47), (33.2, 47)]), "no polygon", "no area"),
        (box(47, 33, 49, 34), "swapped", "once they are swapped"),
        (box(20, 46, 22, 48), "nothing of the country", "bounds 20.00 46.00"),
        (box(34, 46, 35, 48), "nothing of the country", "bounds 34.00 46.00"),
        (box(-180, -90, 180, 90), "far larger than the country", "bounds -180.00"),
    ],
    ids=["point", "line", "empty", "none", "flat", "swapped", "abroad", "touches", "world"],
)
def test_a_layer_without_held_territory_is_refused(write, grid, shape, match, found):
    path = write(shape)
    with mistake(GeometryError, match, where=str(path), found=found):
        import_layer(path, grid)


# Slivers


@pytest.fixture
def short_of_the_border(write):
    return write(box(33, 46, 33.998, 50), name="short.geojson")


def test_strips_along_the_border_are_left_when_asked(short_of_the_border, grid):
    result = import_layer(short_of_the_border, grid, slivers="leave")
    strip = geodesic_km2([box(33.998, 46, 34, 50)])[0]
    assert result.layer.held.equals(box(33, 46, 33.998, 50))
    assert result.report.slivers_km2 == pytest.approx(strip, rel=1e-6)
    assert not result.report.slivers_counted
    with_strips = result.report.area_km2 + strip
    assert result.report.other_total["area_km2"] == pytest.approx(with_strips)


def test_strips_along_the_border_count_with_the_land_behind(short_of_the_border, grid):
    plain = import_layer(short_of_the_border, grid, slivers="leave").report
    result = import_layer(short_of_the_border, grid)
    assert result.layer.held.equals(box(33, 46, 34, 50))
    assert result.report.slivers_counted
    assert set(result.report.slivers) == {"UA-02", "UA-04"}
    assert result.report.area_km2 == pytest.approx(plain.other_total["area_km2"])
    assert result.report.other_total["area_km2"] == pytest.approx(plain.area_km2)


# Date, source, form


def test_provenance_comes_from_the_file(write, grid):
    layer = import_layer(write(EAST, date="2024-05-06", source="A map", kind="claimed"), grid).layer
    assert (layer.date, layer.source, layer.kind) == (dt.date(2024, 5, 6), "A map", "claimed")


def test_a_layer_without_provenance_takes_the_given_day_and_its_name(write, grid):
    layer = import_layer(write(EAST, colour="red"), grid, date=DAY).layer
    assert (layer.date, layer.kind) == (DAY, "assessed")
    assert layer.source == "layer, the user's own map"


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
def test_a_written_layer_is_read_back(tmp_path, grid, suffix):
    layer = control_of(HELD.intersection(grid.territory))
    path = tmp_path / f"held{suffix}"
    write_vector(layer_frame(layer, "RU"), path)
    again = import_layer(path, grid).layer
    assert (again.date, again.source, again.kind) == (layer.date, layer.source, layer.kind)
    assert geodesic_km2([again.held]) == pytest.approx(geodesic_km2([layer.held]), rel=1e-9)
    assert again.ground == grid.ground


def test_a_package_of_two_layers_leaves_a_choice(write, tmp_path, grid):
    import geopandas as gpd

    path = write(EAST, name="layers.gpkg")
    west = gpd.GeoDataFrame(geometry=[box(30, 46, 31, 48)], crs="EPSG:4326")
    west.to_file(path, layer="second")
    with mistake(InputError, "more than one layer", where=str(path), found="layers, second"):
        import_layer(path, grid, date=DAY)
    assert held_of(path, grid, date=DAY, layer="second").equals(box(30, 46, 31, 48))
    with mistake(InputError, "no layer 'third'", where=str(path), found="layers, second"):
        import_layer(path, grid, layer="third")


# Reference systems


@pytest.mark.parametrize(
    ("crs", "found"),
    [("EPSG:3857", "Pseudo-Mercator"), ("EPSG:32636", "UTM zone 36N"), (None, "no CRS")],
)
def test_a_layer_in_another_crs_is_refused(write, grid, crs, found):
    path = in_crs(write, crs)
    with mistake(CRSError, "reference system", where=str(path), expected="EPSG:4326", found=found):
        import_layer(path, grid)


def in_crs(write, crs):
    import geopandas as gpd

    shape = gpd.GeoSeries([EAST], crs="EPSG:4326").to_crs(crs or "EPSG:4326")[0]
    path = write(shape, name="layer.shp", crs=crs or "EPSG:4326")
    if crs is None:
        path.with_suffix(".prj").unlink()
    return path


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:32636"])
def test_a_layer_in_another_crs_is_reprojected_when_allowed(write, grid, crs):
    held = held_of(in_crs(write, crs), grid, reproject=True)
    assert held.symmetric_difference(INSIDE).area < 0.05


def test_a_layer_without_crs_takes_the_one_that_is_named(write, grid):
    path = in_crs(write, None)
    assert held_of(path, grid, crs="EPSG:4326").equals(INSIDE)
    with mistake(CRSError, "no such reference system", where="command", found="mars"):
        import_layer(path, grid, crs="mars")


def test_a_crs_that_contradicts_the_file_is_refused(write, grid):
    with mistake(CRSError, "not the one of the file", where="layer.gpkg", found="EPSG:32636"):
        import_layer(write(EAST, name="layer.gpkg"), grid, crs="EPSG:32636")


# The report


def test_the_report_as_json_and_as_table(write, grid):
    report = import_layer(write(EAST, BOW), grid).report
    data = json.loads(json.dumps(import_record(report), allow_nan=False))
    assert data["held"]["area_km2"] == pytest.approx(
        sum(row["area_km2"] for row in data["regions"])
    )
    assert data["repaired"][0]["feature"] == 2
    assert {row["region"] for row in data["regions"]} == {"UA-01", "UA-02", "UA-03", "UA-04"}
    table = dict(import_table(report).itertuples(index=False))
    assert table["features read"] == "2"
    assert "603,628" in table["held, by official areas"]


def test_held_areas_of_the_report_add_up(write, grid):
    report = import_layer(write(EAST), grid).report
    half = {"UA-02": 0.5, "UA-04": 0.5}
    assert dict(zip(report.regions["region"], report.regions["share_of_region"], strict=True)) == (
        pytest.approx(half)
    )
    assert report.official_km2 == pytest.approx(2000 / 2 + 8000 / 2)


def test_names_with_markup_and_control_characters_stay_harmless(tmp_path, grid):
    from whoholds.desk import control_layer, load_catalogue, zones_of
    from whoholds.maps.build import build_map, render  # the page that shows a source

    evil = "<script>alert(1)</script>\x1b[31m\n{{ 7*7 }}"
    ring = [[37, 47.5], [38, 47.5], [38, 48], [37, 47.5]]
    document = feature(polygon(ring), date="2025-08-16", source=evil, name=evil)
    layer = control_layer(write_json(tmp_path / "evil.geojson", document))
    assert layer.source == "<script>alert(1)</script> [31m {{ 7*7 }}"
    page = render(build_map(load_catalogue(), zones_of(layer), "anchorage-aug-2025", None, "en"))
    assert "<script>alert(1)" not in page
    assert "\x1b" not in page


def test_many_vertices_are_read_below_the_limit(tmp_path, grid):
    angle = np.linspace(0, 2 * np.pi, 100_001)
    circle = np.c_[32 + np.cos(angle), 48 + np.sin(angle)].round(9)
    circle[-1] = circle[0]
    path = write_json(tmp_path / "layer_2025-08-16.geojson", polygon(circle.tolist()))
    assert held_of(path, grid).area == pytest.approx(np.pi, rel=1e-6)
