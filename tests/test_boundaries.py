import pytest
import shapely

from tests.drawn import REGIONS_CSV, SQUARES, TERRITORY, edit, grid_of, polygons
from tests.mistakes import mistake
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import CRSError, GeometryError, InputError, UnknownNameError
from whoholds.ground.tables import read_table
from whoholds.layers.boundaries import make_boundaries, regions_schema

BOW = shapely.Polygon([(30, 48), (32, 50), (32, 48), (30, 50)])


@pytest.fixture
def facts(drawn_seeds):
    return read_table(drawn_seeds / "regions.csv", regions_schema(TERRITORY))


def test_polygons_and_facts_are_joined_by_code(facts):
    backwards = dict(reversed(SQUARES.items()))
    layer = make_boundaries(polygons(backwards), facts, TERRITORY, source="drawn")
    assert list(layer.regions.index) == ["UA-01", "UA-02", "UA-03", "UA-04"]
    assert list(layer.regions["official_km2"]) == [1000, 2000, 4000, 8000]
    assert layer.regions.geometry["UA-03"].equals(SQUARES["UA-03"])
    assert layer.territory.equals(shapely.box(30, 46, 34, 50))


@pytest.mark.parametrize(
    ("shapes", "found"),
    [
        ({k: v for k, v in SQUARES.items() if k != "UA-03"}, "missing: UA-03"),
        ({**SQUARES, "UA-99": shapely.box(34, 46, 36, 48)}, "unknown: UA-99"),
    ],
)
def test_regions_must_match_the_table(facts, shapes, found):
    with mistake(InputError, "do not match", where="drawn", expected="once", found=found):
        make_boundaries(polygons(shapes), facts, TERRITORY, source="drawn")


def test_a_region_drawn_twice_is_refused(facts):
    frame = polygons(SQUARES)
    frame.loc[0, "region"] = "UA-02"
    with mistake(InputError, "do not match", where="drawn", found="doubled: UA-02; missing: UA-01"):
        make_boundaries(frame, facts, TERRITORY, source="drawn")


@pytest.mark.parametrize(
    ("shape", "found"),
    [(BOW, "Self-intersection"), (shapely.Polygon(), "nothing"), (None, "nothing")],
    ids=["self-crossing", "empty", "none"],
)
def test_a_polygon_that_cannot_be_used_is_named(facts, shape, found):
    frame = polygons({**SQUARES, "UA-03": shape})
    with mistake(GeometryError, "cannot be used", where="drawn, region UA-03", found=found):
        make_boundaries(frame, facts, TERRITORY, source="drawn")


def test_boundaries_in_another_crs_are_refused(facts):
    frame = polygons(SQUARES).to_crs("EPSG:3857")
    with mistake(CRSError, "reference system", where="drawn", found="Pseudo-Mercator"):
        make_boundaries(frame, facts, TERRITORY, source="drawn")


def test_an_unknown_region_is_named_with_the_known_ones(grid):
    with mistake(UnknownNameError, "'UA-99'", where="here", expected="UA-01, UA-02", found="UA-99"):
        grid.require_region("UA-99", "here")


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("UA-03,oblast", "Kherson,oblast", "region"),
        ("UA-03,oblast", "UA-03,province", "kind"),
        (",4000,", ",-4000,", "official_km2"),
        (",4000,", ",large,", "official_km2"),
        (",30,2022-01-01", ",30,1 January", "population_date"),
        (",30,2022-01-01", ",,2022-01-01", "population"),
        ("UA-03,oblast", "UA-02,oblast", "region"),
    ],
)
def test_a_bad_row_of_regions_csv_is_named(seeds, old, new, column):
    assert REGIONS_CSV.splitlines()[3].startswith("UA-03"), "the row edited is line 4"
    path = edit(seeds / "regions.csv", old, new)
    with mistake(
        InputError, r"(a cell of column|the same key)", where=f"{path}, line 4, column {column}"
    ):
        grid_of(seeds)


def test_the_shipped_regions_are_ukraine():
    regions = load_boundaries().regions
    assert len(regions) == 27
    assert {"UA-43", "UA-40", "UA-30", "UA-14"} < set(regions.index)
    assert regions["official_km2"].sum() == pytest.approx(TERRITORY.official_km2, abs=100)


def test_the_shipped_regions_neither_overlap_nor_leave_gaps():
    layer = load_boundaries()
    total = layer.regions["area_km2"].sum()
    assert geodesic_km2([layer.territory])[0] == pytest.approx(total, rel=1e-12)
    holes = [len(part.interiors) for part in shapely.get_parts(layer.territory)]
    assert not any(holes), "a hole in the country would be a gap between regions"
