"""A column that speaks of who holds is never passed over; a file of regions is no control layer."""

import geopandas as gpd
import pytest
from shapely import box

from tests.drawn import DAY
from tests.importers.files import EAST, INSIDE, KML_RING, in_english, kml, write_layer
from tests.mistakes import mistake
from tests.shipped import BASELINE, COUNTRY, LINES
from whoholds.desk import load_boundaries
from whoholds.ground.errors import GeometryError, InputError
from whoholds.importers.forms.holders import meaning_of
from whoholds.importers.layer import import_layer

WEST = box(30, 46, 31, 48)
SAID = {
    "held": "Occupied|occupied since 2022|Окуповано|Окупована територія|оккупировано|ОРДЛО|RU|"
    "Russian-controlled|held by Russia|under Russian control|Russian forces hold|nochange|held|"
    "annexed 2014|непідконтрольна територія|захоплено РФ|Besetzt",
    "free": "Liberated|De-occupied|unoccupied|not occupied|Звільнено|деокуповано|освобождено|UA|"
    "Ukrainian-held|controlled by Ukraine|під контролем України|recaptured|formerly occupied|"
    "Ukrainian counteroffensive|Україна|підконтрольна територія",
    "contested": "contested|Grey zone|gray_zone|unknown status|Статус невідомий|Під питанням|"
    "сіра зона|claimed by Russia|Infiltration",
    "change": "gains|losses|Advance",
    "": "Bakhmut|Нижні Сірогози|Покупне|polygon 7|freedom square|1|кадри",
}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [(text, meaning) for meaning, texts in SAID.items() for text in texts.split("|")],
)
def test_what_texts_say_of_who_holds(text, meaning):
    assert meaning_of(text) == meaning


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("name", ["Окуповано", "Звільнено"]),
        ("status", ["occupied", "liberated"]),
        ("Description", ["Russian-held since 2022", "Bakhmut"]),
        ("type", ["nochange", "gains"]),
        ("type", ["losses", "losses"]),
        ("side", ["RU", "UA"]),
        ("zone", ["contested", "contested"]),
        ("occupied", [1, 0]),
        ("is_occupied", [True, False]),
        ("held", ["0", "0"]),
        ("controlled_by", ["A", "B"]),
        ("owner", ["Ukraine", "Ukraine"]),
    ],
)
def test_a_column_that_says_who_holds_is_refused_with_its_values(tmp_path, grid, column, values):
    path = write_layer(tmp_path / "a.gpkg", EAST, WEST, **{column: values})
    with mistake(InputError, "who holds", where=str(path), found=f"{column}: "):
        import_layer(path, grid, date=DAY)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("name", ["Окуповано", "Окуповано з 2022 року"]),
        ("occupied", [1, 1]),
        ("type", ["nochange", "nochange"]),
    ],
)
def test_a_column_that_says_held_of_all_is_taken_and_named(tmp_path, grid, column, values):
    path = write_layer(tmp_path / "a.gpkg", EAST, WEST, **{column: values})
    report = import_layer(path, grid, date=DAY).report
    assert in_english(report.notes) == [f"column {column} says of every feature that it is held"]


@pytest.mark.parametrize(
    ("column", "values"),
    [("name", ["Bakhmut", "Kherson"]), ("ADM0_EN", ["Ukraine"] * 2), ("source", ["claims"] * 2)],
)
def test_a_column_about_something_else_is_left_alone(tmp_path, grid, column, values):
    path = write_layer(tmp_path / "a.gpkg", EAST, WEST, **{column: values})
    assert (
        "the whole map counts as held"
        in in_english(import_layer(path, grid, date=DAY).report.notes)[0]
    )


def test_a_name_in_kml_is_a_column_too(tmp_path, grid):
    path = tmp_path / "a.kml"
    path.write_text(kml(KML_RING, name="Звільнено"), encoding="utf-8")
    with mistake(InputError, "who holds", where=str(path), found="Name: Звільнено"):
        import_layer(path, grid, date=DAY)


def test_several_values_are_held_and_the_report_names_them(tmp_path, grid):
    kinds = ["nochange", "losses", "gains"]
    shapes = box(33, 46, 34, 47), box(33, 47, 34, 48), box(32, 46, 33, 47)
    path = write_layer(tmp_path / "a.gpkg", *shapes, type=kinds)
    result = import_layer(
        path, grid, date=DAY, held_field="type", held_value=["nochange", "losses"]
    )
    assert result.layer.held.equals(box(33, 46, 34, 48))
    note = "held is where type is one of: nochange, losses; not held: gains"
    assert note in in_english(result.report.notes)
    with mistake(InputError, "does not say", where=str(path), expected="loses", found="losses"):
        import_layer(path, grid, date=DAY, held_field="type", held_value=["nochange", "loses"])


@pytest.mark.parametrize("values", [[1, 2, None], [1.0, 2.0, None]])
def test_numbers_are_named_as_they_are_read(tmp_path, grid, values):
    shapes = EAST, WEST, box(31, 48, 32, 49)
    path = write_layer(tmp_path / "a.gpkg", *shapes, code=values)
    result = import_layer(path, grid, date=DAY, held_field="code", held_value="1")
    assert result.layer.held.equals(INSIDE)


# What is no control layer


def regions(**columns):
    frame = load_boundaries().regions
    return gpd.GeoDataFrame(columns, geometry=frame.geometry.to_numpy(), crs="EPSG:4326")


def test_regions_given_as_a_control_layer_are_refused(tmp_path):
    shipped = load_boundaries()
    for name, values in {
        "name": shipped.regions["name_uk"],
        "shapeISO": shipped.regions.index,
    }.items():
        path = tmp_path / f"{name}_2025-08-16.gpkg"
        regions(**{name: list(values)}).to_file(path)
        with pytest.raises(InputError, match="file of regions") as caught:
            import_layer(path, shipped)
        assert "--boundaries" in caught.value.remedy
        assert "27 regions" in caught.value.found


def test_districts_given_as_a_control_layer_are_refused(tmp_path, grid):
    names = [f"{n}-й район" for n in range(30)]
    path = write_layer(tmp_path / "a.gpkg", *[EAST] * 30, name=names)
    with mistake(InputError, "file of regions", where=str(path), found="30 districts"):
        import_layer(path, grid, date=DAY)


def test_all_of_ukraine_is_no_held_territory(tmp_path, grid):
    path = write_layer(tmp_path / "a.gpkg", box(29, 45, 35, 51), id=[1])
    with mistake(GeometryError, "covers all of the country", where=str(path), found="100%"):
        import_layer(path, grid, date=DAY)


def test_a_layer_without_crimea_is_warned_of(tmp_path):
    donbas = box(37.9, 47.4, 39.0, 48.2)
    path = write_layer(tmp_path / "a_2025-08-16.gpkg", donbas, held_by=["RU"])
    report = import_layer(path, load_boundaries(), COUNTRY).report
    assert "held before 24 February 2022 are not on the map" in in_english(report.warnings)[0]
    whole = write_layer(tmp_path / "b_2025-08-16.gpkg", donbas, box(32, 44, 37, 46.3), id=[1, 2])
    assert "remark.missing_before" in str(import_layer(whole, load_boundaries(), COUNTRY).report)
    early = write_layer(tmp_path / "c_2022-02-23.gpkg", donbas, held_by=["RU"])
    assert import_layer(early, load_boundaries(), COUNTRY).report.warnings == []


def test_the_shipped_layer_is_not_warned_of(tmp_path):
    from whoholds.layers.layer_file import layer_frame

    layer_frame(LINES[BASELINE], "RU").to_file(tmp_path / "a.gpkg")
    assert import_layer(tmp_path / "a.gpkg", load_boundaries(), COUNTRY).report.in_short() == []
