"""DeepState, ISW, VIINA and anybody's layer: recognised, read, and never taken for another."""

import datetime as dt

import pytest
import shapely
from shapely import box

from tests.drawn import DAY
from tests.importers.files import (
    EAST,
    INSIDE,
    RING,
    collection,
    feature,
    in_english,
    polygon,
    write_json,
    write_layer,
)
from tests.mistakes import mistake
from tests.shipped import COUNTRY
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError, InputError
from whoholds.importers.layer import import_layer

WEST = [[30, 46], [31, 46], [31, 47], [30, 47], [30, 46]]


def square(lon, lat):
    return polygon([[lon, lat], [lon + 1, lat], [lon + 1, lat + 1], [lon, lat + 1], [lon, lat]])


# DeepState


def test_a_file_of_the_daily_mirror(tmp_path, grid):
    document = collection(feature(polygon(RING[::-1])), name="deepstatemap_data_20250816")
    path = write_json(tmp_path / "deepstatemap_data_20250816.geojson", document)
    report = import_layer(path, grid).report
    assert (report.form, report.date, report.kind) == ("deepstate", DAY, "assessed")
    assert "DeepState" in in_english([report.source])[0]


def test_a_mirror_file_whose_two_names_differ_is_refused_only_where_data_differ(tmp_path, grid):
    document = collection(feature(polygon(RING)), name="deepstatemap_data_20250816")
    path = write_json(tmp_path / "copy_20250901.geojson", document)
    assert import_layer(path, grid).layer.date == DAY


NAMES = [
    "Окуповано /// Occupied /// geoJSON.status.occupied\n",
    "ОРДЛО /// CADR and CALR\xa0/// geoJSON.territories.ordlo",
    "Статус невідомий /// Unknown status /// geoJSON.status.unknown",
    "Звільнено 25.03 /// Liberated 25.03 /// geoJSON.status.dismissed_at",
    "Окупована Абхазія /// Occupied Abkhazia /// geoJSON.territories.abkhazia",
]


def deepstate(**envelope):
    places = [(33, 46), (33, 47), (32, 46), (31, 48), (30, 46)]
    features = [feature(square(*at), name=name) for at, name in zip(places, NAMES, strict=True)]
    arrow = feature({"type": "Point", "coordinates": [33, 47, 0]}, name="Напрямок /// Attack")
    return {**envelope, "map": collection(*features, arrow)}


def test_the_shape_of_deepstates_own_interface(tmp_path, grid):
    midday = 1755345600  # 16 August 2025, 12:00 UTC
    path = write_json(tmp_path / "last.json", deepstate(id=midday, datetime="16.08 о 12:00"))
    result = import_layer(path, grid)
    assert (result.report.form, result.layer.date) == ("deepstate", DAY)
    assert result.layer.held.equals(box(33, 46, 34, 48))
    assert result.report.contested_km2 == pytest.approx(geodesic_km2([box(32, 46, 33, 47)])[0])
    reasons = {one.feature: in_english([one])[0] for one in result.report.dropped}
    assert reasons[4] == "liberated: held by Ukraine"
    assert "Abkhazia" in reasons[5]
    assert reasons[6].startswith("of another kind")


def test_deepstates_features_without_the_envelope_need_a_day(tmp_path, grid):
    path = write_json(tmp_path / "last.json", deepstate()["map"])
    with mistake(InputError, "does not say its date", where=str(path)):
        import_layer(path, grid)
    assert import_layer(path, grid, date=DAY).report.form == "deepstate"


@pytest.mark.parametrize("coordinate", [3.7e6, 1e308])
def test_land_that_does_not_count_has_no_area_where_its_coordinates_are_none(
    tmp_path, grid, coordinate
):
    document = deepstate(id=1755345600)
    document["map"]["features"][3]["geometry"]["coordinates"][0][1] = [coordinate, 48]
    report = import_layer(write_json(tmp_path / "last.json", document), grid).report
    assert {one.feature: one.km2 is None for one in report.dropped}[4]


def test_ground_of_unknown_status_that_is_held_too_is_held(tmp_path, grid):
    document = deepstate(id=1755345600)
    document["map"]["features"][2]["geometry"] = square(33, 46)
    result = import_layer(write_json(tmp_path / "last.json", document), grid)
    assert result.report.contested_km2 == 0


def test_an_envelope_without_held_land_is_refused(tmp_path, grid):
    document = {"id": 1755345600, "map": collection(feature(square(33, 46), name=NAMES[3]))}
    path = write_json(tmp_path / "last.json", document)
    with mistake(GeometryError, "no polygon of held", where=str(path), found="liberated"):
        import_layer(path, grid)


# ISW


def isw(path, *types, **columns):
    boxes = [box(33, 46, 34, 47), box(33, 46.5, 34, 48), box(32, 46, 33, 47)][: len(types)]
    shapes = [shapely.force_3d(one, 0.0) for one in boxes]
    return write_layer(path, *shapes, layer_type=list(types), date="2025-08-16", **columns)


def test_isws_polygons_overlap_and_have_heights(tmp_path, grid):
    path = isw(
        tmp_path / "a.geojson", "ukraine_control_map", "ukraine_control_map", area_km2=[5, 6]
    )
    report = import_layer(path, grid).report
    assert (report.form, report.date, report.kind) == ("isw", DAY, "assessed")
    assert report.area_km2 == pytest.approx(geodesic_km2([box(33, 46, 34, 48)])[0])
    assert report.overlap_km2 == pytest.approx(geodesic_km2([box(33, 46.5, 34, 47)])[0])
    assert report.stated_km2 == 11


def test_claims_beside_assessed_control_are_dropped(tmp_path, grid):
    path = isw(
        tmp_path / "a.geojson",
        "ukraine_control_map",
        "claimed_russian_territory",
        "russian_advances",
    )
    result = import_layer(path, grid)
    assert result.layer.held.equals(box(33, 46, 34, 47))
    assert result.layer.kind == "assessed"
    assert in_english(result.report.dropped)[0] == "claimed by Russia, not assessed"
    assert result.report.contested_km2 == pytest.approx(geodesic_km2([box(32, 46, 33, 47)])[0])


def test_a_layer_of_claims_is_marked_so(tmp_path, grid):
    path = isw(tmp_path / "a.geojson", "claimed_russian_territory")
    result = import_layer(path, grid)
    assert (result.layer.kind, result.report.form) == ("claimed", "isw")
    assert "claimed" in result.layer.source


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("UkraineControlMapAO16AUG2025.shp", "assessed"),
        ("ClaimedRussianTerritoryinUkraineAO16AUG2025.shp", "claimed"),
    ],
)
def test_isws_shapefiles_say_layer_and_day_in_their_names(tmp_path, grid, name, kind):
    path = write_layer(tmp_path / name, EAST, Id=[1])
    report = import_layer(path, grid).report
    assert (report.form, report.kind, report.date) == ("isw", kind, DAY)


def test_ukrainian_counteroffensives_are_not_held_by_russia(tmp_path, grid):
    path = isw(tmp_path / "a.geojson", "claimed_ukrainian_counteroffensives")
    with mistake(GeometryError, "no polygon of held", where=str(path), found="retaken by Ukraine"):
        import_layer(path, grid)


# Anybody's layer


def test_a_column_and_value_that_mean_held(tmp_path, grid):
    path = write_layer(tmp_path / "a.gpkg", EAST, box(30, 46, 31, 48), who=["ru", "ua"])
    result = import_layer(path, grid, held_field="who", held_value="ru", date=DAY)
    assert result.layer.held.equals(INSIDE)
    assert in_english(result.report.dropped)[0] == "who is ua"


def test_a_whole_layer_is_held_and_the_report_says_so(tmp_path, grid):
    report = import_layer(write_layer(tmp_path / "a.gpkg", EAST), grid).report
    assert report.form == "generic"
    assert "the whole map counts as held" in in_english(report.notes)[0]


def test_a_column_that_is_not_there_is_refused(tmp_path, grid):
    path = write_layer(tmp_path / "a.gpkg", EAST, who=["ru"])
    with mistake(InputError, "no column 'whose'", where=str(path), found="who"):
        import_layer(path, grid, held_field="whose")
    with mistake(InputError, "does not say", where=str(path), expected="RU", found="only ru"):
        import_layer(path, grid, held_field="who")


@pytest.mark.parametrize(
    ("holders", "found"),
    [(["RU", "PL"], "PL"), (["UA", "UA"], "only UA"), (["RU", None], "(empty)")],
    ids=["outside the vocabulary", "only UA", "empty"],
)
def test_the_holders_of_a_layer_are_of_the_vocabulary(tmp_path, grid, holders, found):
    shapes = EAST, box(32, 47, 34, 48)
    path = write_layer(tmp_path / "a.geojson", *shapes, held_by=holders, date=["2025-08-16"] * 2)
    with mistake(InputError, "held_by", where=str(path), expected="RU (and UA)", found=found):
        import_layer(path, grid)


def test_a_kind_that_is_none_is_said(tmp_path, grid):
    path = write_layer(tmp_path / "a.geojson", EAST, date="2025-08-16", kind="rumoured")
    report = import_layer(path, grid).report
    assert report.kind == "assessed"
    assert any("rumoured" in note for note in in_english(report.notes))


# VIINA

# Settlements in the hand-drawn world, two in a region: the held one and its neighbour.
SETTLEMENTS = """\
geonameid,name,longitude,latitude,ctr_20220310000000,ctr_20220315060000,ctr_20220320000000
1,A,33.5,49,UA,RU,RU
2,B,32.5,49,UA,UA,CONTESTED
3,C,33.5,47,RU,RU,UA
4,D,32.5,47,RU,RU,UA
5,E,60,47,RU,RU,RU
"""


@pytest.fixture
def wide(tmp_path):
    path = tmp_path / "control.csv"
    path.write_text(SETTLEMENTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (10, box(32, 46, 34, 48)),
        (15, box(32, 46, 34, 48).union(box(33, 48, 34, 50))),
        (20, box(33, 48, 34, 50)),
    ],
)
def test_cells_of_settlements_on_a_day(wide, grid, day, held):
    result = import_layer(wide, grid, date=dt.date(2022, 3, day))
    assert result.layer.held.symmetric_difference(held).area < 1e-9
    assert (result.layer.kind, result.report.form) == ("settlement", "viina")
    assert "nearest of 4 settlements" in result.layer.source
    assert "1 settlement too far from every region" in in_english(result.report.notes)


def test_contested_settlements_are_not_held(wide, grid):
    report = import_layer(wide, grid, date=dt.date(2022, 3, 20)).report
    assert report.contested_km2 == pytest.approx(geodesic_km2([box(32, 48, 33, 50)])[0])


@pytest.mark.parametrize(
    ("day", "match", "found"),
    [
        (None, "needs a day", "none named"),
        (dt.date(2022, 3, 9), "no status on that day", "03-09"),
        (dt.date(2022, 3, 21), "no status on that day", "2022-03-21"),
    ],
)
def test_a_history_needs_a_day_that_it_covers(wide, grid, day, match, found):
    with mistake(
        InputError, match, where=str(wide), expected="from 2022-03-10 to 2022-03-20", found=found
    ):
        import_layer(wide, grid, date=day)


def test_the_long_table_of_version_2(tmp_path):
    from whoholds.desk import load_boundaries

    path = tmp_path / "control.csv"
    rows = ["706483,20220301,RU", "706483,20220401,UA", "703448,20220301,UA", "1,20220301,RU"]
    path.write_text("geonameid,date,status\n" + "\n".join(rows) + "\n", encoding="utf-8")
    report = import_layer(path, load_boundaries(), COUNTRY, date=dt.date(2022, 3, 5)).report
    assert list(report.regions["region"]) == ["UA-63"]
    assert "1 of them without coordinates, not drawn" in in_english(report.notes)


def changes(path, **entries):
    return write_json(path, entries)


def test_changes_in_any_order_and_a_status_that_holds_until_the_next(tmp_path):
    from whoholds.desk import load_boundaries

    history = [[20220501, "LIBERATED"], [20220301, "RU"], [20220401, "CONTESTED"]]
    path = changes(tmp_path / "a.json", **{"706483": history, "703448": [[20220601, "UA"]]})
    held = import_layer(path, load_boundaries(), COUNTRY, date=dt.date(2022, 3, 31))
    assert held.report.area_km2 > 10
    for day, found in ((dt.date(2022, 4, 1), "no features"), (dt.date(2022, 5, 2), "no features")):
        with mistake(GeometryError, "no ", where=str(path), found=found if day.month == 5 else ""):
            import_layer(path, load_boundaries(), COUNTRY, date=day)


@pytest.mark.parametrize(
    "entry",
    [[20220301, "PL"], [20220230, "RU"], [20220301], "RU", [20220301, None]],
    ids=["holder", "day", "short", "no list", "nothing"],
)
def test_an_entry_that_is_no_status_is_refused(tmp_path, grid, entry):
    path = changes(tmp_path / "a.json", **{"706483": [entry]})
    with mistake(InputError, "entry of a settlement", where="settlement 706483"):
        import_layer(path, grid, date=dt.date(2022, 3, 5))


# Which form


def test_a_file_that_could_be_of_two_forms_is_refused(tmp_path, grid):
    path = write_layer(
        tmp_path / "UkraineControlMap.gpkg", EAST, held_by=["RU"], date=["2025-08-16"]
    )
    with mistake(InputError, "more than one form", where=str(path), found="isw, generic"):
        import_layer(path, grid)
    assert import_layer(path, grid, form="generic").report.form == "generic"


@pytest.mark.parametrize("form", ["viina", "esri"])
def test_a_form_that_does_not_fit_is_refused(tmp_path, grid, form):
    path = write_layer(tmp_path / "a.gpkg", EAST)
    with mistake(InputError, form, where="", found="polygons" if form == "viina" else "esri"):
        import_layer(path, grid, form=form, date=DAY)


def test_settlements_are_no_polygons(wide, grid):
    with mistake(InputError, "not of the form 'isw'", where=str(wide), found="geonameid"):
        import_layer(wide, grid, form="isw", date=DAY)
