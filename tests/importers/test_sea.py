"""Boundaries that take in the sea, and districts given as regions."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.importers.files import in_english
from tests.mistakes import mistake
from tests.shipped import COUNTRY
from whoholds.checks.own_files import OwnFiles
from whoholds.checks.tables import Tables
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError, InputError
from whoholds.ground.resources import geodata
from whoholds.importers.regions.layer import import_boundaries
from whoholds.words.reader import ENGLISH

SHIPPED = load_boundaries().regions
COAST = ["UA-14", "UA-23", "UA-40", "UA-43", "UA-48", "UA-51", "UA-65"]


def with_sea(width):
    """The shipped regions, each with a share of a band of sea, as OpenStreetMap has them."""
    neighbours = gpd.read_file(geodata("neighbours.geojson")).geometry
    taken = shapely.union_all([*SHIPPED.geometry, *neighbours])
    shapes = SHIPPED.geometry.to_dict()
    for region in COAST:
        band = shapely.buffer(shapes[region], width).difference(taken)
        taken = taken.union(band)
        shapes[region] = shapes[region].union(band)
    return shapes


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    return write(tmp_path_factory.mktemp("sea") / "wide.gpkg", with_sea(0.25))


def write(path, shapes, **columns):
    columns = columns or {"shapeISO": list(shapes)}
    frame = gpd.GeoDataFrame(columns, geometry=list(shapes.values()), crs="EPSG:4326")
    frame.to_file(path)
    return path


def test_the_sea_is_cut_off_at_the_shipped_coast_and_said(wide):
    result = import_boundaries(wide, COUNTRY)
    assert np.allclose(result.layer.regions["area_km2"], SHIPPED["area_km2"], rtol=1e-6)
    assert set(result.report.sea_km2) == set(COAST)
    drawn = dict(zip(SHIPPED.index, geodesic_km2(list(with_sea(0.25).values())), strict=True))
    for region, km2 in result.report.sea_km2.items():
        assert km2 == pytest.approx(drawn[region] - SHIPPED["area_km2"][region], rel=1e-3)
    crimea = f"UA-43: {result.report.sea_km2['UA-43']:,.0f} km2 of sea cut off"
    assert any(line.startswith(crimea) for line in map(ENGLISH.note, result.report.noted()))
    assert result.report.sea_km2["UA-43"] > 15_000


def test_check_names_the_sea(wide):
    found = dict(OwnFiles(Tables(COUNTRY), boundaries=wide).findings())
    notes = in_english(found["your regions"].notes)
    assert any("UA-43" in note and "of sea cut off" in note for note in notes)
    assert [finding.faults for finding in found.values()] == [[], [], []]


def test_a_coast_that_is_drawn_otherwise_is_left_where_it_is(tmp_path):
    shapes = with_sea(0.012)
    report = import_boundaries(write(tmp_path / "a.gpkg", shapes), COUNTRY).report
    assert report.sea_km2 == {}
    sizes = report.regions.set_index("region")["area_km2"]
    assert sizes["UA-43"] > SHIPPED["area_km2"]["UA-43"] + 300


def test_an_estuary_is_left_where_it_is(tmp_path):
    """Inner waters belong to the official areas, and are no sign of the sea."""
    shapes = SHIPPED.geometry.to_dict()
    estuary = shapely.box(31.7, 46.45, 32.5, 46.75).difference(load_boundaries().territory)
    shapes["UA-48"] = shapes["UA-48"].union(estuary)
    assert 500 < geodesic_km2([estuary])[0] < 1500
    assert import_boundaries(write(tmp_path / "a.gpkg", shapes), COUNTRY).report.sea_km2 == {}


@pytest.mark.parametrize(
    "arguments",
    [
        ("areas", "putin-2024", "--format", "json"),
        ("claims", "--format", "json"),
        ("zones", "putin-2024", "-o", "zones.csv"),
        ("import", "held_2025-08-16.gpkg", "--format", "json"),
    ],
)
def test_every_command_says_what_was_cut_off(run, wide, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    frame = gpd.GeoDataFrame(
        {"held_by": ["RU"]}, geometry=[shapely.box(32, 44, 37, 46.3)], crs=4326
    )
    frame.to_file("held_2025-08-16.gpkg")
    done = run(*arguments, "--boundaries", wide)
    assert done.returncode == 0
    assert "UA-43: " in done.stderr
    assert "km2 of sea cut off at the shipped coast" in done.stderr


def test_the_share_is_of_land_again(run, wide):
    arguments = "areas", "putin-2024", "--format", "json"
    ours, theirs = run(*arguments), run(*arguments, "--boundaries", wide)
    before, after = (json.loads(done.stdout)["headline"]["share"] for done in (ours, theirs))
    assert after == pytest.approx(before, rel=1e-4)


# Boundaries are judged as `check` does


@pytest.mark.parametrize("command", ["areas", "map", "zones", "spread", "import", "claims"])
def test_polygons_beside_the_wrong_codes_are_refused_by_every_command(
    run, tmp_path, monkeypatch, command
):
    monkeypatch.chdir(tmp_path)
    shapes = SHIPPED.geometry.to_dict()
    shapes["UA-14"], shapes["UA-09"] = shapes["UA-09"], shapes["UA-14"]
    write("a.gpkg", shapes)
    frame = gpd.GeoDataFrame({"held_by": ["RU"]}, geometry=[shapely.box(37, 47, 38, 48)], crs=4326)
    frame.to_file("held_2025-08-16.gpkg")
    arguments = {
        "areas": ["putin-2024"],
        "map": ["-o", "map.html"],
        "zones": ["putin-2024", "-o", "zones.csv"],
        "spread": ["held_2025-08-16.gpkg", "--with", "2025-08-16"],
        "import": ["held_2025-08-16.gpkg"],
        "claims": [],
    }[command]
    done = run(command, *arguments, "--boundaries", "a.gpkg")
    assert (done.returncode, done.stdout) == (5, "")
    assert "the polygon of UA-09 is not that region's" in done.stderr
    assert not {"map.html", "zones.csv"} & {file.name for file in tmp_path.iterdir()}


def test_overlaps_are_refused(tmp_path):
    shapes = SHIPPED.geometry.to_dict()
    shapes["UA-53"] = shapes["UA-53"].union(shapely.buffer(shapes["UA-71"], -0.3))
    with mistake(GeometryError, "UA-53 and UA-71 overlap", where="a.gpkg", found="km2"):
        import_boundaries(write(tmp_path / "a.gpkg", shapes), COUNTRY)


# Districts


def districts():
    """Every region cut in four."""
    pieces, owners = [], []
    for region, shape in SHIPPED.geometry.items():
        west, south, east, north = shape.bounds
        x, y = (west + east) / 2, (south + north) / 2
        for box in (
            shapely.box(west, south, x, y),
            shapely.box(x, south, east, y),
            shapely.box(west, y, x, north),
            shapely.box(x, y, east, north),
        ):
            pieces.append(shape.intersection(box))
            owners.append(region)
    return dict(enumerate(pieces)), owners


PARTS, OWNERS = districts()
NUMBERS = range(len(OWNERS))
COLUMNS = {
    "names": {"name": [f"{n}-й район" for n in NUMBERS]},
    "names in English": {"shapeName": [f"No {n} Raion" for n in NUMBERS]},
    "KATOTTH": {"katotth": [f"UA{n % 80 + 10}02{n:015d}"[:19] for n in NUMBERS]},
    "p-codes": {"ADM2_PCODE": [f"UA{n:04d}" for n in NUMBERS],
                "ADM1_PCODE": [one.replace("-", "") for one in OWNERS]},
    "names alone": {"shapeName": [f"Place {n}" for n in NUMBERS]},
    "codes of the regions": {"shapeISO": OWNERS},
}  # fmt: skip


@pytest.mark.parametrize("form", COLUMNS)
def test_districts_are_not_taken_for_regions(tmp_path, form):
    path = write(tmp_path / "a.gpkg", PARTS, **COLUMNS[form])
    with mistake(InputError, "parts of regions", where=str(path), found="108 polygons"):
        import_boundaries(path, COUNTRY)


def test_raions_of_openstreetmap(reference, tmp_path):
    import lzma

    packed = reference / "boundaries" / "osm_districts"
    for name in ("raions", "hromadas"):
        path = tmp_path / f"{name}.geojson"
        path.write_bytes(lzma.decompress((packed / f"{name}.geojson.xz").read_bytes()))
        with mistake(InputError, "parts of regions", where=str(path), found="raions or hromadas"):
            import_boundaries(path, COUNTRY)
