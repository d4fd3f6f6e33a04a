"""What labels and layer names of DeepState's and ISW's say, in every edition that is about."""

import datetime as dt

import pytest
from shapely import box

from tests.drawn import DAY
from tests.importers.files import EAST, collection, feature, in_english, write_json, write_layer
from tests.importers.test_forms import square
from tests.mistakes import mistake
from tests.shipped import COUNTRY, reader_of
from whoholds.desk import load_boundaries
from whoholds.geometry.areas import geodesic_km2
from whoholds.ground.errors import GeometryError, InputError
from whoholds.importers.forms.deepstate_labels import LIBERATED, verdict_of
from whoholds.importers.layer import import_layer
from whoholds.importers.verdict import CONTESTED, HELD, Standing
from whoholds.words.reader import ENGLISH

# DeepState, before there were keys

FREE = "liberated: held by Ukraine"
LABELS = {
    "Окуповано /// Occupied": HELD,
    "Окуповано": HELD,
    "Окуповано після 24 лютого /// Occupied after 24 February": HELD,
    "Окупований Крим /// Occupied Crimea": HELD,
    "Крим": HELD,
    "ОРДЛО /// CADR and CALR": HELD,
    "ОРДЛО": HELD,
    "о. Тузла /// Tuzla Island": HELD,
    "Звільнено /// Liberated": LIBERATED,
    "Звільнено 25.03": LIBERATED,
    "Звільнено (11.2022) ///  Liberated (11.2022)": LIBERATED,
    "острів Зміїний": LIBERATED,
    "Статус невідомий /// Unknown status": CONTESTED,
    "Під питанням": CONTESTED,
    "Под питанням /// In question": CONTESTED,
    "Окупована Абхазія /// Occupied Abkhazia": "of another kind: ",
    "Окуповані Курильські острови /// Occupied Kuril Islands": "of another kind: ",
    "Придністров’я": "of another kind: ",
    "Чеченська Республіка Ічкерія": "of another kind: ",
    "Occupied Karelia": "of another kind: ",
    "Невідомо що": "of another kind: ",
    "": "without a name",
}


@pytest.mark.parametrize("label", LABELS)
def test_labels_of_every_edition(label):
    verdict, expected = verdict_of(label), LABELS[label]
    if isinstance(expected, str):
        assert verdict.standing is Standing.LEFT_OUT
        assert reader_of("en").note(verdict.reason).startswith(expected)
    else:
        assert verdict == expected


def revision(language, *, foreign=True):
    """Land of every kind, one degree each, with labels of an edition without keys."""
    labels = [
        ((33, 46), "Окуповано /// Occupied"),
        ((33, 47), "ОРДЛО /// CADR and CALR"),
        ((32, 46), "Під питанням /// In question"),
        ((31, 48), "Звільнено 25.03 /// Liberated 25.03"),
        ((30, 46), "Придністров'я /// Transnistria"),
    ]
    names = {"both": lambda text: text, "uk": lambda text: text.partition(" ///")[0]}
    return [feature(square(*at), name=names[language](text)) for at, text in labels][
        : 5 if foreign else 4
    ]


@pytest.mark.parametrize("language", ["both", "uk"])
@pytest.mark.parametrize("envelope", [False, True])
def test_a_revision_without_keys_is_recognised(tmp_path, grid, language, envelope):
    inner = collection(*revision(language))
    document = {"id": 1755345600, "map": inner} if envelope else inner
    path = write_json(tmp_path / "1755345600.geojson", document)
    result = import_layer(path, grid)
    report = result.report
    assert (report.form, report.date) == ("deepstate", DAY)
    assert result.layer.held.equals(box(33, 46, 34, 48))
    assert report.contested_km2 == pytest.approx(geodesic_km2([box(32, 46, 33, 47)])[0])
    free, foreign = (geodesic_km2([box(*at)])[0] for at in ((31, 48, 32, 49), (30, 46, 31, 47)))
    assert [one.km2 for one in report.dropped] == pytest.approx([free, foreign])
    assert f"left out: {free:,.1f} km2 in 1 feature, {FREE}" in in_english(report.warnings)
    assert any("of another kind: Придністров'я" in one for one in in_english(report.warnings))
    assert any(f"{free:,.1f} km2" in line for line in map(ENGLISH.note, report.in_short()))


def test_what_is_small_is_left_out_without_a_warning(tmp_path, grid):
    small = [[31, 48], [31.05, 48], [31.05, 48.05], [31, 48.05], [31, 48]]
    features = revision("uk")[:3]
    features.append(feature({"type": "Polygon", "coordinates": [small]}, name="Звільнено"))
    report = import_layer(write_json(tmp_path / "1755345600.json", collection(*features)), grid)
    assert in_english(report.report.dropped) == [FREE]
    assert report.report.warnings == []


def test_two_ukrainian_words_alone_are_anybodys(tmp_path, grid):
    labels = ["Окуповано", "Звільнено"]
    features = [feature(square(33, 46 + n), name=name) for n, name in enumerate(labels)]
    path = write_json(tmp_path / "a.geojson", collection(*features))
    with mistake(InputError, "who holds", where=str(path), found="Звільнено (1), Окуповано (1)"):
        import_layer(path, grid, date=DAY)


def test_a_revision_is_named_by_seconds(tmp_path, grid):
    path = write_json(tmp_path / "1754251105.geojson", collection(*revision("both")))
    assert import_layer(path, grid).layer.date == dt.date(2025, 8, 3)
    with mistake(InputError, "more than one date", where=str(path), found="2025-08-03"):
        import_layer(path, grid, date=DAY)


# ISW


@pytest.mark.parametrize(
    "name",
    [
        "AssessedRussianInfiltr_Merge_APR",
        "AssessedRussianInfiltrationAreas",
        "AssessedRussianAdvance_Merge_APR",
        "AssessedRussianGainsInThePast24Hours",
        "VIEW_RussianInfiltration_V2",
    ],
)
@pytest.mark.parametrize("date", [None, DAY])
def test_infiltration_and_the_gains_of_a_day_are_contested(tmp_path, grid, name, date):
    path = write_layer(tmp_path / f"{name}.geojson", EAST, OBJECTID=[1])
    with mistake(GeometryError, "no polygon of held", where=str(path), found="1 contested"):
        import_layer(path, grid, date=date)


@pytest.mark.parametrize(
    "name", ["AssessedRussianWithdrawal_MAY", "Claimed_Limits", "ReportedPartisanWarfare"]
)
def test_a_name_of_isws_that_is_not_known_is_refused(tmp_path, grid, name):
    path = write_layer(tmp_path / f"{name}.geojson", EAST, OBJECTID=[1])
    with mistake(InputError, "does not know", where=str(path), found=name):
        import_layer(path, grid, date=DAY)
    assert import_layer(path, grid, date=DAY, form="generic").report.form == "generic"
    in_column = write_layer(
        tmp_path / "a.gpkg", EAST, EAST, layer=["UkraineControlMap", name], date="2025-08-16"
    )
    with mistake(InputError, "does not know", where=str(in_column), found=name):
        import_layer(in_column, grid)


# Settlements


def settlements(path, text):
    path.write_text(text, encoding="utf-8")
    return import_layer(path, load_boundaries(), COUNTRY, date=dt.date(2025, 8, 16)).report


PLACES = "703448,20250816,UA\n709717,20250816,RU\n"


def test_na_is_no_entry(tmp_path):
    na = "710735,20250816,NA\n709717,20250815,NA\n"
    report = settlements(tmp_path / "a.csv", f"geonameid,date,status\n{PLACES}{na}")
    whole = settlements(tmp_path / "b.csv", f"geonameid,date,status\n{PLACES}")
    assert report.area_km2 == whole.area_km2 > 1
    note = "2 entries have no status (NA); 1 settlement has no other"
    assert any(one.startswith(note) for one in in_english(report.notes))
    assert not any("NA" in one for one in in_english(whole.notes))


def test_na_in_json_is_no_entry(tmp_path):
    history = {"709717": [[20250816, "RU"]], "710735": [[20250816, "NA"]]}
    path = write_json(tmp_path / "a.json", history)
    report = import_layer(path, load_boundaries(), COUNTRY, date=dt.date(2025, 8, 16)).report
    assert list(report.regions["region"]) == ["UA-14"]


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_the_separator_is_told(tmp_path, separator):
    text = f"geonameid,date,status\n{PLACES}".replace(",", separator)
    report = settlements(tmp_path / "a.csv", text)
    assert list(report.regions["region"]) == ["UA-14"]
    told = [note for note in in_english(report.notes) if "separated" in note]
    assert told == ([] if separator == "," else [f"columns are separated by {separator!r}"])
