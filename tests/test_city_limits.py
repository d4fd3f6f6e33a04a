"""The limits of Kyiv and Sevastopol: the table, the shipped polygons, the drawing of others."""

import hashlib
import io
import itertools
import lzma

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.drawn import TERRITORY, edit
from tests.mistakes import mistake
from tests.shipped import COUNTRY
from whoholds.checks.report import _CHECKS
from whoholds.checks.tables import Tables
from whoholds.country.country import Country
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import InputError, UnknownNameError
from whoholds.ground.resources import geodata, seeds
from whoholds.layers.city_limits import WINDS, limit_faults, read_limits, waypoints

REGIONS = load_boundaries().regions
ROWS = read_limits(seeds("city_limits.csv"), TERRITORY)


def places():
    return {name: (point.x, point.y) for name, point in COUNTRY.points.items()}


# --- the table ---------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "city_limits.csv"
    path.write_bytes(seeds("city_limits.csv").read_bytes())
    return path


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (",out,2.4,ESE,", ",outside,2.4,ESE,", "line 2, column side"),
        (",out,2.4,ESE,", ",out,24,ESE,", "line 2, column km"),
        (",out,2.4,ESE,", ",out,2.4,east,", "line 2, column towards"),
        ("limit,8516166,", "border,8516166,", "line 2, column kind"),
        ("limit,8516166,", "limit,Moshchun,", "line 2, column place"),
        ("UA-30,1,", "UA-30,2,", "line 3, column region, sequence"),
    ],
)
def test_a_bad_row_is_named(table, old, new, where):
    text = table.read_text("utf-8").replace(old, new, 1)
    table.write_text(text, encoding="utf-8")
    with mistake(InputError, r"(a cell of column|the same key)", where=where):
        read_limits(table, TERRITORY)


def test_a_gap_in_the_sequence_is_named(table):
    edit(table, "UA-30,7,", "UA-30,70,")
    with mistake(
        InputError, "limit of UA-30 is not in order", where="limits.csv", found="1 2 3 4 5 6 70 8"
    ):
        read_limits(table, TERRITORY)


def test_a_limit_runs_from_coast_to_coast_or_is_closed(table):
    edit(table, "UA-40,1,coast,", "UA-40,1,limit,")
    found = "coast in 29 of 29"
    with mistake(InputError, "does not run from coast to coast", where="column kind", found=found):
        read_limits(table, TERRITORY)


def test_an_unknown_place_is_named():
    rows = ROWS.assign(place=ROWS["place"].where(ROWS.index != 4, "999"))
    with mistake(UnknownNameError, "unknown place 999", where="here, line 6, column place"):
        waypoints(rows, places(), "here")


@pytest.mark.parametrize(("wind", "dx", "dy"), [("N", 0, 1), ("E", 1, 0), ("SW", -1, -1)])
def test_a_waypoint_lies_so_far_in_that_direction(wind, dx, dy):
    rows = pd.DataFrame({"place": ["a"], "km": [5.0], "towards": [wind]})
    ((lon, lat),) = waypoints(rows, {"a": (30.0, 50.0)}, "here")
    east, north = (lon - 30.0) * 71.7, (lat - 50.0) * 111.2
    assert np.hypot(east, north) == pytest.approx(5.0, rel=0.01)
    assert (np.sign(round(east, 1)), np.sign(round(north, 1))) == (dx, dy)


def test_the_sixteen_winds_go_once_round():
    rows = pd.DataFrame({"place": "a", "km": 5.0, "towards": WINDS})
    ring = shapely.Polygon(waypoints(rows, {"a": (30.0, 50.0)}, "here"))
    assert ring.is_valid
    assert not shapely.is_ccw(ring.exterior)
    assert geodesic_km2([ring])[0] == pytest.approx(8 * 25 * np.sin(np.pi / 8), rel=0.001)


# --- what ships --------------------------------------------------------------------------------


@pytest.mark.parametrize(("city", "official"), [("UA-30", 839), ("UA-40", 864)])
def test_a_city_has_its_official_area(city, official):
    assert geodesic_km2([REGIONS.geometry[city]])[0] == pytest.approx(official, rel=0.02)
    assert REGIONS.loc[city, "official_km2"] == official


def test_kyiv_is_the_one_hole_of_its_oblast():
    (oblast,), (city,) = (shapely.get_parts(REGIONS.geometry[code]) for code in ("UA-32", "UA-30"))
    (hole,) = oblast.interiors
    assert shapely.Polygon(hole).equals(city)
    assert not city.interiors


def test_sevastopol_lies_on_the_coast_and_borders_on_crimea_alone():
    city = REGIONS.geometry["UA-40"]
    assert len(shapely.get_parts(city)) == 1
    touching = REGIONS.index[REGIONS.geometry.intersects(city)]
    assert sorted(touching) == ["UA-40", "UA-43"]
    coast = city.boundary.intersection(load_boundaries().territory.boundary)
    assert coast.length > 0.4 * city.boundary.length


def test_the_regions_are_a_coverage():
    assert shapely.coverage_is_valid(REGIONS.geometry.array)


@pytest.mark.parametrize("city", ["UA-30", "UA-40"])
def test_settlements_are_on_their_side(city):
    """All of them, not those alone that a waypoint is measured from."""
    table = pd.read_csv(geodata("settlements.csv")).set_index("geonames_id")
    inside = shapely.contains_xy(REGIONS.geometry[city], table["lon"], table["lat"])
    wrong = table[inside != (table["region"] == city)]
    # An enclave of the oblast, of 0.87 km2, which is not drawn.
    assert list(wrong["name_en"]) == (["Kotsiubynske"] if city == "UA-30" else [])


def ring_edges(shape):
    """The edges of a shape, each as its two vertices whatever way it is run through."""
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = [f"{x:.6f} {y:.6f}" for x, y in shapely.get_coordinates(ring)]
        yield from (" ".join(sorted(pair)) for pair in itertools.pairwise(points))


def digest(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_the_other_regions_the_border_and_the_coast_are_the_source_s():
    """Pinned to the edition before the cities were drawn anew."""
    lines = geodata("regions.geojson").read_text("utf-8").split("\n")
    redrawn = ("UA-30", "UA-32", "UA-40", "UA-43")
    others = [line.rstrip(",") for line in lines if '"region":"UA-' in line]
    others = [line for line in others if not any(f'"{code}"' in line for code in redrawn)]
    assert len(others) == 23
    assert digest(others) == OTHERS
    assert digest(sorted(ring_edges(shapely.coverage_union_all(REGIONS.geometry.array)))) == OUTER


OTHERS = "aa1c7bd9d49881137ed2fe5d47b581990fa1463e1830c853413cfb70bb871ccc"
OUTER = "baa978541bb75b4ae41ba1880c552a3d0931cd17b00ad15b207b7d51f4a83e96"


def test_the_shipped_table_is_the_one_that_was_drawn():
    rows, where = ROWS, "city_limits.csv"
    assert list(limit_faults(rows, places(), load_boundaries(), where)) == []
    assert set(rows["region"]) == {"UA-30", "UA-40"}


def test_the_check_names_what_was_moved_and_what_is_on_the_wrong_side(tmp_path):
    """A waypoint that was moved asks for a new build; a place on the wrong side is named."""
    lines = seeds("city_limits.csv").read_text("utf-8").splitlines()
    lines[3] = lines[3].replace(",3.6,W,", ",3.5,W,")
    lines[10] = lines[10].replace(",in,", ",out,")
    lines[20] = lines[20].replace(",prolisky-edge", ",rumour")
    for name in ("sources.toml", "conflict.toml"):
        (tmp_path / name).write_bytes(seeds(name).read_bytes())
    (tmp_path / "city_limits.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    faults = _CHECKS["city limits"](
        Tables(Country(tmp_path, geodata()).but(boundaries=load_boundaries()))
    ).faults
    told = [(fault.what, fault.where.partition(", ")[2]) for fault in faults]
    assert told == [
        ("the polygon of UA-30 was not drawn with this waypoint", "line 4"),
        ("the place 13546519 lies on the wrong side of the limit of UA-30", "line 11, column side"),
        ("unknown source 'rumour'", "line 21, column source"),
    ]
    assert "make geodata" in faults[0].remedy


def test_a_city_that_is_no_region_is_named():
    rows = ROWS.assign(region=ROWS["region"].replace("UA-30", "UA-99"))
    with mistake(UnknownNameError, "unknown region 'UA-99'", where="here, line 2, column region"):
        list(limit_faults(rows, places(), load_boundaries(), "here"))


def openstreetmaps_outline(reference, city):
    """Kyiv as it is drawn there; Sevastopol as what the raions of Crimea leave of the peninsula."""
    boundaries = reference / "boundaries"
    packed = (boundaries / "osm_districts" / "raions.geojson.xz").read_bytes()
    raions = gpd.read_file(io.BytesIO(lzma.decompress(packed)))
    shapes = raions.geometry.make_valid()
    if city == "UA-30":
        (outline,) = shapes[raions["name_uk"] == "Київ"]
    else:
        (path,) = (boundaries / "osm_oblasts").glob("UA_43_*.geojson")
        peninsula = shapely.union_all(gpd.read_file(path).geometry.make_valid().array)
        around = shapes[raions["file"] == "avtonomna_respublika_krym"]
        rest = shapely.get_parts(peninsula.difference(shapely.union_all(around.array)))
        outline = max(rest, key=shapely.area)
    return outline.intersection(load_boundaries().territory)


@pytest.mark.parametrize(
    ("city", "alike", "before"), [("UA-30", 0.80, 0.47), ("UA-40", 0.88, 0.76)]
)
def test_likeness_to_openstreetmaps_outline(reference, city, alike, before):
    """A measure, as docs/assumptions.md has it; no waypoint is taken from there."""
    ours, theirs = REGIONS.geometry[city], openstreetmaps_outline(reference, city)
    common, both = geodesic_km2([ours.intersection(theirs), ours.union(theirs)])
    assert common / both == pytest.approx(alike, abs=0.005)
    assert common / both > before + 0.1
