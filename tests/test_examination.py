"""`whoholds check --boundaries --control`: every fault of a user's own files in one go."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.importers.files import feature, polygon, write_json, write_layer
from tests.shipped import BASELINE, COUNTRY, ENGLISH, LINES
from whoholds.checks.own_files import OwnFiles
from whoholds.checks.report import _CHECKS
from whoholds.checks.tables import Tables
from whoholds.desk import load_boundaries, run_checks
from whoholds.ground.errors import CheckFailedError
from whoholds.layers.layer_file import layer_frame

SHIPPED = load_boundaries().regions
RING = [[37, 47.5], [38, 47.5], [38, 48], [37, 48], [37, 47.5]]


@pytest.fixture(scope="module")
def tables():
    return Tables(COUNTRY)


@pytest.fixture
def examine(tables):
    def findings(**files):
        return dict(OwnFiles(tables, **files).findings())

    return findings


@pytest.fixture
def write(tmp_path):
    def write_regions(shapes, codes=None, names=None):
        columns = {"shapeISO": codes or list(shapes)}
        if names:
            columns["shapeName"] = names
        frame = gpd.GeoDataFrame(columns, geometry=list(shapes.values()), crs="EPSG:4326")
        frame.to_file(tmp_path / "mine.gpkg")
        return tmp_path / "mine.gpkg"

    return write_regions


def shapes():
    return SHIPPED.geometry.to_dict()


def spoilt(shape):
    """A shape with a coordinate that is no number."""
    points = shapely.get_coordinates(shape)
    points[1, 1] = np.nan
    return shapely.set_coordinates(shapely.from_wkb(shape.wkb), points)


def detail(finding):
    return ENGLISH.said(finding.detail)


def notes_of(finding):
    return [ENGLISH.said(note) for note in finding.notes]


def text(finding):
    return "\n".join(map(str, finding.faults))


def test_the_shipped_regions_pass_by_the_rule_of_their_own_check(write, examine, tables):
    found = examine(boundaries=write(shapes()))
    assert list(found) == ["your regions", "your areas", "your seams"]
    assert [text(finding) for finding in found.values()] == [""] * 3
    assert detail(found["your regions"]) == "27 of 27 regions in 27 features"
    shipped = _CHECKS["boundaries"](tables)
    assert notes_of(found["your areas"]) == notes_of(shipped) != []
    assert detail(found["your areas"]) in detail(shipped)
    assert detail(found["your seams"]) == "regions overlap by 0.0 km2, gaps between them 0.0 km2"
    assert notes_of(found["your seams"]) == [
        "0 km2 of the shipped territory lie outside, 0 km2 lie beyond it"
    ]


def test_every_fault_of_the_regions_is_named_at_once(write, examine):
    drawn = shapes()
    drawn["UA-05"] = spoilt(drawn["UA-05"])
    bow = shapely.from_wkt("POLYGON ((24 49, 25 50, 25 49, 24 50, 24 49))")
    drawn |= {"UA-46": bow, "twice": shapely.box(24, 50, 25, 51)}
    codes = ["UA-07" if one == "twice" else one for one in drawn]
    names = ["Lviv" if one == "UA-56" else "" for one in drawn]
    del drawn["UA-77"]
    codes, names = zip(
        *[pair for pair in zip(codes, names, strict=True) if pair[0] != "UA-77"], strict=True
    )
    found = examine(boundaries=write(drawn, list(codes), list(names)))
    faults = found["your regions"].faults
    assert [fault.what for fault in faults] == [
        "a coordinate is not a number",
        "a region's code and its name disagree",
        "the region UA-07 is drawn in two ways",
        "regions are missing from the boundaries",
    ]
    assert all(fault.where and fault.remedy for fault in faults)
    # What is broken is not missing as well.
    assert faults[-1].found.startswith("no polygon for UA-77")
    assert detail(found["your regions"]) == "24 of 27 regions in 27 features"
    assert "feature 15 repaired: Self-intersection[24.5 49.5]" in notes_of(found["your regions"])
    assert "the polygon of UA-46 is far from its official area" in text(found["your areas"])


def test_polygons_beside_the_wrong_codes_are_found_though_their_areas_fit(write, examine):
    drawn = shapes()
    drawn["UA-14"], drawn["UA-09"] = drawn["UA-09"], drawn["UA-14"]
    found = examine(boundaries=write(drawn))
    assert found["your regions"].faults == []
    assert [fault.what for fault in found["your areas"].faults] == [
        "the polygon of UA-09 is not that region's",
        "the polygon of UA-14 is not that region's",
    ]
    assert "0% in common" in text(found["your areas"])


def test_a_city_of_twice_its_size_is_a_fault_and_a_coast_with_its_sea_is_cut(write, examine):
    """As in Natural Earth's own edition, and in outlines that reach out to the sea."""
    drawn = shapes()
    wide = drawn["UA-30"].buffer(0.07)
    drawn["UA-30"], drawn["UA-32"] = wide, drawn["UA-32"].difference(wide)
    others = shapely.union_all([shape for code, shape in drawn.items() if code != "UA-43"])
    drawn["UA-43"] = drawn["UA-43"].buffer(0.2).difference(others)
    found = examine(boundaries=write(drawn))
    faults = found["your areas"].faults
    assert [fault.what for fault in faults] == [
        "the polygon of UA-30 is far from its official area"
    ]
    assert "km2" in faults[0].found
    notes = notes_of(found["your regions"])
    assert any("UA-43" in note and "of sea cut off" in note for note in notes)


def test_overlaps_and_gaps_are_measured_and_large_ones_are_faults(write, examine):
    drawn = shapes()
    west, south, east, north = shapely.box(*drawn["UA-35"].bounds).bounds
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    drawn["UA-35"] = drawn["UA-35"].difference(middle.buffer(0.3))
    drawn["UA-53"] = shapely.union(drawn["UA-53"], drawn["UA-71"].intersection(
        shapely.buffer(drawn["UA-53"], 0.2)
    ))  # fmt: skip
    small = shapely.Point(28.5, 50.2)
    drawn["UA-18"] = drawn["UA-18"].difference(small.buffer(0.02))
    found = examine(boundaries=write(drawn))["your seams"]
    assert [fault.what for fault in found.faults] == [
        "UA-53 and UA-71 overlap",
        "there is a gap at UA-35",
    ]
    notes = "\n".join(notes_of(found))
    assert "there is a gap at UA-18" in notes
    for fault in found.faults:
        assert f"{fault.what}: {fault.found}" in notes


def test_swapped_regions_are_one_fault_and_nothing_is_measured(write, examine):
    turned = {
        region: shapely.transform(shape, lambda at: at[:, ::-1])
        for region, shape in shapes().items()
    }
    found = examine(boundaries=write(turned))
    assert list(found) == ["your regions"]
    (fault,) = found["your regions"].faults
    assert fault.what == "latitude and longitude are swapped"


def test_every_file_of_a_folder_is_tried(tmp_path, examine):
    (tmp_path / "a.geojson").write_text("{", encoding="utf-8")
    (tmp_path / "b.kml").write_text("<kml>", encoding="utf-8")
    frame = gpd.GeoDataFrame(
        {"shapeISO": ["UA-14"]}, geometry=[SHIPPED.geometry["UA-14"]], crs="EPSG:4326"
    )
    frame.to_file(tmp_path / "c.gpkg")
    frame.to_crs("EPSG:32636").to_file(tmp_path / "d.gpkg")
    found = examine(boundaries=tmp_path)
    places = [fault.where for fault in found["your regions"].faults]
    assert [where.split("/")[-1].partition(",")[0] for where in places] == [
        "a.geojson",
        "b.kml",
        "d.gpkg",
    ]
    assert detail(found["your regions"]) == "1 of 27 regions in 1 feature"


def test_a_layer_that_is_whole_is_measured_and_every_proposal_tried(tmp_path, examine):
    frame = layer_frame(LINES[BASELINE], "RU")
    frame.to_file(tmp_path / "held.gpkg")
    found = examine(control=tmp_path / "held.gpkg")
    assert list(found) == ["your control layer", "your zones", "your proposals"]
    assert [text(finding) for finding in found.values()] == [""] * 3
    assert "held 113,974 km2 = 19.02%, measured on the shipped regions" in (
        detail(found["your control layer"])
    )
    assert "strips along the border, counted as held: 0.0 km2" in notes_of(
        found["your control layer"]
    )
    assert "in 22 evaluations" in detail(found["your proposals"])


def test_parts_that_a_layer_does_not_have_are_noted(tmp_path, examine):
    path = write_json(tmp_path / "held.geojson", feature(polygon(RING), date="2025-08-16"))
    notes = notes_of(examine(control=path)["your zones"])
    assert any("does not have the part kinburn of UA-48" in note for note in notes)


def test_every_fault_of_a_layer_is_named_at_once(tmp_path, examine):
    broken = spoilt(shapely.box(37, 47.5, 38, 48))
    path = write_layer(
        tmp_path / "held.gpkg",
        *(broken, shapely.box(36, 47, 37, 48), broken),
        date=["2025-08-16", "2025-08-17", "2025-08-16"],
    )
    found = examine(control=path)
    assert list(found) == ["your control layer"]
    faults = found["your control layer"].faults
    assert [(fault.what, fault.where.rpartition("/")[2]) for fault in faults] == [
        ("a coordinate is not a number", "held.gpkg, feature 1"),
        ("a coordinate is not a number", "held.gpkg, feature 3"),
        ("the map has more than one date", "held.gpkg"),
    ]
    assert all(fault.remedy for fault in faults)


def test_a_layer_elsewhere_without_a_date_has_two_faults(tmp_path, examine):
    path = write_layer(tmp_path / "held.gpkg", shapely.box(47, 36, 48, 37), name="east")
    faults = examine(control=path)["your control layer"].faults
    assert [fault.what for fault in faults] == [
        "latitude and longitude are swapped",
        "the map does not say its date",
    ]


def test_a_layer_is_measured_on_the_users_regions_only_if_they_are_whole(write, examine, tmp_path):
    control = write_json(tmp_path / "held.geojson", feature(polygon(RING), date="2025-08-16"))
    whole = examine(boundaries=write(shapes()), control=control)
    assert "measured on your regions" in detail(whole["your control layer"])
    fewer = {region: shape for region, shape in shapes().items() if region != "UA-77"}
    broken = examine(boundaries=write(fewer), control=control)
    assert "measured on the shipped regions" in detail(broken["your control layer"])


def test_the_report_has_the_other_checks_too(write, tmp_path):
    results = run_checks(boundaries=write(shapes()), control=tmp_path / "none.gpkg")
    names = [result.name for result in results]
    assert names == [*_CHECKS, "your regions", "your areas", "your seams", "your control layer"]
    assert [result.name for result in results if not result.passed] == ["your control layer"]
    assert "the file does not exist" in results[-1].detail()


def test_the_command_takes_both_files_and_a_day(run, write, tmp_path):
    control = write_json(tmp_path / "held.geojson", feature(polygon(RING)))
    files = ("--boundaries", write(shapes()), "--control", control)
    done = run("check", *files, "--control-date", "2025-08-16")
    assert done.returncode == 0
    assert "ok     your control layer: 2025-08-16" in done.stdout
    done = run("check", *files)
    assert done.returncode == CheckFailedError.exit_code
    assert "FAILED your control layer: the map does not say its date" in done.stdout
    assert "your control layer" in done.stderr
