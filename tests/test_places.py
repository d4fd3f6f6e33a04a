"""Places that decide negotiations: whose each is, and no false exactness."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from tests.drawn import HELD, TERRITORY, control_of, edit
from tests.mistakes import mistake
from tests.shipped import CONFLICT, COUNTRY
from whoholds.country.places import read_places
from whoholds.desk import control_layer, load_catalogue, zones_of
from whoholds.figures.places import places_under
from whoholds.ground.errors import InputError
from whoholds.ground.tables import list_ids
from whoholds.proposals.catalogue import read_catalogue
from whoholds.proposals.citations import read_sources
from whoholds.proposals.evaluation import evaluate
from whoholds.zones.partition import partition

HEADER = "place,kind,region,lon,lat,exact,reach_km,name_en,name_uk,why_en,why_uk,source\n"
REST = "Name,Назва,Why,Чому,atlas\n"


def read(folder, *rows):
    path = folder / "places.csv"
    path.write_text(HEADER + "".join(f"{row},{REST}" for row in rows), encoding="utf-8")
    return read_places(path, TERRITORY)


def under(catalogue, zones, places, reading="narrow"):
    return places_under(evaluate(catalogue, "swap", zones, reading), places).set_index("place")


def test_a_point_has_the_holder_of_its_zone(tmp_path, catalogue, zones):
    places = read(tmp_path, "in-east,town,UA-02,33.7,49,yes,0", "in-west,town,UA-01,31,49,yes,0")
    found = under(catalogue, zones, places)
    assert found.loc["in-east", ["held_by", "holder", "change"]].tolist() == [
        *("RU", "UA", "ru_returns")
    ]
    assert found.loc["in-west", ["held_by", "holder", "change"]].tolist() == [
        "UA",
        "UA",
        "ua_keeps",
    ]


def test_a_place_across_a_line_is_given_to_nobody(tmp_path, catalogue, zones):
    places = read(tmp_path, "dam,dam,UA-02,33.005,49,yes,2", "same,dam,UA-02,33.005,49,yes,0")
    found = under(catalogue, zones, places)
    assert found.loc["dam", ["held_by", "holder", "change"]].tolist() == ["line", "line", "line"]
    assert found.loc["same", "held_by"] == "RU"


# The line runs at 33 degrees, 73 km a degree. It cuts 22 % off a circle of 2 km at 0.9 km from the
# middle, 14 % at 1.2 km.
@pytest.mark.parametrize(
    ("lon", "held_by"),
    [(33.0123, "line"), (33.0164, "RU"), (33.03, "RU"), (32.9877, "line"), (32.9836, "UA")],
)
def test_a_place_takes_the_side_of_the_larger_part(tmp_path, catalogue, zones, lon, held_by):
    place = f"here,town,UA-02,{lon},49,yes,2"
    assert under(catalogue, zones, read(tmp_path, place)).loc["here", "held_by"] == held_by


def test_a_point_on_the_line_is_on_the_line(tmp_path, catalogue, zones):
    found = under(catalogue, zones, read(tmp_path, "here,town,UA-02,33,49,yes,0"))
    assert found.loc["here", "held_by"] == "line"


def test_what_is_on_the_line_may_have_one_holder_after(tmp_path, seeds, zones):
    path = seeds / "control_status.csv"
    edit(path, "swap,,UA-02,RU,,OPEN,,,unclear", "swap,,UA-02,RU,,RU,,,unclear")
    catalogue = read_catalogue(seeds, read_sources(seeds / "sources.toml"), TERRITORY)
    found = under(catalogue, zones, read(tmp_path, "dam,dam,UA-02,33.005,49,yes,2"))
    assert found.loc["dam", ["held_by", "holder", "change"]].tolist() == ["line", "RU", "line"]


def test_a_line_of_the_proposal_divides_a_place_too(tmp_path, catalogue, zones):
    places = read(tmp_path, "here,town,UA-02,33.5,49,yes,2", "aside,town,UA-02,33.525,49,yes,2")
    found = under(catalogue, zones, places)
    assert found.loc["here", ["held_by", "holder", "change"]].tolist() == ["RU", "line", "line"]
    assert found.loc["aside", ["holder", "change"]].tolist() == ["UA", "ru_returns"]


@pytest.mark.parametrize("slivers", ["count", "leave"])
def test_a_strip_along_the_border_puts_nothing_on_the_line(tmp_path, catalogue, grid, slivers):
    """The layer stops some 500 m short of the coast, and the place lies on the coast."""
    layer = control_of(HELD.difference(shapely.box(32, 46, 34, 46.005)))
    zones = partition(grid, layer if slivers == "count" else layer.settled_with(grid))
    found = under(catalogue, zones, read(tmp_path, "quay,port,UA-04,33,45.995,yes,1"))
    assert found.loc["quay", "held_by"] == ("RU" if slivers == "count" else "UA")


def test_a_hair_of_a_polygon_spoils_no_overlay(tmp_path, catalogue, zones):
    """What is left of a strip may be a polygon without an area, across half a region."""
    frame = zones.frame.copy()
    hair = shapely.Polygon([(33.01, 48.9), (33.6401, 49.05), (34, 49.1357), (33.01, 48.9)])
    mine = frame.geometry["UA-02/UA/"]
    frame.loc["UA-02/UA/", "geometry"] = shapely.MultiPolygon([mine, hair])
    spoilt = replace(zones, frame=frame)
    found = under(catalogue, spoilt, read(tmp_path, "here,town,UA-02,33.2,48.945,yes,3"))
    assert found.loc["here", "held_by"] == "RU"


def test_a_point_at_sea_counts_for_the_nearest_zone_of_its_region(tmp_path, catalogue, zones):
    found = under(catalogue, zones, read(tmp_path, "bridge,bridge,UA-02,32.2,50.1,yes,1"))
    assert found.loc["bridge", "held_by"] == "UA"


def test_a_place_outside_the_boundary_layer_is_left_out(tmp_path, catalogue, zones):
    assert under(catalogue, zones, read(tmp_path, "far,town,UA-77,26,48,yes,0")).empty


# The shipped places


def test_shipped_places_have_known_regions_and_sources(shipped_zones):
    table, sources = COUNTRY.places, CONFLICT.sources
    regions = next(iter(shipped_zones.values())).boundaries.regions.index
    assert set(table["region"]) <= set(regions)
    assert {name for ids in table["source"] for name in list_ids(ids)} <= set(sources)


def test_the_lithium_deposits_and_the_spit_are_approximate():
    table = COUNTRY.places.set_index("place")
    rough = set(table.index[table["exact"] == "approximate"])
    assert {"shevchenko-lithium", "kruta-balka-lithium", "kinburn-spit"} <= rough
    assert (table.loc[list(rough), "reach_km"] > 0).all()


def test_every_place_is_ukraines_under_the_peace_formula(shipped_zones):
    for zones in shipped_zones.values():
        table = places_under(evaluate(load_catalogue(), "formula-2022", zones))
        assert len(table) == len(COUNTRY.places)
        assert set(table["holder"]) == {"UA"}


def test_places_follow_the_terms(shipped_zones):
    zones = shipped_zones[max(shipped_zones)]
    found = places_under(evaluate(load_catalogue(), "putin-2024", zones)).set_index("place")
    assert found.loc[["kherson", "zaporizhzhia", "kramatorsk"], "change"].tolist() == [
        *("ua_cedes", "ua_cedes", "ua_cedes")
    ]
    assert found.loc["sevastopol", "change"] == "ru_keeps"
    plant = places_under(evaluate(load_catalogue(), "us-apr-2025", zones)).set_index("place")
    assert plant.loc[["znpp", "enerhodar", "kinburn-spit"], "holder"].tolist() == ["UA"] * 3
    assert found.loc["kakhovka-dam", ["held_by", "holder"]].tolist() == ["line", "RU"]


@pytest.mark.parametrize("day", ["20240708", "20250816", "20260331"])
def test_with_deepstates_map_bridge_and_spit_are_russias_and_the_dam_is_on_the_line(reference, day):
    file = reference / "deepstate" / f"deepstatemap_data_{day}.geojson"
    zones = zones_of(control_layer(file))
    result = evaluate(load_catalogue(), load_catalogue().baseline, zones)
    found = places_under(result).set_index("place")["held_by"]
    places = ["kerch-bridge", "kinburn-spit", "kakhovka-dam"]
    assert found[places].tolist() == ["RU", "RU", "line"]
    assert set(found) <= {"UA", "RU", "line"}


# Bad input


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("here,volcano,UA-02,33,49,yes,0", "kind", "nuclear_plant"),
        ("here,town,Kherson,33,49,yes,0", "region", "UA-14"),
        ("here,town,UA-02,133,49,yes,0", "lon", "15 to 50"),
        ("here,town,UA-02,33,north,yes,0", "lat", "40 to 60"),
        ("here,town,UA-02,33,49,roughly,0", "exact", "approximate"),
        ("here,town,UA-02,33,49,yes,500", "reach_km", "0 to 50"),
    ],
)
def test_a_malformed_place_is_named(tmp_path, row, column, expected):
    with mistake(InputError, column, where=f"line 2, column {column}", expected=expected):
        read(tmp_path, row)


def test_an_approximate_place_needs_a_reach(tmp_path):
    with mistake(InputError, "do not fit together", where="line 3", expected="reach above 0"):
        read(tmp_path, "a,town,UA-02,33,49,approximate,5", "b,town,UA-02,33,49,approximate,0")


def test_a_place_stands_once(tmp_path):
    with mistake(InputError, "same key", where="line 3", found="a, also in line 2"):
        read(tmp_path, "a,town,UA-02,33,49,yes,0", "a,town,UA-02,33.5,49,yes,0")
