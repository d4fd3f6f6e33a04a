"""The report of an import in words: in Ukrainian nothing of ours is left in English."""

import csv
import datetime as dt
import re
from importlib.resources import files

import geopandas as gpd
import pytest
from shapely import box

from tests.importers.files import (
    EAST,
    KML_RING,
    RING,
    collection,
    feature,
    kml,
    polygon,
    write_json,
    write_layer,
    write_zip,
)
from tests.importers.test_forms import NAMES, SETTLEMENTS, square
from tests.importers.test_shapefiles import shapefile, twice
from tests.shipped import COUNTRY, reader_of
from whoholds.importers.layer import import_layer
from whoholds.importers.report import SHOWN
from whoholds.telling.imports import import_table
from whoholds.words.saying import Note

ROWS = {
    row["key"]: row
    for row in csv.DictReader(
        files("whoholds.words").joinpath("words.csv").read_text("utf-8").splitlines()
    )
}
DAY = "2025-08-16"
FLAT = [[30, 46]] * 4
BOW = [[30, 47], [32, 49], [32, 47], [30, 49], [30, 47]]
PINCHED = [[30, 46], [32, 46], [31, 47], [32, 48], [30, 48], [31, 47], [30, 46]]
POINT = {"type": "Point", "coordinates": [30, 46]}
STROKE = {"type": "LineString", "coordinates": [[30, 46], [31, 47]]}


def ring(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def together(*geometries):
    return {"type": "GeometryCollection", "geometries": list(geometries)}


SHAPES = [
    polygon(RING),
    polygon(BOW),
    polygon(PINCHED),
    polygon(RING, FLAT),
    polygon(FLAT),
    polygon([[30, 46, 5], [31, 46, 5], [31, 47, 5], [30, 47, 5]]),
    polygon(ring(30, 46, 31, 47), ring(32, 48, 33, 49)),
    polygon(ring(30, 46, 34, 50), ring(31, 47, 33, 49), ring(31.5, 47.5, 32.5, 48.5)),
    polygon(ring(30, 46, 32, 48), [[30, 47], [31, 46], [32, 47], [31, 48], [30, 47]]),
    {
        "type": "MultiPolygon",
        "coordinates": [[ring(30, 46, 34, 50)], [ring(31, 47, 33, 49)]],
    },
    POINT,
    together(POINT, STROKE),
    together(square(30, 48), STROKE),
    None,
]
"""What can be mended or has to be left out, each kind once."""


def mended(folder):
    features = [feature(shape, held_by="RU", date=DAY, kind="rumoured") for shape in SHAPES]
    free = feature(square(31, 46), held_by="UA", date=DAY)
    return write_json(folder / "mine.geojson", collection(*features, free, {"type": "odd"}))


def whole(folder):
    return write_layer(folder / "whole.gpkg", EAST)


def deepstate(folder):
    shapes = [feature(square(33, 46 + row % 4), name=name) for row, name in enumerate(NAMES)]
    nameless = feature(square(31, 46), name="")
    document = {"id": 1755345600, "map": collection(*shapes, nameless)}
    return write_json(folder / "last.json", document)


def mirror(folder):
    name = "deepstatemap_data_20250816"
    return write_json(folder / f"{name}.geojson", collection(feature(polygon(RING)), name=name))


def isw(folder):
    types = ["ukraine_control_map", "claimed_russian", "claimed_ukrainian", "weather"]
    shapes = [box(33, 46, 34, 47)] * len(types)
    return write_layer(folder / "isw.gpkg", *shapes, layer_type=types, date=DAY, area_km2=5)


def claims(folder):
    return write_layer(folder / "claims.gpkg", EAST, layer_type=["claimed_russian"], date=DAY)


def viina(folder):
    path = folder / "control.csv"
    path.write_text(f"{SETTLEMENTS}6,F,,,RU,RU,RU\n", encoding="utf-8")
    return path


def days(folder):
    """Rows of three days, in an envelope, with a list of values that mean held."""
    rows = [("ru", "2025-08-15"), ("ru", DAY), ("ua", DAY)]
    shapes = [feature(square(33, 46 + n), who=who, date=day) for n, (who, day) in enumerate(rows)]
    return write_json(folder / "days.json", {"value": collection(*shapes)})


def layers(folder):
    """A layer a day."""
    for day in ("20250815", "20250816"):
        frame = gpd.GeoDataFrame({"id": [1]}, geometry=[EAST], crs="EPSG:4326")
        frame.to_file(folder / "layers.gpkg", layer=f"held_{day}")
    return folder / "layers.gpkg"


def kmz(folder):
    """A document with a link, and another one beside it."""
    link = "<NetworkLink><Link><href>data</href></Link></NetworkLink><Placemark>"
    main = kml(KML_RING).replace("<Placemark>", link, 1)
    return write_zip(
        folder / "doc.kmz", {"doc.kml": main.encode(), "b.kml": kml(KML_RING).encode()}
    )


def columns(folder):
    path = folder / "columns.csv"
    text = SETTLEMENTS.replace("5,E,60,47,RU", "5,E,60,47,NA").replace(",", ";")
    path.write_text(text, encoding="utf-8")
    return path


def dbf(folder, name, encoding, text, byte=0):
    """A shapefile whose encoding nothing but its bytes says."""
    path = shapefile(folder / f"{name}.shp", encoding, byte, [text, text])
    return path


def no_dbf(folder):
    path = dbf(folder, "bare", "UTF-8", "a")
    path.with_suffix(".dbf").unlink()
    return path


def later(folder):
    """Land of Crimea's north, left out, so that what was held before is missing."""
    west = box(30, 46, 33, 50)
    return write_layer(folder / "later.gpkg", west, EAST, who=["ru", "ua"], date=DAY)


PICKED = {"date": dt.date(2025, 8, 16)}
RU = {"held_field": "who", "held_value": "ru"}
FILES = {
    "viina": (viina, {"date": dt.date(2022, 3, 20)}),
    "left": (mended, {"slivers": "leave"}),
    "days": (days, {**PICKED, **RU}),
    "layers": (layers, PICKED),
    "kmz": (kmz, PICKED),
    "columns": (columns, {"date": dt.date(2022, 3, 20)}),
    "utf": (lambda folder: dbf(folder, "utf", "UTF-8", "б"), PICKED),
    "cyrillic": (lambda folder: dbf(folder, "cyrillic", "CP1251", "Бахмут"), PICKED),
    "own": (lambda folder: dbf(folder, "own", "CP1251", "Бахмут", 0xC9), PICKED),
    "guess": (lambda folder: dbf(folder, "guess", "CP1252", "Überführt"), PICKED),
    "no_dbf": (no_dbf, PICKED),
    "later": (later, RU),
    "twice": (lambda folder: twice(folder / "two.shp"), {**PICKED, "held_field": "who (2)"}),
    "one": (lambda folder: write_layer(folder / "one.gpkg", EAST, who=["ru"], date=DAY), RU),
    **{made.__name__: (made, {}) for made in (mended, whole, deepstate, mirror, isw, claims)},
}


@pytest.fixture(scope="module")
def reports(grid, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    return {
        name: import_layer(make(folder), grid, COUNTRY, **options).report
        for name, (make, options) in FILES.items()
    }


@pytest.mark.parametrize("name", FILES)
def test_no_item_of_a_report_in_ukrainian_has_its_english_name(reports, name):
    english, ukrainian = (
        import_table(reports[name], reader_of(language))["what"] for language in ("en", "uk")
    )
    assert len(english) == len(ukrainian)
    assert set(english) & set(ukrainian) <= {""}
    assert not any(re.search("[A-Za-z]", item) for item in ukrainian)


KEPT = """
    GeoJSON Point LineString held_by UA RU kind rumoured assessed claimed settlement RFC
    mine whole last isw claims control geojson gpkg json csv DeepState deepstate
    columns days value layers held_ doc kmz link data kml utf cyrillic own guess bare later one shp
    who two
    Name date dbf cpg UTF NA
    DeepStateMap deepstatemap live data cyterat map Institute for the Study War and of Critical
    Threats Project ISW VIINA CADR CALR Occupied Abkhazia territories abkhazia geoJSON
"""
"""Names, ids and what the files themselves say."""

OF_BOUNDARIES = {"remark.no_region", "remark.again", "remark.of_file"}
"""What only an import of boundaries says; tests/importers/test_boundaries.py has them."""

NEVER_SHOWN = {"remark.free", "remark.line_astray"}
"""Why a settlement is not drawn: it has no polygon to be told of; tests/importers/test_own.py."""


@pytest.mark.parametrize("name", FILES)
def test_what_a_report_in_ukrainian_says_is_in_ukrainian(reports, name):
    table = import_table(reports[name], reader_of("uk"))
    # GDAL says in its own words what it met, of which this is one.
    found = [text for text in table["found"] if "OGR_" not in text]
    said = re.findall("[A-Za-z_]{3,}", " ".join(found).replace("deepstatemap_data_20250816", ""))
    assert set(said) - set(KEPT.split()) == set()


def keys_in(value):
    """The keys of a note and of all that stands in its gaps."""
    if isinstance(value, Note):
        return {value.key}.union(*map(keys_in, value.values.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, tuple) else set()


@pytest.mark.parametrize("prefix", ["remark.", "origin."])
def test_every_sentence_of_the_words_is_one_that_an_import_says(reports, prefix):
    said = set()
    for report in reports.values():
        remarks = [one.reason for one in (*report.dropped, *report.repaired)]
        said |= keys_in((report.source, *report.notes, *report.warnings, *remarks))
    said |= OF_BOUNDARIES
    assert {key for key in ROWS if key.startswith(prefix)} - said - NEVER_SHOWN == set()


def test_numbers_are_written_in_the_readers_way(reports):
    rows = reports["whole"]
    english, ukrainian = (
        dict(import_table(rows, reader_of(language)).itertuples(index=False))
        for language in ("en", "uk")
    )
    assert english["held, by official areas"].endswith("% of 603,628 km2")
    assert ukrainian["утримується, за офіційними площами"].endswith(
        "% від 603\N{NO-BREAK SPACE}628 км²"
    )


def test_a_text_of_the_file_s_own_stays_as_it_is(tmp_path, grid):
    source = "What a {} is, a layer of somebody"
    path = write_layer(tmp_path / "a.gpkg", EAST, date=DAY, source=source)
    report = import_layer(path, grid).report
    assert report.source == source
    assert source in set(import_table(report, reader_of("uk"))["found"])


def test_only_the_first_remarks_are_told_and_how_many_there_are(tmp_path, grid):
    flats = [feature(polygon(FLAT), date=DAY)] * (SHOWN + 5)
    document = collection(feature(polygon(RING), date=DAY), *flats)
    report = import_layer(write_json(tmp_path / "a.geojson", document), grid).report
    table = import_table(report, reader_of("uk"))
    assert f"{SHOWN + 5} об’єктів, перші {SHOWN}:" in set(table["found"])
    assert (table["what"] == "").sum() == SHOWN
