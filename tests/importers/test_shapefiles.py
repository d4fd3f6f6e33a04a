"""Shapefiles without all of their files: attributes in Cyrillic, what is missing named."""

import codecs
import shutil

import geopandas as gpd
import pytest
from shapely import box

from tests.drawn import DAY
from tests.importers.files import EAST, INSIDE, in_english, write_layer, write_zip
from tests.mistakes import mistake
from tests.shipped import COUNTRY
from whoholds.desk import load_boundaries
from whoholds.ground.errors import CRSError, InputError
from whoholds.importers.layer import import_layer
from whoholds.importers.offer import offer_of
from whoholds.importers.open.shapefiles import dbf_encoding
from whoholds.importers.regions.layer import import_boundaries
from whoholds.words.reader import ENGLISH

VALUES = ["утримується", "вільне"]


def shapefile(path, encoding, byte=None, values=VALUES, column="status"):
    """Write a shapefile of an encoding without .cpg, with a byte of its own in the .dbf."""
    gpd.GeoDataFrame(
        {column: values}, geometry=[EAST, box(30, 46, 31, 48)], crs="EPSG:4326"
    ).to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    data = bytearray(path.with_suffix(".dbf").read_bytes())
    data[29] = byte or 0
    path.with_suffix(".dbf").write_bytes(data)
    return path


CASES = {
    "UTF-8, no byte": ("UTF-8", 0, "valid UTF-8"),
    "UTF-8, the byte of another": ("UTF-8", 0xC9, "valid UTF-8"),
    "1251, no byte": ("CP1251", 0, "Cyrillic in that code page"),
    "1251, its byte": ("CP1251", 0xC9, "the .dbf says so"),
    "1251, the byte of ANSI": ("CP1251", 0x57, "Cyrillic in that code page"),
    "1251, the byte of Western letters": ("CP1251", 0x03, "Cyrillic in that code page"),
    "866, its byte": ("CP866", 0x65, "the .dbf says so"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("packed", [False, True])
def test_cyrillic_values_without_cpg_can_be_named(tmp_path, grid, case, packed):
    encoding, byte, how = CASES[case]
    values = ["утримується", "вільне"] if encoding != "CP866" else ["держать", "свободно"]
    path = shapefile(tmp_path / "a.shp", encoding, byte, values)
    if packed:
        members = {file.name: file for file in tmp_path.glob("a.*")}
        path = write_zip(tmp_path / "b.zip", members)
    assert offer_of(path).columns[0].values == tuple(sorted(values))
    result = import_layer(path, grid, date=DAY, held_field="status", held_value=values[0])
    assert result.layer.held.equals(INSIDE)
    assert any(note.startswith("attributes are read as") and how in note
               for note in in_english(result.report.notes))  # fmt: skip


def test_attributes_of_a_cut_or_broken_file_have_some_encoding(tmp_path):
    """Whatever the head of a .dbf promises: each length, and each byte of the head at its ends."""
    whole = shapefile(tmp_path / "a.shp", "CP1251").with_suffix(".dbf").read_bytes()
    start = int.from_bytes(whole[8:10], "little")
    cut = [whole[:length] for length in range(len(whole))]
    broken = [
        whole[:at] + bytes([value]) + whole[at + 1 : length]
        for at in range(start)
        for value in (0, 1, 0x43, 0xFF)
        for length in (40, start - 1, len(whole))
    ]
    for data in [*cut, *broken]:
        encoding, remark = dbf_encoding(data) or ("ascii", None)
        assert codecs.lookup(encoding)
        assert remark or encoding == "ascii"


@pytest.mark.filterwarnings("ignore:Value .* has been truncated")
def test_a_value_cut_through_a_letter_is_utf8_all_the_same(tmp_path, grid):
    long = "окупована територія України, за станом на серпень " * 6
    path = shapefile(tmp_path / "a.shp", "UTF-8", 0, [long, "б"])
    assert any("UTF-8" in note for note in _notes(path, grid, "б"))


def test_western_letters_are_no_cyrillic(tmp_path, grid):
    path = shapefile(tmp_path / "a.shp", "CP1252", 0, ["Überführt", "à côté"])
    assert offer_of(path).columns[0].values == ("Überführt", "à côté")
    note = _notes(path, grid, "à côté")[-1]
    assert note.startswith("attributes are read as cp1252: a guess")
    path = shapefile(tmp_path / "b.shp", "CP1252", 0x03, ["Überführt", "à côté"])
    assert _notes(path, grid, "à côté")[-1].endswith("there is no file .cpg")


def _notes(path, grid, value):
    return in_english(
        import_layer(path, grid, date=DAY, held_field="status", held_value=value).report.notes
    )


def test_a_cpg_is_believed_and_ascii_needs_no_word(tmp_path, grid):
    path = write_layer(tmp_path / "a.shp", EAST, status=["утримується"])
    assert path.with_suffix(".cpg").exists()
    assert not any("attributes" in note for note in _notes(path, grid, "утримується"))
    plain = shapefile(tmp_path / "b.shp", "UTF-8", 0, ["ru", "ua"])
    assert not any("attributes" in note for note in _notes(plain, grid, "ru"))


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1251"])
def test_regions_with_names_in_cyrillic_are_found(tmp_path, encoding):
    shipped = load_boundaries().regions
    path = tmp_path / "oblasts.shp"
    frame = gpd.GeoDataFrame(
        {"ADM1_UA": list(shipped["name_uk"])}, geometry=shipped.geometry.to_numpy(), crs=4326
    )
    frame.to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    report = import_boundaries(path, COUNTRY).report
    assert set(report.matched.values()) == {"adm1_ua"}
    assert any("attributes are read as" in line for line in map(ENGLISH.note, report.noted()))


# Files that are missing


def test_a_missing_index_is_named(tmp_path, grid):
    path = write_layer(tmp_path / "a.shp", EAST)
    path.with_suffix(".shx").unlink()
    with mistake(InputError, "shapefile is missing", where=str(path), found="no a.shx"):
        import_layer(path, grid, date=DAY)
    members = {file.name: file for file in tmp_path.glob("a.*")}
    packed = write_zip(tmp_path / "b.zip", members)
    with mistake(InputError, "shapefile is missing", where="member a.shp", found="no a.shx"):
        import_layer(packed, grid, date=DAY)


def test_large_letters_are_no_missing_files(tmp_path, grid):
    path = write_layer(tmp_path / "a.shp", EAST)
    for suffix in (".shx", ".dbf", ".prj"):
        shutil.move(path.with_suffix(suffix), tmp_path / f"a{suffix.upper()}")
    assert import_layer(path, grid, date=DAY).layer.held.equals(INSIDE)


def test_missing_attributes_are_said(tmp_path, grid):
    path = write_layer(tmp_path / "a.shp", EAST)
    path.with_suffix(".dbf").unlink()
    report = import_layer(path, grid, date=DAY).report
    assert any("no file .dbf" in note for note in in_english(report.notes))


def test_a_reference_system_in_a_code_page_is_said(tmp_path, grid):
    path = write_layer(tmp_path / "a.shp", EAST)
    text = path.with_suffix(".prj").read_text("ascii")
    path.with_suffix(".prj").write_text(text.replace("GCS_WGS_1984", "СК"), encoding="cp1251")
    with mistake(CRSError, "cannot be read", where=str(path), expected="UTF-8"):
        import_layer(path, grid)
    path.with_suffix(".prj").unlink()
    assert import_layer(path, grid, crs="EPSG:4326").layer.held.equals(INSIDE)


def twice(path):
    """Write a shapefile with two columns of one name."""
    frame = gpd.GeoDataFrame({"who": ["?"], "bbb": ["RU"]}, geometry=[INSIDE], crs="EPSG:4326")
    frame.to_file(path)
    table = path.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"bbb\0", b"who\0", 1))
    return path


def test_columns_of_the_same_name_are_numbered(tmp_path, grid):
    path = twice(tmp_path / "twice.shp")
    names = [column.name for column in offer_of(path).columns]
    assert names == ["who", "who (2)"]
    found = import_layer(path, grid, date=DAY, held_field="who (2)", held_value="RU")
    assert found.report.area_km2 > 0
    assert any(
        "more than one column is called who" in note for note in in_english(found.report.notes)
    )
