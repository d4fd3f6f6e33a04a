"""Finer regions: matched by code or name, repaired, missing cities cut out of their regions."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.importers.files import in_english
from tests.mistakes import mistake
from tests.shipped import BASELINE, COUNTRY, LINES
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import CRSError, GeometryError, InputError
from whoholds.importers.regions.layer import import_boundaries
from whoholds.importers.regions.matching import naming_of
from whoholds.words.reader import ENGLISH
from whoholds.zones.partition import partition

SHIPPED = load_boundaries().regions
NAMING = naming_of(COUNTRY)
SPELLED = COUNTRY.spellings[COUNTRY.spellings["codes"] != ""]
PCODES = {row.region: f"UA{row.codes}" for row in SPELLED.itertuples()}


def regions(**columns):
    """The shipped regions as somebody else's file, coarser, with other columns."""
    frame = gpd.GeoDataFrame(columns, geometry=SHIPPED.geometry.to_numpy(), crs="EPSG:4326")
    return frame.set_axis(SHIPPED.index)


@pytest.fixture
def write(tmp_path):
    def write_frame(frame, name="regions.gpkg"):
        frame.reset_index(drop=True).to_file(tmp_path / name)
        return tmp_path / name

    return write_frame


COLUMNS = {
    "COD-AB": {"ADM1_PCODE": [PCODES.get(one, one.replace("-", "")) for one in SHIPPED.index]},
    "geoBoundaries": {"shapeISO": list(SHIPPED.index), "shapeName": list(SHIPPED["name_en"])},
    "names in Ukrainian": {"ADM1_UA": list(SHIPPED["name_uk"])},
    "names in English": {"shapeName": [f"{name} Oblast" for name in SHIPPED["name_en"]]},
}


@pytest.mark.parametrize("form", ["COD-AB", "geoBoundaries", "names in Ukrainian"])
def test_regions_by_code_or_name(write, form):
    result = import_boundaries(write(regions(**COLUMNS[form])), COUNTRY)
    assert list(result.layer.regions.index) == list(SHIPPED.index)
    assert np.allclose(result.layer.regions["area_km2"], SHIPPED["area_km2"])
    assert result.report.added == {}
    assert result.report.read == len(result.report.matched) == 27


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("UA-14", "UA-14"),
        ("UA14", "UA-14"),
        ("ua_14", "UA-14"),
        ("UA44", "UA-09"),
        ("UA01", "UA-43"),
        ("UA73", "UA-77"),
        ("UA80", "UA-30"),
        ("UA85", "UA-40"),
        ("UA44000000000018893", "UA-09"),
        ("6300000000", "UA-63"),
        ("UA_63_Kharkivska", "UA-63"),
        ("UA99", None),
        ("14", None),
        ("PL14", None),
    ],
)
def test_codes(text, region):
    assert NAMING.region_of_code(text) == region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Donets'k", "UA-14"),
        ("Donetska Oblast", "UA-14"),
        ("Донецька область", "UA-14"),
        ("Zaporizhia Oblast", "UA-23"),
        ("Odessa", "UA-51"),
        ("Kiev", "UA-30"),
        ("Kyiv City", "UA-30"),
        ("м. Київ", "UA-30"),
        ("Kyivska oblast", "UA-32"),
        ("Київська", "UA-32"),
        ("Ivano-Frankivs'k", "UA-26"),
        ("Avtonomna Respublika Krym", "UA-43"),
        ("Autonomous Republic of Crimea", "UA-43"),
        ("Sevastopol", "UA-40"),
        ("Чернігівська область", "UA-74"),
        ("Chernivets'ka", "UA-77"),
        ("Bryansk Oblast", None),
        ("", None),
    ],
)
def test_names(text, region):
    assert NAMING.region_of_name(text) == region


def test_every_shipped_name_is_known():
    for column in ("name_en", "name_uk"):
        assert [NAMING.region_of_name(name) for name in SHIPPED[column]] == list(SHIPPED.index)


def test_cities_inside_their_surroundings_are_cut_out(write):
    frame = regions(shapeISO=list(SHIPPED.index))
    for city, around in (("UA-30", "UA-32"), ("UA-40", "UA-43")):
        both = shapely.union_all(frame.geometry.loc[[city, around]].to_numpy())
        frame.loc[around, "geometry"] = both
    result = import_boundaries(write(frame.drop(["UA-30", "UA-40"])), COUNTRY)
    assert set(result.report.added) == {"UA-30", "UA-40"}
    assert "cut out of UA-32" in ENGLISH.note(result.report.added["UA-30"])
    assert np.allclose(result.layer.regions["area_km2"], SHIPPED["area_km2"], rtol=1e-6)
    assert result.report.overlap_km2 < 0.1


def test_a_city_that_is_not_there_at_all_is_missing(write):
    frame = regions(shapeISO=list(SHIPPED.index)).drop("UA-30")
    with mistake(InputError, "regions are missing", where="regions.gpkg", found="UA-30"):
        import_boundaries(write(frame), COUNTRY)


def test_what_does_not_match_is_listed(write):
    names = ["Atlantis" if one == "UA-14" else name for one, name in SHIPPED["name_en"].items()]
    with mistake(
        InputError, "regions are missing", where="regions.gpkg", found="no polygon for UA-14"
    ):
        import_boundaries(write(regions(shapeName=names)), COUNTRY)


def test_a_feature_that_is_no_region_is_dropped_and_said(write):
    frame = regions(shapeISO=list(SHIPPED.index))
    extra = gpd.GeoDataFrame({"shapeISO": ["PL-14"]}, geometry=[shapely.box(21, 52, 22, 53)])
    frame = gpd.GeoDataFrame(
        {"shapeISO": [*frame["shapeISO"], "PL-14"]},
        geometry=[*frame.geometry, extra.geometry[0]],
        crs="EPSG:4326",
    )
    report = import_boundaries(write(frame), COUNTRY).report
    assert [(one.feature, *in_english([one])) for one in report.dropped] == [
        (28, "no region of the country: PL-14")
    ]
    assert "feature 28 not used: no region of the country: PL-14" in map(
        ENGLISH.note, report.noted()
    )


def test_a_code_and_a_name_that_disagree_are_refused(write):
    names = ["Luhansk" if one == "UA-14" else name for one, name in SHIPPED["name_en"].items()]
    with mistake(InputError, "disagree", where="regions.gpkg", found="UA-09"):
        import_boundaries(write(regions(shapeISO=list(SHIPPED.index), shapeName=names)), COUNTRY)


def test_a_region_drawn_in_two_ways_is_refused(write):
    codes = ["UA-14" if one == "UA-09" else one for one in SHIPPED.index]
    with mistake(InputError, "drawn in two ways", where="regions.gpkg", found="feature 5"):
        import_boundaries(write(regions(shapeISO=codes)), COUNTRY)


def test_rings_either_way_round_and_second_shells_as_holes(tmp_path):
    import json

    for region, shape in SHIPPED.geometry.items():
        parts = sorted(shapely.get_parts(shape), key=lambda one: one.area)
        rings = [
            list(map(list, ring.coords))[::-1]
            for one in parts
            for ring in (one.exterior, *one.interiors)
        ]
        document = {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        (tmp_path / f"{region.replace('-', '_')}_x.geojson").write_text(json.dumps(document))
    result = import_boundaries(tmp_path, COUNTRY)
    assert np.allclose(result.layer.regions["area_km2"], SHIPPED["area_km2"])
    assert len(result.report.repaired) == (shapely.get_num_geometries(SHIPPED.geometry) > 1).sum()
    assert set(map(ENGLISH.said, result.report.matched.values())) == {"file name"}


def test_a_folder_without_files_a_missing_one_and_an_empty_layer(tmp_path, write):
    (tmp_path / "notes.txt").write_text("none")
    with mistake(InputError, "no vector file", where=str(tmp_path), found="1 other file"):
        import_boundaries(tmp_path, COUNTRY)
    with mistake(InputError, "does not exist", where="none.gpkg"):
        import_boundaries(tmp_path / "none.gpkg", COUNTRY)
    (tmp_path / "empty.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    with mistake(InputError, "no features", where="empty.geojson"):
        import_boundaries(tmp_path / "empty.geojson", COUNTRY)


def test_boundaries_in_another_crs_or_swapped_are_refused(write):
    frame = regions(shapeISO=list(SHIPPED.index))
    with mistake(CRSError, "reference system", where="m.gpkg", found="UTM"):
        import_boundaries(write(frame.to_crs("EPSG:32636"), "m.gpkg"), COUNTRY)
    turned = shapely.transform(frame.geometry.to_numpy(), lambda at: at[:, ::-1])
    frame = gpd.GeoDataFrame({"shapeISO": list(SHIPPED.index)}, geometry=turned, crs="EPSG:4326")
    with mistake(GeometryError, "swapped", where="swapped.gpkg"):
        import_boundaries(write(frame, "swapped.gpkg"), COUNTRY)


def test_a_control_layer_on_other_boundaries_conserves_area(write):
    layer = import_boundaries(write(regions(shapeISO=list(SHIPPED.index))), COUNTRY).layer
    zones = partition(layer, LINES[BASELINE])
    assert zones.frame["area_km2"].sum() == pytest.approx(
        geodesic_km2(layer.regions.geometry).sum()
    )


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg"])
def test_a_feature_without_a_shape_is_left_out_and_said(tmp_path, name):
    frame = regions(iso=list(SHIPPED.index)).reset_index(drop=True)
    nothing = gpd.GeoDataFrame({"iso": ["UA-14"]}, geometry=[None], crs="EPSG:4326")
    pd.concat([frame, nothing], ignore_index=True).to_file(tmp_path / name)
    report = import_boundaries(tmp_path / name, COUNTRY).report
    assert (report.read, len(report.matched)) == (28, 27)
    assert [one.feature for one in report.dropped] == [28]
